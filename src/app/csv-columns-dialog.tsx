import { Button, Modal, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { CaptureText } from '../components/capture-text.tsx'
import { escapeCaptureText } from '../components/escape-text.ts'
import type { CsvSample } from '../engine/csv-sample.ts'
import type { CsvDurationForm, CsvField, CsvMapping } from '../engine/formats/csv-mapping.ts'
import type { CsvTimeForm } from '../engine/formats/csv-times.ts'
import { callEngine } from '../state/capture-store.ts'
import { csvDurationForms, csvMappingProblems, csvTimeForms } from '../state/csv-mappings.ts'
import {
  applyMapping,
  closePrompt,
  type CsvTable,
  declineMapping,
  forgetMapping,
  useCsvPrompt,
} from '../state/csv-prompt.ts'
import { CsvPreview } from './csv-preview.tsx'
import classes from './csv-columns-dialog.module.css'

/** In pairs, as they stand side by side. */
const LABELS: readonly (readonly [CsvField, string])[] = [
  ['ts', 'Time'],
  ['duration', 'Duration, or end'],
  ['id.orig_h', 'Source address'],
  ['id.resp_h', 'Destination address'],
  ['id.orig_p', 'Source port'],
  ['id.resp_p', 'Destination port'],
  ['orig_pkts', 'Packets of the source, or of both'],
  ['resp_pkts', 'Packets of the destination'],
  ['orig_ip_bytes', 'Bytes of the source, or of both'],
  ['resp_ip_bytes', 'Bytes of the destination'],
  ['orig_bytes', 'Payload bytes of the source, or of both'],
  ['resp_bytes', 'Payload bytes of the destination'],
  ['proto', 'Protocol (name or number)'],
  ['service', 'Service'],
  ['conn_state', 'State (Zeek’s: SF, S0 …)'],
  ['uid', 'Uid'],
]

const TIME_FORMS: Readonly<Record<CsvTimeForm, string>> = {
  iso: 'year first, or seconds since 1970',
  milliseconds: 'milliseconds since 1970',
  microseconds: 'microseconds since 1970',
  nanoseconds: 'nanoseconds since 1970',
  'day-first': 'day, month, year',
  'month-first': 'month, day, year',
}

const DURATION_FORMS: Readonly<Record<CsvDurationForm, string>> = {
  seconds: 'seconds',
  milliseconds: 'milliseconds',
  microseconds: 'microseconds',
  clock: 'hours:minutes:seconds',
  end: 'the time of the end',
}

/** Asks what the columns of a table are, so that its rows become sessions. */
export function CsvColumnsDialog() {
  const table = useCsvPrompt((state) => state.table)
  return (
    <Modal
      opened={table !== null}
      onClose={closePrompt}
      title={table === null ? '' : `Columns of ${escapeCaptureText(table.name, 60)}`}
      size={980}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {table !== null && <Columns key={`${table.log} ${table.name}`} table={table} />}
    </Modal>
  )
}

type Tried = { sample: CsvSample; mapping: CsvMapping }

function Columns({ table: { log } }: { table: CsvTable }) {
  const [tried, setTried] = useState<Tried | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const look = async (mapping: CsvMapping | null) => {
    try {
      const sample = await callEngine('csvSample', { log, mapping })
      const used = mapping ?? sample.mapping ?? sample.guess
      // Of the answer to an earlier question only the rows count.
      setTried((now) => (mapping === null || now?.mapping === mapping ? { sample, mapping: used } : now))
      if (mapping === null) void look(used)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  useEffect(() => {
    void look(null)
    // oxlint-disable-next-line react/exhaustive-deps -- once for each table
  }, [log])
  if (failure !== null)
    return (
      <p className={classes.bad} role="alert">
        The table cannot be read: {escapeCaptureText(failure, 300)}
      </p>
    )
  if (tried === null) return <p>Reading the first rows…</p>
  const change = (changed: Partial<CsvMapping>) => {
    const mapping = { ...tried.mapping, ...changed }
    setTried({ ...tried, mapping })
    void look(mapping)
  }
  return <Form {...tried} onChange={change} />
}

function Form({ sample, mapping, onChange }: Tried & { onChange: (changed: Partial<CsvMapping>) => void }) {
  const problems = csvMappingProblems(mapping)
  const choose = (field: CsvField, name: string) => {
    const { [field]: _, ...others } = mapping.columns
    onChange({ columns: name === '' ? others : { ...others, [field]: name } })
  }
  const choices = [
    { value: '', label: '–' },
    ...sample.header.map((name) => ({ value: name, label: escapeCaptureText(name, 80) })),
  ]
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (problems.size === 0) void applyMapping(mapping)
      }}
    >
      <p className={classes.hint}>
        Say which columns are what, and every row becomes a session. Two addresses are needed. Tables with the same
        header are then read so without asking; what you say stays in this browser.
      </p>
      <div className={classes.fields}>
        {LABELS.map(([field, label]) => (
          <div key={field} className={classes.field}>
            <NativeSelect
              size="xs"
              label={label}
              className={classes.column}
              data-autofocus={field === 'ts' || undefined}
              value={mapping.columns[field] ?? ''}
              data={choices}
              error={problems.get(field)}
              withAsterisk={field === 'id.orig_h' || field === 'id.resp_h'}
              onChange={(event) => choose(field, event.currentTarget.value)}
            />
            {field === 'ts' && mapping.columns.ts !== undefined && (
              <NativeSelect
                size="xs"
                label="written as"
                value={mapping.time}
                data={csvTimeForms.map((value) => ({ value, label: TIME_FORMS[value] }))}
                onChange={(event) => onChange({ time: csvTimeForms[event.currentTarget.selectedIndex] })}
              />
            )}
            {field === 'duration' && mapping.columns.duration !== undefined && (
              <NativeSelect
                size="xs"
                label="written as"
                value={mapping.duration}
                data={csvDurationForms.map((value) => ({ value, label: DURATION_FORMS[value] }))}
                onChange={(event) => onChange({ duration: csvDurationForms[event.currentTarget.selectedIndex] })}
              />
            )}
          </div>
        ))}
      </div>
      <Problems sample={sample} />
      <CsvPreview sample={sample} mapping={mapping} labels={LABELS} />
      <div className={classes.actions}>
        <Button type="submit" variant="filled" disabled={problems.size > 0}>
          Read as flows
        </Button>
        <Button onClick={() => void declineMapping(sample.header)}>It holds no flows</Button>
        {sample.mapping !== null && (
          <Button onClick={() => void forgetMapping(sample.header)}>Forget what was said</Button>
        )}
        <Button onClick={closePrompt}>Not now</Button>
      </div>
    </form>
  )
}

/** Values of the first rows that are not what the mapping says. */
function Problems({ sample: { problems, problemCount, rows } }: { sample: CsvSample }) {
  return (
    <div className={problemCount > 0 ? classes.problems : classes.hint} role="status">
      {problemCount === 0 ? (
        `The first ${rows.length} rows fit.`
      ) : (
        <>
          <strong>
            {problemCount} of the values in the first {rows.length} rows are not what they should be
          </strong>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>
                <CaptureText text={problem} max={160} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
