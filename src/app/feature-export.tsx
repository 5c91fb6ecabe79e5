import { Button, Modal } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { escapeCaptureText } from '../components/escape-text.ts'
import { formatCount, formatNumberOf } from '../components/units.ts'
import type { FeatureFit, FeatureFormat, FeatureQuery, TableExport } from '../engine/engine-api.ts'
import { callEngine } from '../state/capture-store.ts'
import { saveExport, useExports } from '../state/exports.ts'
import { saveBlob } from '../state/save-blob.ts'
import { useSelection } from '../state/selection-store.ts'
import { FeatureColumns } from './feature-columns.tsx'
import classes from './feature-export.module.css'

const FORMATS: readonly { format: FeatureFormat; label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'parquet', label: 'Parquet' },
  { format: 'arrow', label: 'Arrow' },
]
const LARGEST_MAPPING = 50_000_000

type Tables = readonly { table: TableExport['table']; label: string }[]

/** Makes a matrix of numbers of a table: which columns, and how. */
export function FeatureExport({ tables, isOpen, onClose }: { tables: Tables; isOpen: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Feature matrix"
      size={960}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Choices tables={tables} onSaved={onClose} />
    </Modal>
  )
}

type Asked = Pick<FeatureQuery, 'table' | 'columns' | 'mapping'>

function Choices({ tables, onSaved }: { tables: Tables; onSaved: () => void }) {
  const { selection } = useSelection()
  const running = useExports((state) => state.running)
  const [asked, setAsked] = useState<Asked>({ table: 'conn' })
  const { fit, problem } = useFit(asked)
  const table = asked.table ?? tables.find(({ table: known }) => known === fit?.mapping.table)?.table ?? 'conn'
  const [notice, setNotice] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const load = async (file: File | undefined) => {
    if (file === undefined) return
    try {
      if (file.size > LARGEST_MAPPING) throw new Error('it is too large')
      setAsked({ mapping: await file.text() })
      setNotice(`Columns and scales are those of ${file.name}.`)
    } catch (error) {
      setNotice(`${file.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const save = (format: FeatureFormat) => {
    void saveExport('the feature matrix', async () => {
      const { blob, name, mapping } = await callEngine('exportFeatures', { ...asked, format, ...selection })
      const text = JSON.stringify(mapping, null, 2)
      saveBlob(new Blob([text], { type: 'application/json' }), name.replace(/\.[^.]*$/, '.mapping.json'))
      return { blob, name }
    })
    onSaved()
  }
  const features = fit?.mapping.columns.flatMap((column) => (column.kind === 'skip' ? [] : column.features)) ?? []
  return (
    <div className={classes.dialog}>
      <div className={classes.head}>
        <label>
          Table{' '}
          <select
            value={table}
            data-autofocus
            onChange={(event) => {
              const chosen = tables.find(({ table }) => table === event.target.value)
              setNotice('')
              if (chosen !== undefined) setAsked({ table: chosen.table })
            }}
          >
            {tables.map(({ table, label }) => (
              <option key={table} value={table}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button variant="default" size="compact-sm" onClick={() => input.current?.click()}>
          Use a mapping…
        </Button>
        {asked.mapping !== undefined && (
          <Button variant="default" size="compact-sm" onClick={() => setAsked({ table })}>
            Choose anew
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept=".json"
          hidden
          onChange={(event) => {
            void load(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <span role="status">{notice}</span>
      </div>
      {problem !== null && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      {fit === null ? (
        problem === null && <p className={classes.waiting}>Looking at the values…</p>
      ) : (
        <>
          <FeatureColumns
            fit={fit}
            isFixed={asked.mapping !== undefined}
            onChoose={(columns) => setAsked({ table, columns })}
          />
          <section aria-label="Columns of the matrix">
            <h3 className={classes.heading}>
              {formatNumberOf(features.length, 'column')}, {formatNumberOf(fit.mapping.rows, 'row')}
            </h3>
            <p className={classes.features} tabIndex={0}>
              {features.map((name) => (
                <code key={name}>{escapeCaptureText(name, 80)}</code>
              ))}
            </p>
          </section>
        </>
      )}
      <div className={classes.foot}>
        <span>
          The mapping is saved beside the matrix; given again, it makes the same columns of another capture. A missing
          number is 0 and has a 1 in its column of missing values.
        </span>
        {FORMATS.map(({ format, label }) => (
          <Button
            key={format}
            variant="default"
            disabled={features.length === 0 || running !== null}
            title={`Save ${formatCount(features.length)} columns`}
            onClick={() => save(format)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}

/** What the engine makes of the choices; the last one stays until the next is there. */
function useFit(asked: Asked): { fit: FeatureFit | null; problem: string | null } {
  const { selection } = useSelection()
  const [answer, setAnswer] = useState<{ asked: Asked; fit: FeatureFit | null; problem: string | null } | null>(null)
  useEffect(() => {
    let isCurrent = true
    const tell = (fit: FeatureFit | null, problem: string | null) => {
      if (isCurrent) setAnswer({ asked, fit, problem })
    }
    callEngine('fitFeatures', { ...asked, ...selection }).then(
      (fit) => tell(fit, null),
      (error: unknown) => tell(null, error instanceof Error ? error.message : String(error)),
    )
    return () => {
      isCurrent = false
    }
  }, [asked, selection])
  const isOfTable = answer !== null && answer.asked.table === asked.table && answer.asked.mapping === asked.mapping
  return isOfTable ? answer : { fit: null, problem: null }
}
