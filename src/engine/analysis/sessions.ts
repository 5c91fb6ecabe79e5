import type { CaptureTables } from '../tables/capture-tables.ts'
import { transportName } from '../tables/ip-protocol-names.ts'
import type { Selected } from '../tables/selected.ts'
import { communityIdAt, communityIdOrder, hasCommunityId, uidOf, uidOrder } from '../tables/session-ids.ts'
import {
  CONN_STATES,
  type SessionTable,
  UNSET_BYTES,
  UNSET_DURATION,
  UNSET_IP_BYTES,
  UNSET_PACKETS,
} from '../tables/sessions.ts'
import { addressKeys } from './address-keys.ts'
import { unitsOf } from './counted-units.ts'
import type { FindField } from './field-source.ts'
import { fieldValues } from './field-values.ts'
import { type List, textKeys } from './list.ts'
import { sessionWordKeys } from './session-word-keys.ts'
import { sessionProtocols } from './session-protocols.ts'
import { sessionWords, type SessionWords } from './session-words.ts'
import { epochText } from '../bytes/epoch-text.ts'
import { fileOfFrame } from './frame-source.ts'
import { framePrecision } from './times.ts'
import { sessionValues } from './value-counts.ts'

/** `fields`: more columns, by the names of any fields. */
export type SessionsQuery = { fields?: readonly string[] | undefined }

/**
 * Zeek's conn as one row; Arkime's session. Counts are those of the whole session, whatever of it is selected; null where
 * the log that tells of it does not say them.
 */
export type Session = {
  uid: string
  /** null for protocols that have none. */
  community_id: string | null
  start: string | null
  /** Seconds. */
  duration: number | null
  proto: string
  /** From the transport on. */
  protocols: string[]
  src: string
  srcport: number
  dst: string
  dstport: number
  service: string | null
  conn_state: string | null
  history: string
  /** Seconds. */
  initial_rtt: number | null
  orig_pkts: number | null
  /** Transport payload. */
  orig_bytes: number | null
  orig_ip_bytes: number | null
  /** Whole frames; of a log its IP bytes. */
  orig_frame_bytes: number | null
  resp_pkts: number | null
  resp_bytes: number | null
  resp_ip_bytes: number | null
  resp_frame_bytes: number | null
  stop: string | null
  /** The file of its first packet or record; where packets and a log tell of it, the log's file, too. */
  sources: string[]
  /** Only a log tells of it: there are no packets. */
  is_of_log: boolean
  /** Both ways. */
  packets: number | null
  bytes: number | null
  data_bytes: number | null
  /** tcp.stream or udp.stream; null elsewhere. */
  stream: number | null
  /** What it was about. */
  info: SessionWords[]
  /** Its place in the table of sessions: what sessionDetails takes. */
  row: number
  /** Values of the fields asked for, by the names that they were asked for by. */
  fields: Record<string, string[]>
}

/** Values of one field that a row shows. */
const VALUES_SHOWN = 20

/** The sessions of which a packet or a record is selected, in the order in which they began to be seen. */
export function sessions(
  tables: CaptureTables,
  selected: Selected | null,
  { fields: names = [] }: SessionsQuery,
  find: FindField,
): List<Session> {
  const rows = selectedSessions(tables, selected)
  const fields = names.map((name) => {
    const values = fieldValues(tables, selected, find(name))
    return { name, values, bySession: sessionValues(values, tables.sessions.rows) }
  })
  let protocols: ReturnType<typeof sessionProtocols> | null = null
  const protocolsOf = () => (protocols ??= sessionProtocols(tables, null))

  const row = (index: number): Session => {
    const at = rows[index]
    const own: Record<string, string[]> = Object.create(null)
    for (const { name, values, bySession } of fields)
      own[name] = Array.from(
        bySession.ids.subarray(
          bySession.start[at],
          Math.min(bySession.start[at + 1], bySession.start[at] + VALUES_SHOWN),
        ),
        (id) => values.text(id),
      )
    return { ...sessionAt(tables, at, protocolsOf().of(at)), fields: own }
  }

  const sortKeys = (key: string): Float64Array | null => {
    const field = fields.find(({ name }) => name === key)
    if (field !== undefined) {
      const ranks = field.values.ranks()
      const { start, ids } = field.bySession
      return keysOf(rows, (at) => (start[at] === start[at + 1] ? Number.NaN : ranks[ids[start[at]]]))
    }
    if (Object.hasOwn(NUMBERS, key)) {
      const read = NUMBERS[key]
      return keysOf(rows, (at) => read(tables.sessions, at))
    }
    return textOrder(tables, rows, key, () => protocolsOf().kinds())
  }
  return { length: rows.length, row, sortKeys }
}

