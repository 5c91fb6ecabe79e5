import { CaptureText } from '../../components/capture-text.tsx'
import {
  exactBytes,
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatTimeRange,
} from '../../components/units.ts'
import { destinationOf } from './beacon-columns.tsx'
import { ConnectionHistogram } from './connection-histogram.tsx'
import { explainScore, scoreSentence } from './explain-score.ts'
import type { Beacon } from '../../engine/analysis/beacons.ts'
import classes from './beacons-view.module.css'

const EFFECT = { raises: '▲ raises', lowers: '▼ lowers', between: '● between' } as const

/** Why a pair has its score: the parts in words, its connections over the window, its measures. */
export function BeaconDetails({ beacon }: { beacon: Beacon }) {
  const { interval_mean, interval_median, interval_sd, cv, jitter, total_bytes, total_duration, service } = beacon
  const seconds = (value: number | null) => (value === null ? '–' : formatDuration(value))
  const measures: [label: string, value: string, title?: string][] = [
    ['Interval, median', seconds(interval_median), `${interval_median} s`],
    ['Interval, mean', seconds(interval_mean), `${interval_mean} s`],
    ['Standard deviation', seconds(interval_sd), `${interval_sd} s`],
    ['Spread (cv)', cv === null ? '–' : formatPercent(cv), 'Standard deviation over mean'],
    [
      'Jitter',
      jitter === null ? '–' : formatPercent(jitter),
      'Median absolute deviation of the gaps over their median',
    ],
    ['Total duration', seconds(total_duration), `${total_duration} s`],
    ['Total bytes', formatBytes(total_bytes), exactBytes(total_bytes)],
    ['Service', service ?? '–'],
  ]
  return (
    <section className={classes.details} aria-label="Why this score">
      <div className={classes.reasons}>
        <h2>
          <CaptureText text={beacon.src} /> → <CaptureText text={destinationOf(beacon)} max={60} />
        </h2>
        <p>{scoreSentence(beacon)}</p>
        <ul>
          {explainScore(beacon).map(({ measure, title, score, effect, text }) => (
            <li key={measure} data-effect={effect}>
              <span className={classes.effect}>{EFFECT[effect]}</span>
              <span>
                <b>
                  {title} {score.toFixed(3)}.
                </b>{' '}
                {text}
              </span>
            </li>
          ))}
        </ul>
        <p className={classes.caution}>
          A score says how like a clock it is, not that it is hostile: time servers, update checks and resolvers score
          high too. Look at the destination, the service and how many hosts talk to it.
        </p>
      </div>
      <div className={classes.facts}>
        <ConnectionHistogram histogram={beacon.histogram} window={beacon.window} />
        <dl>
          {measures.map(([label, value, title]) => (
            <div key={label} title={title}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.caution}>
          {formatCount(beacon.connections)} connections, {formatTimeRange(beacon.first, beacon.last)}
        </p>
      </div>
    </section>
  )
}
