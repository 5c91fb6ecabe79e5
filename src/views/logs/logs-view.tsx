import { Button } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { CaptureText } from '../../components/capture-text.tsx'
import { Grid } from '../../components/grid.tsx'
import { formatCount, formatNumberOf } from '../../components/units.ts'
import type { Log } from '../../engine/analysis/logs.ts'
import { askEngine, useCapture } from '../../state/capture-store.ts'
import { askForColumns } from '../../state/csv-prompt.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useGridSource, usePage } from '../../state/use-analysis.ts'
import { useFields } from '../../state/use-fields.ts'
import { logListColumns, logRowColumns } from './log-columns.tsx'
import { LogExport } from './log-export.tsx'
import classes from './logs-view.module.css'

/** So many problems of one log are listed; their number is always said. */
const LISTED = 20

/** The logs that were read, what was left out of them and why, and any of them under its own columns. */
export function LogsView() {
  const [chosen, setChosen] = useState<number | null>(null)
  const source = useGridSource('logs', {})
  // Asked for anew: a log that is followed grows.
  const shown = usePage('logs', chosen === null ? {} : { log: chosen }, { start: 0, length: 1 }).result?.rows[0]
  return (
    <div className={classes.view}>
      <div className={classes.list}>
        <Grid
          label="Logs"
          columns={logListColumns}
          {...source}
          onSelect={(row) => setChosen(row?.log ?? null)}
          empty="No logs are open. Drop Zeek logs, a folder or an archive of them: they are read beside captures."
        />
      </div>
      {shown !== undefined && <LogDetails key={`${shown.log} ${shown.name} ${shown.fields.length}`} log={shown} />}
    </div>
  )
}

function LogDetails({ log }: { log: Log }) {
  const { fields } = useFields()
  const opened = useCapture((state) => state.opened)
  const { selection } = useSelection()
  const asked = JSON.stringify(selection)
  const [page, setPage] = useState({ missing: 0, total: 0, isNarrowed: false })
  const names = useMemo(() => new Set(fields.map(({ name }) => name)), [fields])
  const { path, fields: logFields, log: number } = log
  // oxlint-disable-next-line react/exhaustive-deps -- each answer has a list of its own; another number of fields is another view
  const columns = useMemo(() => logRowColumns({ path, fields: logFields }, names), [number, names])
  const fetchPage = useCallback(
    async (start: number, length: number, order: string | undefined) => {
      const answer = await askEngine('logRows', { log: number, start, length, order, ...selection })
      setPage(answer)
      return answer
    },
    [number, selection],
  )
  return (
    <section className={classes.details} aria-label="The chosen log">
      <div className={classes.head}>
        <h2>
          <CaptureText text={log.path ?? log.name} max={60} />
        </h2>
        <CaptureText text={log.name} max={120} />
        {log.format.startsWith('csv') && (
          <Button size="compact-xs" onClick={() => askForColumns({ log: number, name: log.name })}>
            Columns…
          </Button>
        )}
        {asked !== '{}' && (
          <span role="status">
            {page.isNarrowed
              ? `${formatCount(page.total)} of ${formatNumberOf(log.rows, 'row')} selected`
              : 'All rows, whatever is selected: no table knows them one by one'}
          </span>
        )}
        {page.missing > 0 && (
          <strong className={classes.problem}>
            The last {formatCount(page.missing)} rows are not shown here: they would take too much memory.
          </strong>
        )}
        <LogExport log={log} />
      </div>
      <Problems log={log} />
      {log.path !== null && (
        <div className={classes.rows}>
          <Grid
            label={`Rows of ${log.path}`}
            columns={columns}
            fetchPage={fetchPage}
            sourceKey={`${opened} log ${number} ${asked}`}
            version={log.rows}
            empty={log.rows === 0 ? 'This log has no rows.' : 'No row of this log is selected.'}
          />
        </div>
      )}
    </section>
  )
}

function Problems({ log }: { log: Log }) {
  const count = Math.max(log.skipped_rows + log.bad_value_count, log.skipped.length)
  if (count === 0) return null
  const listed = [...log.skipped, ...log.bad_values].slice(0, LISTED)
  return (
    <details className={classes.problems} open={log.path === null}>
      <summary>
        {log.path === null
          ? 'Why it was not read'
          : `${formatCount(log.skipped_rows)} lines left out, ${formatCount(log.bad_value_count)} values not understood`}
      </summary>
      <table>
        <thead>
          <tr>
            <th>Line</th>
            <th>Offset</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ line, offset, why }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- the list does not change
            <tr key={at}>
              <td>{formatCount(line)}</td>
              <td>{formatCount(offset)}</td>
              <td>
                <CaptureText text={why} max={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > listed.length && <p>and {formatCount(count - listed.length)} more</p>}
    </details>
  )
}