/** One session; `protocols` from sessionProtocols. */
export function sessionAt(tables: CaptureTables, at: number, protocols: string[]): Session {
  const { sessions: table, addresses, baseSecond } = tables
  const service = table.service[at]
  const named = service === 0 ? null : tables.protocolNames[service]
  const precision = framePrecision(tables, table.firstFrame[at])
  const seconds = (table.end[at] - table.start[at]) / 1e9
  const proto = table.proto[at]
  const unset = (bits: number) => (table.unset[at] & bits) === bits
  const told = (bits: number, value: number): number | null => (unset(bits) ? null : value)
  // A log that does not count IP bytes may count payload.
  const wire = UNSET_IP_BYTES | UNSET_BYTES
  return {
    uid: uidOf(tables, at),
    community_id: hasCommunityId(tables, at) ? communityIdAt(tables, at) : null,
    start: epochText(table.start[at], baseSecond, precision),
    duration: unset(UNSET_DURATION) || Number.isNaN(seconds) ? null : seconds,
    proto: transportName(proto),
    protocols,
    src: addresses.text(table.origHost[at]),
    srcport: table.origPort[at],
    dst: addresses.text(table.respHost[at]),
    dstport: table.respPort[at],
    service: named,
    conn_state: CONN_STATES[table.connState[at]] ?? null,
    history: String.fromCharCode(...tables.histories.symbols(table.history[at])),
    initial_rtt: Number.isNaN(table.rtt(at)) ? null : table.rtt(at) / 1e9,
    orig_pkts: told(UNSET_PACKETS, table.origPackets[at]),
    orig_bytes: told(UNSET_BYTES, table.origBytes[at]),
    orig_ip_bytes: told(UNSET_IP_BYTES, table.origIpBytes[at]),
    orig_frame_bytes: told(wire, table.wireBytes(at, 0)),
    resp_pkts: told(UNSET_PACKETS, table.respPackets[at]),
    resp_bytes: told(UNSET_BYTES, table.respBytes[at]),
    resp_ip_bytes: told(UNSET_IP_BYTES, table.respIpBytes[at]),
    resp_frame_bytes: told(wire, table.wireBytes(at, 1)),
    stop: epochText(table.end[at], baseSecond, precision),
    sources: sourcesOf(tables, at),
    is_of_log: table.isOfLog(at),
    packets: told(UNSET_PACKETS, table.origPackets[at] + table.respPackets[at]),
    bytes: told(wire, table.wireBytes(at, 0) + table.wireBytes(at, 1)),
    data_bytes: told(UNSET_BYTES, table.origBytes[at] + table.respBytes[at]),
    stream: hasStream(table, at) ? table.stream[at] : null,
    info: sessionWords(tables, at),
    row: at,
    fields: {},
  }
}

function sourcesOf(tables: CaptureTables, at: number): string[] {
  const { sessions: table, logs } = tables
  const first = fileOfFrame(tables, table.firstFrame[at])
  const log = (table.logs[at] ?? 0) === 0 ? undefined : logs[table.logs[at] - 1]?.file
  return [...new Set([first, log])].filter((file) => file !== null && file !== undefined)
}

/** Rows of the sessions of which a packet or a record is selected. */
export function selectedSessions(tables: CaptureTables, selected: Selected | null): Uint32Array {
  const { isIn } = unitsOf(tables, selected, 'session')
  const rows = new Uint32Array(isIn.length)
  let length = 0
  for (let row = 1; row < isIn.length; row++) if (isIn[row] === 1) rows[length++] = row
  return rows.slice(0, length)
}

type Read = (sessions: SessionTable, row: number) => number

/** NaN where the log says none of these. */
function told(bits: number, read: Read): Read {
  return (sessions, row) => ((sessions.unset[row] & bits) === bits ? Number.NaN : read(sessions, row))
}

