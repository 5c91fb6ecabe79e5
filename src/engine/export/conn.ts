import { communityIdAt, hasCommunityId } from '../tables/session-ids.ts'
import { CONN_STATES, UNSET_BYTES, UNSET_DURATION, UNSET_IP_BYTES, UNSET_PACKETS } from '../tables/sessions.ts'
import { RowColumns } from './row-columns.ts'
import type { TableMaker } from './table-registry.ts'

/** Zeek's service where it is not Wireshark's protocol. */
const SERVICES = new Map([
  ['tls', 'ssl'],
  ['smb2', 'smb'],
  ['kerberos', 'krb'],
])

/** Sessions as Zeek's conn log. */
export const conn: TableMaker = (tables, rows) => {
  const columns = new RowColumns(tables, rows)
  const { sessions, protocolNames, histories } = tables
  const own = (row: number) => row
  /** A number that a log may not have told. */
  const told = (bit: number, column: { readonly [row: number]: number }) => (row: number) =>
    (sessions.unset[row] & bit) === 0 ? column[row] : Number.NaN
  return [
    columns.time('ts', (row) => sessions.start[row]),
    ...columns.ends(own),
    columns.transport(own),
    columns.text('service', 'string', (row) => {
      const name = sessions.service[row] === 0 ? null : protocolNames[sessions.service[row]]
      return name === null ? null : (SERVICES.get(name) ?? name)
    }),
    columns.number('duration', 'interval', (row) =>
      (sessions.unset[row] & UNSET_DURATION) === 0 ? (sessions.end[row] - sessions.start[row]) / 1e9 : Number.NaN,
    ),
    columns.number('orig_bytes', 'count', told(UNSET_BYTES, sessions.origBytes)),
    columns.number('resp_bytes', 'count', told(UNSET_BYTES, sessions.respBytes)),
    columns.text('conn_state', 'string', (row) => CONN_STATES[sessions.connState[row]] ?? null),
    columns.text('history', 'string', (row) =>
      sessions.history[row] === 0 ? null : String.fromCharCode(...histories.symbols(sessions.history[row])),
    ),
    columns.number('orig_pkts', 'count', told(UNSET_PACKETS, sessions.origPackets)),
    columns.number('orig_ip_bytes', 'count', told(UNSET_IP_BYTES, sessions.origIpBytes)),
    columns.number('resp_pkts', 'count', told(UNSET_PACKETS, sessions.respPackets)),
    columns.number('resp_ip_bytes', 'count', told(UNSET_IP_BYTES, sessions.respIpBytes)),
    columns.text('community_id', 'string', (row) => (hasCommunityId(tables, row) ? communityIdAt(tables, row) : null)),
  ]
}
