import { useId } from 'react'
import type { DetectionDescription } from '../../engine/detections/run-detections.ts'
import { setThreshold, useFindingChoices } from '../../state/finding-choices.ts'
import classes from './findings-view.module.css'

/** The numbers of a check, to be changed; they are kept in this browser. */
export function ThresholdForm({ check }: { check: DetectionDescription }) {
  const own = useFindingChoices((state) =>
    Object.hasOwn(state.thresholds, check.id) ? state.thresholds[check.id] : null,
  )
  const id = useId()
  const thresholds = Object.entries(check.thresholds)
  if (thresholds.length === 0) return null
  return (
    <div className={classes.thresholds}>
      {thresholds.map(([name, { meaning, unit, default: standard, min, max }]) => {
        const set = own !== null && Object.hasOwn(own, name) ? own[name] : null
        return (
          <div key={name} className={classes.field}>
            <label htmlFor={`${id}${name}`}>{meaning}</label>
            <input
              // What was typed goes when the default comes back.
              key={String(set)}
              id={`${id}${name}`}
              type="number"
              min={min}
              max={max}
              step="any"
              defaultValue={set ?? standard}
              onBlur={(event) => {
                const value = event.currentTarget.valueAsNumber
                if (Number.isNaN(value)) event.currentTarget.value = String(set ?? standard)
                else if (value !== (set ?? standard))
                  setThreshold(check.id, name, value === standard ? null : Math.max(min, Math.min(max, value)))
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') event.currentTarget.blur()
              }}
            />
            <span>{unit}</span>
            {set !== null && (
              <button type="button" onClick={() => setThreshold(check.id, name, null)}>
                Default {standard}
              </button>
            )}
          </div>
        )
      })}
    </div>
  )
}
