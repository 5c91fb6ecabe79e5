import type { DetectionDescription } from '../../engine/detections/run-detections.ts'
import classes from './findings-view.module.css'
import { ThresholdForm } from './threshold-form.tsx'

/** What a check takes for what, what it cannot see, and its numbers; folded away. */
export function CheckWords({ check }: { check: DetectionDescription }) {
  return (
    <details className={classes.words}>
      <summary>How sure, what it cannot see, thresholds</summary>
      <p>
        <strong>Harmless causes:</strong> {check.falsePositives}
      </p>
      <p>
        <strong>It cannot see:</strong> {check.blindSpots}
      </p>
      <ThresholdForm check={check} />
    </details>
  )
}