const NUMBERS: Readonly<Record<string, Read>> = {
  start: (s, row) => s.start[row],
  stop: (s, row) => s.end[row],
  duration: told(UNSET_DURATION, (s, row) => s.end[row] - s.start[row]),
  srcport: (s, row) => s.origPort[row],
  dstport: (s, row) => s.respPort[row],
  initial_rtt: (s, row) => s.rtt(row),
  packets: told(UNSET_PACKETS, (s, row) => s.origPackets[row] + s.respPackets[row]),
  orig_pkts: told(UNSET_PACKETS, (s, row) => s.origPackets[row]),
  resp_pkts: told(UNSET_PACKETS, (s, row) => s.respPackets[row]),
  bytes: told(UNSET_BYTES | UNSET_IP_BYTES, (s, row) => s.wireBytes(row, 0) + s.wireBytes(row, 1)),
  orig_frame_bytes: told(UNSET_BYTES | UNSET_IP_BYTES, (s, row) => s.wireBytes(row, 0)),
  resp_frame_bytes: told(UNSET_BYTES | UNSET_IP_BYTES, (s, row) => s.wireBytes(row, 1)),
  data_bytes: told(UNSET_BYTES, (s, row) => s.origBytes[row] + s.respBytes[row]),
  orig_bytes: told(UNSET_BYTES, (s, row) => s.origBytes[row]),
  resp_bytes: told(UNSET_BYTES, (s, row) => s.respBytes[row]),
  orig_ip_bytes: told(UNSET_IP_BYTES, (s, row) => s.origIpBytes[row]),
  resp_ip_bytes: told(UNSET_IP_BYTES, (s, row) => s.respIpBytes[row]),
  stream: (s, row) => (hasStream(s, row) ? s.stream[row] : Number.NaN),
}

/** tcp.stream and udp.stream are numbers of packets. */
function hasStream(sessions: SessionTable, row: number): boolean {
  return (sessions.proto[row] === 6 || sessions.proto[row] === 17) && !sessions.isOfLog(row)
}

function keysOf(rows: Uint32Array, read: (row: number) => number): Float64Array {
  const keys = new Float64Array(rows.length)
  for (let i = 0; i < keys.length; i++) keys[i] = read(rows[i])
  return keys
}

/** Keys of columns of addresses and of few different texts: their ranks, looked up by row. */
function textOrder(
  tables: CaptureTables,
  rows: Uint32Array,
  key: string,
  protocols: () => { kind: Uint32Array; texts: string[] },
): Float64Array | null {
  const { sessions: table, addresses, protocolNames, histories } = tables
  const ranked = (column: ArrayLike<number>, texts: (string | null)[]): Float64Array => {
    const ranks = textKeys(texts)
    return keysOf(rows, (at) => ranks[column[at]])
  }
  switch (key) {
    case 'src':
    case 'dst': {
      const ranks = addressKeys(addresses)
      const side = key === 'src' ? table.origHost : table.respHost
      return keysOf(rows, (at) => ranks[side[at]])
    }
    case 'uid':
      return uidOrder(tables, rows) ?? textKeys(Array.from(rows, (at) => uidOf(tables, at)))
    case 'community_id':
      return communityIdOrder(tables, rows)
    case 'sources':
      return textKeys(Array.from(rows, (at) => fileOfFrame(tables, tables.sessions.firstFrame[at])))
    case 'info': {
      const keys = sessionWordKeys(tables)
      return keysOf(rows, (at) => keys[at])
    }
    case 'proto':
      return ranked(
        table.proto,
        Array.from({ length: 256 }, (_, proto) => transportName(proto)),
      )
    case 'service':
      return ranked(
        table.service,
        protocolNames.map((name, id) => (id === 0 ? null : name)),
      )
    case 'conn_state':
      return ranked(table.connState, [...CONN_STATES])
    case 'history':
      return ranked(
        table.history,
        Array.from({ length: histories.size }, (_, node) => String.fromCharCode(...histories.symbols(node))),
      )
    case 'protocols': {
      const { kind, texts } = protocols()
      return ranked(kind, texts)
    }
    default:
      return null
  }
}
