import { BarCell } from '../../components/bar-cell.tsx'
import { bytesColumn, countColumn, listColumn, timeColumn } from '../../components/columns.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount, formatPercent } from '../../components/units.ts'
import { conditionOf, fieldValue, type FieldValue } from '../../components/value-actions.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { TlsValue, TlsValueKind } from '../../engine/analysis/tls-values.ts'
import classes from './tls-view.module.css'

type Kind = { header: string; field: string; explain: string }

const KINDS: Readonly<Record<TlsValueKind, Kind>> = {
  version: { header: 'Version', field: 'tls.version', explain: 'Agreed on: what the server’s hello says' },
  cipher: { header: 'Cipher Suite', field: 'tls.cipher', explain: 'Agreed on: what the server’s hello says' },
  ja4: { header: 'JA4', field: 'tls.ja4', explain: 'Fingerprint of the client’s hello' },
  ja3: { header: 'JA3', field: 'tls.ja3', explain: 'Fingerprint of the client’s hello' },
  ja3s: { header: 'JA3S', field: 'tls.ja3s', explain: 'Fingerprint of the server’s hello' },
  alpn: {
    header: 'ALPN',
    field: 'tls.handshake.extensions_alpn_str',
    explain: 'Offered by the client: one hello may offer several',
  },
}

/** Versions as expressions write them: 'TLSv1.3' for 'TLS 1.3', 'SSLv3' for 'SSL 3.0'. */
export function expressionVersion(version: string): string {
  return version.replace(/^SSL (\d)\.0$/, 'SSLv$1').replace(/^(D?TLS) /, '$1v')
}

function valueOf(by: TlsValueKind, { value }: TlsValue): FieldValue | null {
  const found = fieldValue(KINDS[by].field, by === 'version' ? expressionVersion(value) : value)
  if (by !== 'alpn' || found === null) return found
  // DTLS has a field of its own.
  const condition = conditionOf(found)
  return { ...found, condition: `(${condition} or d${condition})` }
}

/** In words how rare a value is. */
export function rarity({ sessions, share }: Pick<TlsValue, 'sessions' | 'share'>): string {
  if (sessions === 1) return 'seen once'
  return share < 0.01 ? 'rare' : ''
}

const rare: GridColumn<TlsValue> = {
  id: 'rarity',
  header: 'Rarity',
  width: 84,
  explain: 'Seen once, or rare: in less than 1 % of the sessions',
  cell: (row) => <span className={classes.rare}>{rarity(row)}</span>,
  text: rarity,
}

function shareColumn(header: string, key: 'share' | 'client_share', explain: string): GridColumn<TlsValue> {
  return {
    id: key,
    header,
    width: 112,
    align: 'end',
    order: key,
    explain,
    cell: (row) => <BarCell fraction={row[key]} text={formatPercent(row[key])} />,
    text: (row) => String(row[key]),
  }
}

/** Values of one kind, and how rare each is. `day`: all of the capture is on it. */
export const valueColumns = (by: TlsValueKind, day: string | null): readonly GridColumn<TlsValue>[] => [
  {
    id: 'value',
    header: KINDS[by].header,
    width: 300,
    grow: true,
    order: 'value',
    explain: KINDS[by].explain,
    cell: (row) => <MiddleText text={row.value} />,
    text: (row) => row.value,
    value: (row) => valueOf(by, row),
  },
  countColumn<TlsValue>('Sessions', 'sessions', { width: 96 }),
  shareColumn('Of Sessions', 'share', 'Share of the sessions that show one'),
  countColumn<TlsValue>('Clients', 'clients', { width: 76 }),
  shareColumn('Of Clients', 'client_share', 'Share of the clients that show one'),
  rare,
  countColumn<TlsValue>('Servers', 'servers', { width: 78 }),
  bytesColumn<TlsValue>('Bytes', 'bytes', { explain: 'Of those sessions' }),
  {
    ...listColumn<TlsValue>('Server Names', 'server_names', { width: 200, grow: true, field: 'server_name' }),
    explain: 'Asked for in those sessions, most frequent first',
    cell: ({ server_names, name_count }) => (
      <MiddleText
        text={`${server_names.join(', ')}${name_count > server_names.length ? ` and ${formatCount(name_count - server_names.length)} more` : ''}`}
      />
    ),
  },
  timeColumn<TlsValue>('First Seen', (row) => row.first_time, { id: 'first_time', day }),
]
