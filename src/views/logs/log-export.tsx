import type { Log } from '../../engine/analysis/logs.ts'
import type { TableExport } from '../../engine/engine-api.ts'
import { callEngine } from '../../state/capture-store.ts'
import { saveExport, useExports } from '../../state/exports.ts'
import { useSelection } from '../../state/selection-store.ts'
import classes from './logs-view.module.css'

const FORMATS: readonly { format: TableExport['format']; label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'json', label: 'JSON' },
  { format: 'ndjson', label: 'NDJSON' },
  { format: 'zeek', label: 'Zeek' },
  { format: 'parquet', label: 'Parquet' },
  { format: 'arrow', label: 'Arrow' },
]

/** Saves the table that has the rows of a log, as far as it is selected; of other logs there is none. */
export function LogExport({ log: { table } }: { log: Log }) {
  const { selection } = useSelection()
  const isRunning = useExports((state) => state.running !== null)
  if (table === null) return null
  return (
    <div className={classes.exports} role="group" aria-label={`Export the ${table} table`}>
      <span title="Selected rows of all logs of this kind, under Zeek’s names and types">Export {table}</span>
      {FORMATS.map(({ format, label }) => (
        <button
          key={format}
          type="button"
          disabled={isRunning}
          onClick={() => void saveExport(table, () => callEngine('exportTable', { table, format, ...selection }))}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
