import { useId } from 'react'
import type { BeaconFilter } from '../../engine/analysis/beacon-filter.ts'
import {
  type BeaconList,
  setBeaconFilter,
  setBeaconList,
  setBeaconSetting,
  useBeaconChoices,
} from '../../state/beacon-choices.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { LineList } from './line-list.tsx'
import classes from './beacon-settings-panel.module.css'

const SHAPES = 'One a line: 192.0.2.7, 10.1.0.0/16, example.com (with all names below it), 123/udp. # begins a comment.'

const FILTERS: readonly (readonly [BeaconFilter, string])[] = [
  ['addresses', 'All pairs but those with an address that is never included'],
  ['outgoing', 'From inside to outside (RITA’s default)'],
  ['crossing', 'Between inside and outside, whoever begins'],
  ['none', 'All pairs'],
]

const NETWORKS: readonly (readonly [Exclude<BeaconList, 'allowed'>, string])[] = [
  ['internal', 'Your own networks: inside'],
  ['never', 'Never included'],
  ['always', 'Always included'],
]

/** What the person expects, which pairs are looked at, and the numbers of the severity; all are kept in this browser. */
export function BeaconSettingsPanel() {
  const { settings, filter, ...lists } = useBeaconChoices()
  const described = useAnalysis('beaconSettings', lists, 'all').result
  const id = useId()
  const changed = Object.keys(settings).length
  const entries = lists.allowed.filter((line) => line.replace(/#.*/, '').trim() !== '').length
  const own = NETWORKS.filter(([list]) => lists[list] !== null).length + Number(filter !== 'addresses')
  return (
    <div className={classes.panel}>
      <details>
        <summary>Allow-list{entries > 0 && ` (${entries})`}</summary>
        <LineList
          label={SHAPES}
          lines={lists.allowed}
          unread={described?.notUnderstood.allowed ?? []}
          onChange={(text) => setBeaconList('allowed', text)}
        />
        <p>What is allowed is shown as expected, here and in the findings.</p>
      </details>
      <details>
        <summary>Networks{own > 0 && ` (${own} changed)`}</summary>
        <label htmlFor={`${id}filter`}>Pairs that are looked at</label>
        <select
          id={`${id}filter`}
          value={filter}
          onChange={(event) => {
            const chosen = FILTERS.find(([name]) => name === event.currentTarget.value)
            if (chosen !== undefined) setBeaconFilter(chosen[0])
          }}
        >
          {FILTERS.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
        <div className={classes.lists}>
          {NETWORKS.map(([list, label]) => (
            <div key={list}>
              <LineList
                label={label}
                lines={lists[list] ?? described?.networks[list] ?? []}
                unread={described?.notUnderstood[list] ?? []}
                onChange={(text) => {
                  const isDefault = text.trim() === (described?.networks[list] ?? []).join('\n')
                  setBeaconList(list, isDefault ? null : text)
                }}
              />
              {lists[list] !== null && (
                <button type="button" onClick={() => setBeaconList(list, null)}>
                  Back to the default
                </button>
              )}
            </div>
          ))}
        </div>
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
