import { useState } from 'react'
import { severities } from '../../components/palette.ts'
import { formatNumberOf } from '../../components/units.ts'
import type { Finding } from '../../engine/detections/detection.ts'
import type { DetectionDescription } from '../../engine/detections/run-detections.ts'
import { findingKey, useFindingChoices } from '../../state/finding-choices.ts'
import { CheckWords } from './check-words.tsx'
import { FindingItem } from './finding-item.tsx'
import classes from './findings-view.module.css'

/** Findings of a group that are shown before somebody asks for more. */
const FIRST = 10

/** The findings of one check, and what the check is. */
export function FindingGroup({ check, findings }: { check: DetectionDescription; findings: readonly Finding[] }) {
  const [all, setAll] = useState(false)
  const known = useFindingChoices((state) => state.known)
  const keys = new Set(known)
  const shown = all ? findings : findings.slice(0, FIRST)
  const { color, mark } = severities[findings[0].severity]
  return (
    <section className={classes.group} aria-label={check.title}>
      <header className={classes.head}>
        <h2>
          <span aria-hidden style={{ color }}>
            {mark}
          </span>{' '}
          {check.title}
        </h2>
        <span className={classes.meaning}>{formatNumberOf(findings.length, 'finding')}</span>
      </header>
      <p className={classes.meaning}>{check.meaning}</p>
      <CheckWords check={check} />
      <ul className={classes.list}>
        {shown.map((finding) => (
          <FindingItem
            key={`${findingKey(finding)} ${finding.title}`}
            finding={finding}
            counts={check.counts}
            isKnown={keys.has(findingKey(finding))}
          />
        ))}
      </ul>
      {findings.length > shown.length && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          Show all {findings.length}
        </button>
      )}
    </section>
  )
}
