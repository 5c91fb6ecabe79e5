import { useId } from 'react'
import { setAllowed, setBeaconSetting, useBeaconChoices } from '../../state/beacon-choices.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import classes from './beacon-settings-panel.module.css'

const SHAPES = 'One a line: 192.0.2.7, 10.1.0.0/16, example.com (with all names below it), 123/udp. # begins a comment.'

/** What the person expects, and the numbers of the severity; both are kept in this browser. */
export function BeaconSettingsPanel() {
  const { allowed, settings } = useBeaconChoices()
  const described = useAnalysis('beaconSettings', { allowed }, 'all').result
  const id = useId()
  const changed = Object.keys(settings).length
  const entries = allowed.filter((line) => line.replace(/#.*/, '').trim() !== '').length
  return (
    <div className={classes.panel}>
      <details>
        <summary>Allow-list{entries > 0 && ` (${entries})`}</summary>
        <label htmlFor={`${id}allowed`}>{SHAPES}</label>
        <textarea
          id={`${id}allowed`}
          key={allowed.join('\n')}
          defaultValue={allowed.join('\n')}
          rows={6}
          spellCheck={false}
          onBlur={(event) => setAllowed(event.currentTarget.value)}
        />
        <p role="status">
          {described !== undefined && described.notUnderstood.length > 0
            ? `Not understood: ${described.notUnderstood.map(({ line, text }) => `line ${line} “${text}”`).join(', ')}`
            : 'What is allowed is shown as expected, here and in the findings.'}
        </p>
      </details>
      <details>
        <summary>Settings{changed > 0 && ` (${changed} changed)`}</summary>
        <div className={classes.settings}>
          {Object.entries(described?.settings ?? {}).map(([name, { meaning, unit, default: standard, min, max }]) => {
            const set = Object.hasOwn(settings, name) ? settings[name] : null
            return (
              <div key={name} className={classes.field}>
                <label htmlFor={id + name}>{meaning}</label>
                <input
                  // What was typed goes when the default comes back.
                  key={String(set)}
                  id={id + name}
                  type="number"
                  min={min}
                  max={max}
                  step="any"
                  defaultValue={set ?? standard}
                  onBlur={(event) => {
                    const value = event.currentTarget.valueAsNumber
                    if (Number.isNaN(value)) event.currentTarget.value = String(set ?? standard)
                    else if (value !== (set ?? standard))
                      setBeaconSetting(name, value === standard ? null : Math.max(min, Math.min(max, value)))
                  }}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') event.currentTarget.blur()
                  }}
                />
                <span>{unit}</span>
                {set !== null && (
                  <button type="button" onClick={() => setBeaconSetting(name, null)}>
                    Default {standard}
                  </button>
                )}
              </div>
            )
          })}
        </div>
      </details>
    </div>
  )
}
