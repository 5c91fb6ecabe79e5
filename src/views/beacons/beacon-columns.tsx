import { BarCell } from '../../components/bar-cell.tsx'
import {
  bytesColumn,
  countColumn,
  durationColumn,
  scoreColumn,
  textColumn,
  timeColumn,
} from '../../components/columns.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatPercent } from '../../components/units.ts'
import { addressValue, type FieldValue } from '../../components/value-actions.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { Beacon } from '../../engine/analysis/beacon.ts'
import { isScored } from './explain-score.ts'
import classes from './beacons-view.module.css'

/** The name asked for, else the address. */
export const destinationOf = ({ fqdn, dst }: Pick<Beacon, 'fqdn' | 'dst'>): string => fqdn ?? dst ?? ''

/** The destination as expressions name it. */
export function targetValue({ kind, fqdn, dst, evidence }: Beacon): FieldValue | null {
  if (fqdn === null) return addressValue(dst)
  if (kind === 'dns') return { field: 'dns.qry.name', value: fqdn, condition: evidence }
  // Names of TLS and HTTP are one; what stands behind the source in the evidence selects either.
  return { field: 'server_name', value: fqdn, condition: evidence.slice(evidence.indexOf(' and ') + 5) }
}

const destination: GridColumn<Beacon> = {
  id: 'destination',
  header: 'Destination',
  width: 190,
  grow: true,
  order: 'dst',
  explain: 'Server name where one was sent, else the address',
  cell: (row) => <MiddleText text={destinationOf(row)} />,
  text: destinationOf,
  value: targetValue,
}

const cv: GridColumn<Beacon> = {
  id: 'cv',
  header: 'Spread',
  width: 76,
  align: 'end',
  order: 'cv',
  firstDirection: 'asc',
  explain: 'Standard deviation of the gaps over their mean: 0 % is a clock',
  cell: (row) => (row.cv === null ? '' : formatPercent(row.cv)),
  text: (row) => String(row.cv ?? ''),
}

const score: GridColumn<Beacon> = {
  id: 'score',
  header: 'Score',
  width: 100,
  align: 'end',
  order: 'score',
  explain: 'Mean of the four parts: 1 = like a clock. RITA’s score',
  cell: (row) =>
    isScored(row) || row.strobe ? (
      <strong>
        <BarCell fraction={row.score} text={row.score.toFixed(3)} />
      </strong>
    ) : (
      ''
    ),
  text: (row) => String(row.score),
}

/** With a question mark where the reason may be wrong. */
const severityText = ({ expected, doubt, severity: found }: Beacon) =>
  expected === null ? found : doubt === null ? 'expected' : 'expected?'

const severity: GridColumn<Beacon> = {
  id: 'severity',
  header: 'Severity',
  width: 80,
  order: 'final_score',
  firstDirection: 'desc',
  explain:
    'RITA’s: by the score, the summed duration, the names below a domain or the watchlist, whichever says most, with her modifiers; expected: see why in its column',
  cell: (row) => (
    <span
      className={classes.severity}
      data-severity={row.severity}
      title={row.expected === null ? undefined : [row.expected, row.doubt].filter(Boolean).join('. ')}
    >
      {severityText(row)}
    </span>
  ),
  text: severityText,
}

/** A part of the score; what has no score has no parts. */
function partColumn(
  header: string,
  key: 'timestamp_score' | 'data_size_score' | 'duration_score' | 'histogram_score',
  settings: { width?: number; explain: string },
): GridColumn<Beacon> {
  const column = scoreColumn<Beacon>(header, key, settings)
  return { ...column, cell: (row) => (isScored(row) ? column.cell(row) : '') }
}

const modifierText = ({ modifiers }: Beacon) =>
  modifiers.map(({ name, value }) => `${name} ${value > 0 ? '+' : '−'}${Math.abs(value)}`).join(', ')

export const beaconColumns: readonly GridColumn<Beacon>[] = [
  score,
  severity,
  textColumn<Beacon>('Source', 'src', { width: 132, field: 'address' }),
  destination,
  textColumn<Beacon>('Kind', 'kind', {
    width: 60,
    explain: 'ip: by address pair; sni: by server name; proxy: by name, through a proxy; dns: names below a domain',
  }),
  textColumn<Beacon>('Service', 'service', { width: 72, none: '', field: 'service' }),
  countColumn<Beacon>('Connections', 'connections', { width: 100 }),
  partColumn('Timestamps', 'timestamp_score', {
    width: 100,
    explain: 'How regular the gaps between connections are',
  }),
  partColumn('Data Sizes', 'data_size_score', { explain: 'How alike the bytes sent by the source are' }),
  partColumn('Duration', 'duration_score', {
    explain: 'How much of the window it lasts, or how long unbroken',
  }),
  partColumn('Histogram', 'histogram_score', { explain: 'How evenly connections spread over the window' }),
  durationColumn<Beacon>('Interval', 'interval_median', { width: 104, explain: 'Median gap between connections' }),
  cv,
  scoreColumn<Beacon>('Prevalence', 'prevalence', { explain: 'Share of the internal hosts that went there' }),
  {
    id: 'modifiers',
    header: 'Modifiers',
    width: 180,
    explain: 'What was added to the severity’s score or taken from it',
    cell: (row) => modifierText(row),
    text: modifierText,
  },
  textColumn<Beacon>('Expected', 'expected', {
    width: 200,
    none: '',
    explain: 'Why it is no threat; names are what the client says',
  }),
  durationColumn<Beacon>('Total Duration', 'total_duration', { width: 124 }),
  bytesColumn<Beacon>('Total Bytes', 'total_bytes', { width: 104 }),
  timeColumn<Beacon>('First', (row) => row.first, { id: 'first' }),
]
