import { formatCount, formatNumberOf, formatPercent } from '../components/units.ts'
import type { FeatureChoice, FeatureFit } from '../engine/engine-api.ts'
import classes from './feature-export.module.css'

type Column = FeatureFit['mapping']['columns'][number]

const KINDS: Readonly<Record<FeatureChoice['kind'], string>> = {
  number: 'number',
  category: 'category, one-hot',
  skip: 'left out',
}
const SCALES = { 'min-max': '0 to 1', 'z-score': 'deviations from the mean', none: 'as it is' } as const
type Scale = keyof typeof SCALES
const FIRST_MOST = 20
const LARGEST_MOST = 1000

/** The columns of a table and what becomes of each. */
export function FeatureColumns(props: {
  fit: FeatureFit
  /** A mapping that was loaded says it all. */
  isFixed: boolean
  onChoose: (choices: FeatureChoice[]) => void
}) {
  const { fit, isFixed, onChoose } = props
  const choices = fit.offered.map(({ choice }) => choice)
  const put = (changed: FeatureChoice) =>
    onChoose(choices.map((choice) => (choice.column === changed.column ? changed : choice)))
  return (
    <div className={classes.columns}>
      <table>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">Becomes</th>
            <th scope="col">How</th>
            <th scope="col">Values</th>
          </tr>
        </thead>
        <tbody>
          {fit.offered.map(({ choice, kinds }, index) => {
            const mapped = fit.mapping.columns[index]
            return (
              <tr key={choice.column} data-skipped={choice.kind === 'skip' || undefined}>
                <th scope="row">{choice.column}</th>
                <td>{mapped.type}</td>
                <td>
                  <select
                    aria-label={`What ${choice.column} becomes`}
                    value={choice.kind}
                    disabled={isFixed || kinds.length === 1}
                    onChange={(event) => put(choiceOf(choice.column, event.target.value))}
                  >
                    {kinds.map((kind) => (
                      <option key={kind} value={kind}>
                        {KINDS[kind]}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <How choice={choice} isFixed={isFixed} onChange={put} />
                </td>
                <td className={classes.values}>{valuesOf(mapped, fit.mapping.rows)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function How(props: { choice: FeatureChoice; isFixed: boolean; onChange: (choice: FeatureChoice) => void }) {
  const { choice, isFixed, onChange } = props
  if (choice.kind === 'number')
    return (
      <select
        aria-label={`Scale of ${choice.column}`}
        value={choice.scale}
        disabled={isFixed}
        onChange={(event) => onChange({ ...choice, scale: scaleOf(event.target.value) })}
      >
        {Object.entries(SCALES).map(([scale, label]) => (
          <option key={scale} value={scale}>
            {label}
          </option>
        ))}
      </select>
    )
  if (choice.kind === 'skip') return null
  return (
    <label>
      at most{' '}
      <input
        type="number"
        aria-label={`Categories of ${choice.column} at most`}
        min={1}
        max={LARGEST_MOST}
        value={choice.most}
        disabled={isFixed}
        onChange={(event) =>
          onChange({
            ...choice,
            most: Math.max(1, Math.min(LARGEST_MOST, Math.floor(Number(event.target.value)))) || 1,
          })
        }
      />
    </label>
  )
}

function choiceOf(column: string, kind: string): FeatureChoice {
  if (kind === 'number') return { column, kind, scale: 'min-max' }
  return kind === 'category' ? { column, kind, most: FIRST_MOST } : { column, kind: 'skip' }
}

function scaleOf(text: string): Scale {
  return text === 'min-max' || text === 'z-score' ? text : 'none'
}

function valuesOf(column: Column, rows: number): string {
  if (column.kind === 'skip') return ''
  const missing = column.missing === 0 ? '' : `, ${formatPercent(column.missing / Math.max(1, rows))} missing`
  if (column.kind === 'category') return `${formatNumberOf(column.distinct, 'value')}${missing}`
  if (column.min === null || column.max === null) return 'no values'
  const range =
    column.min === column.max ? `always ${shown(column.min)}` : `${shown(column.min)} to ${shown(column.max)}`
  return `${range}${missing}`
}

function shown(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(4)))
}
