import type { DetectionDescription } from '../../engine/detections/run-detections.ts'
import classes from './findings-view.module.css'
import { ThresholdForm } from './threshold-form.tsx'

/** What a check takes for what, what it cannot see, and its numbers; folded away. `saysBlindSpots`: whether nobody has said yet what it cannot see. */
export function CheckWords({
  check,
  saysBlindSpots = true,
}: {
  check: DetectionDescription
  saysBlindSpots?: boolean
}) {
  return (
    <details className={classes.words}>
      <summary>{saysBlindSpots ? 'How sure, what it cannot see, thresholds' : 'How sure, thresholds'}</summary>
      <p>
        <strong>Harmless causes:</strong> {check.falsePositives}
      </p>
      {saysBlindSpots && (
        <p>
          <strong>It cannot see:</strong> {check.blindSpots}
        </p>
      )}
      <ThresholdForm check={check} />
    </details>
  )
}
