import { Button, Popover } from '@mantine/core'
import { useState } from 'react'
import { DownIcon } from '../components/icons.tsx'
import { formatCount, formatNumberOf } from '../components/units.ts'
import type { CaptureFormatName } from '../engine/capture-export.ts'
import type { TableExport } from '../engine/engine-api.ts'
import { callEngine } from '../state/capture-store.ts'
import { saveExport, useExports } from '../state/exports.ts'
import { useSelection } from '../state/selection-store.ts'
import { useAnalysis } from '../state/use-analysis.ts'
import { FeatureExport } from './feature-export.tsx'
import classes from './export-menu.module.css'

const CAPTURES: readonly { format: CaptureFormatName; label: string; explain: string }[] = [
  { format: 'pcap', label: 'pcap', explain: 'For every tool; holds one link type' },
  { format: 'pcapng', label: 'pcapng', explain: 'Keeps interfaces, and packets of several link types' },
]

const TABLES: readonly { table: TableExport['table']; label: string }[] = [
  { table: 'conn', label: 'Sessions' },
  { table: 'dns', label: 'DNS lookups' },
  { table: 'http', label: 'HTTP requests' },
  { table: 'ssl', label: 'TLS handshakes' },
  { table: 'x509', label: 'Certificates' },
  { table: 'ssh', label: 'SSH handshakes' },
]

const FORMATS: readonly { format: TableExport['format']; label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'json', label: 'JSON' },
  { format: 'ndjson', label: 'NDJSON' },
  { format: 'zeek', label: 'Zeek' },
  { format: 'parquet', label: 'Parquet' },
  { format: 'arrow', label: 'Arrow' },
]

/** Saves what is selected: its packets, and its tables under Zeek's names. */
export function ExportMenu() {
  const [isOpen, setOpen] = useState(false)
  const [hasFeatures, setFeatures] = useState(false)
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-end"
        shadow="md"
        trapFocus
        returnFocus
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>
          <Button rightSection={<DownIcon />} className={classes.button} onClick={() => setOpen(!isOpen)}>
            Export
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Export" p={12}>
          <Choices
            onChosen={() => setOpen(false)}
            onFeatures={() => {
              setOpen(false)
              setFeatures(true)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <FeatureExport tables={TABLES} isOpen={hasFeatures} onClose={() => setFeatures(false)} />
    </>
  )
}

function Choices({ onChosen, onFeatures }: { onChosen: () => void; onFeatures: () => void }) {
  const { selection, expression, timeRange } = useSelection()
  const running = useExports((state) => state.running)
  const whole = useAnalysis('status', {}, 'all').result
  const { result: selected, pending } = useAnalysis('status')
  const isNarrowed = expression !== '' || timeRange !== null
  const packets = selected?.frames ?? 0
  const save = (what: string, ask: Parameters<typeof saveExport>[1]) => {
    void saveExport(what, ask)
    onChosen()
  }
  return (
    <div className={classes.choices}>
      <p className={classes.of} role="status">
        {selected === undefined || whole === undefined || pending
          ? 'Counting…'
          : isNarrowed
            ? `Of the selection: ${formatCount(packets)} of ${formatNumberOf(whole.frames, 'packet')}, ${formatCount(selected.sessions)} of ${formatNumberOf(whole.sessions, 'session')}`
            : `Everything: ${formatNumberOf(packets, 'packet')}, ${formatNumberOf(selected.sessions, 'session')}`}
      </p>
      <div className={classes.row} role="group" aria-label="Packets">
        <span>Packets</span>
        {CAPTURES.map(({ format, label, explain }) => (
          <button
            key={format}
            type="button"
            title={explain}
            data-autofocus={format === 'pcap' || undefined}
            disabled={running !== null || selected?.frames === 0}
            onClick={() => save('packets', () => callEngine('exportCapture', { format, ...selection }))}
          >
            {label}
          </button>
        ))}
      </div>
      {TABLES.map(({ table, label }) => (
        <div key={table} className={classes.row} role="group" aria-label={label}>
          <span title={`Zeek's ${table}.log`}>{label}</span>
          {FORMATS.map(({ format, label: name }) => (
            <button
              key={format}
              type="button"
              disabled={running !== null}
              onClick={() => save(label, () => callEngine('exportTable', { table, format, ...selection }))}
            >
              {name}
            </button>
          ))}
        </div>
      ))}
      <div className={classes.row}>
        <span title="For machine learning: every column a number">Feature matrix</span>
        <button type="button" disabled={running !== null} onClick={onFeatures}>
          Choose columns…
        </button>
      </div>
      <p className={classes.note}>
        Columns and types of tables are Zeek&apos;s. Every list has an export of its own, in its right upper corner.
      </p>
    </div>
  )
}
