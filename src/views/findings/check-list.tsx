import { formatNumberOf } from '../../components/units.ts'
import type { DetectionDescription } from '../../engine/detections/run-detections.ts'
import { CheckWords } from './check-words.tsx'
import classes from './findings-view.module.css'

/** The checks that found nothing: those that looked, and those that had nothing to look at. */
export function CheckList({ checks }: { checks: readonly DetectionDescription[] }) {
  const looked = checks.filter(({ missing }) => missing.length === 0)
  const blind = checks.filter(({ missing }) => missing.length > 0)
  return (
    <>
      {looked.length > 0 && (
        <section className={classes.group} aria-label="Nothing found by">
          <h2>Nothing found by {formatNumberOf(looked.length, 'check')}</h2>
          <ul className={classes.checks}>
            {looked.map((check) => (
              <li key={check.id}>
                <strong>{check.title}</strong> <span className={classes.meaning}>{check.meaning}</span>
                <p className={classes.blind}>It cannot see: {check.blindSpots}</p>
                <CheckWords check={check} saysBlindSpots={false} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {blind.length > 0 && (
        <section className={classes.group} aria-label="Could not look">
          <h2>{formatNumberOf(blind.length, 'check')} had nothing to look at</h2>
          <ul className={classes.checks}>
            {blind.map((check) => (
              <li key={check.id}>
                <strong>{check.title}</strong>{' '}
                <span className={classes.meaning}>The capture has no {check.missing.join(', no ')}.</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
