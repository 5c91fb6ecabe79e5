import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord } from '../tables/records.ts'
import type { RowSet } from '../tables/row-set.ts'
import type { Selected } from '../tables/selected.ts'
import { NumberList } from './number-list.ts'
import { PairIndex } from './pair-index.ts'
import { sessionCounts } from './session-counts.ts'
import { eachSession, tunnelTracks } from './tunnel-tracks.ts'

/**
 * What has values, with what it weighs over the selected packets. `session`: each is one session. `packet`: one packet,
 * and behind all packets one record of a log. `track`, `path`: the packets of one session (or of none) with one track,
 * one path; and one for each session of a log.
 */
export type Units = {
  kind: 'session' | 'packet' | 'track' | 'path'
  size: number
  /** 1 where it is selected. */
  isIn: Uint8Array
  /** Session row of each; 0 = none. */
  session: Uint32Array
  packets: Float64Array
  bytes: Float64Array
  /** Track or path of each, where they are of one. */
  node: Uint32Array
  /** Of paths: the other sessions that carry packets in a tunnel, each with the paths of those packets. */
  outer: PairIndex
  /** The unit of a session of a log, where units are of tracks or paths. */
  ofLog: (session: number) => number
}

type Kept = { of: Selected | null; rows: number; sessions: number; byKind: Map<Units['kind'], Units> }
const ofAll = new WeakMap<CaptureTables, Kept>()
const ofSelected = new WeakMap<CaptureTables, Kept>()

/** The units of a kind. Those of everything and those of the newest selection are kept until the tables change. */
export function unitsOf(tables: CaptureTables, selected: Selected | null, kind: Units['kind']): Units {
  const memos = selected === null ? ofAll : ofSelected
  const rows = tables.packets.rows + tables.records.rows
  let kept = memos.get(tables)
  if (kept === undefined || kept.of !== selected || kept.rows !== rows || kept.sessions !== tables.sessions.rows) {
    kept = { of: selected, rows, sessions: tables.sessions.rows, byKind: new Map() }
    memos.set(tables, kept)
  }
  let units = kept.byKind.get(kind)
  if (units === undefined) kept.byKind.set(kind, (units = made(tables, selected, kind)))
  return units
}

function made(tables: CaptureTables, selected: Selected | null, kind: Units['kind']): Units {
  switch (kind) {
    case 'session':
      return sessionUnits(tables, selected)
    case 'packet':
      return packetUnits(tables, selected)
    case 'track':
      return combined(tables, selected, kind, tables.packets.track)
    default:
      return combined(tables, selected, kind, tables.packets.path)
  }
}

const none = () => 0
const noPairs = new PairIndex()

function sessionUnits(tables: CaptureTables, selected: Selected | null): Units {
  const { records, sessions } = tables
  const { frames, bytes } = sessionCounts(tables, selected)
  const isIn = new Uint8Array(sessions.rows)
  const session = new Uint32Array(sessions.rows)
  for (let row = 1; row < session.length; row++) {
    session[row] = row
    if (frames[row] > 0) isIn[row] = 1
  }
  for (let row = 0; row < records.rows; row++) if (has(selected?.records, row)) isIn[records.session[row]] = 1
  isIn[0] = 0
  return {
    kind: 'session',
    size: session.length,
    isIn,
    session,
    packets: frames,
    bytes,
    node: session,
    outer: noPairs,
    ofLog: none,
  }
}

function packetUnits(tables: CaptureTables, selected: Selected | null): Units {
  const { packets: table, records } = tables
  const size = table.rows + records.rows
  const isIn = new Uint8Array(size)
  const packets = new Float64Array(size)
  const bytes = new Float64Array(size)
  for (let row = 0; row < table.rows; row++) {
    if (!has(selected?.packets, row)) continue
    isIn[row] = 1
    packets[row] = 1
    bytes[row] = table.length[row]
  }
  let { session } = table
  if (records.rows > 0) {
    session = new Uint32Array(size)
    session.set(table.session.subarray(0, table.rows))
    session.set(records.session.subarray(0, records.rows), table.rows)
    for (let row = 0; row < records.rows; row++) if (has(selected?.records, row)) isIn[table.rows + row] = 1
  }
  return { kind: 'packet', size, isIn, session, packets, bytes, node: session, outer: noPairs, ofLog: none }
}

/** `undefined` selects all. */
function has(set: RowSet | undefined, row: number): boolean {
  return set === undefined || (row < set.rows && set.has(row))
}

/** One unit a session and node. The last two of each session are remembered: nearly every packet is of one of them. */
function combined(
  tables: CaptureTables,
  selected: Selected | null,
  kind: 'track' | 'path',
  nodes: Uint32Array | Uint16Array,
): Units {
  const { session, length, rows } = tables.packets
  const { sessions } = tables
  const pairs = new PairIndex()
  const recent = new Int32Array(sessions.rows).fill(-1)
  const former = new Int32Array(sessions.rows).fill(-1)
  const frames = new NumberList()
  const bytes = new NumberList()
  const tunnels = kind === 'path' ? tunnelTracks(tables) : null
  const outer = tunnels === null ? noPairs : new PairIndex()
  const { track } = tables.packets
  for (let row = 0; row < rows; row++) {
    if (!has(selected?.packets, row)) continue
    const own = session[row]
    const node = nodes[row]
    let unit = recent[own]
    if (unit < 0 || pairs.second[unit] !== node) {
      unit = former[own]
      former[own] = recent[own]
      if (unit < 0 || pairs.second[unit] !== node) unit = pairs.of(own, node)
      recent[own] = unit
      if (unit === frames.length) {
        frames.push(0)
        bytes.push(0)
      }
    }
    frames.values[unit]++
    bytes.values[unit] += length[row]
    if (tunnels !== null && tunnels[track[row]] === 1)
      eachSession(tables, track[row], (session) => session !== own && outer.of(session, node))
  }
  const whole = unitsOf(tables, selected, 'session')
  for (let row = 1; row < sessions.rows; row++) {
    if (whole.isIn[row] === 0 || !isRecord(sessions.firstFrame[row])) continue
    pairs.of(row, 0)
    frames.push(whole.packets[row])
    bytes.push(whole.bytes[row])
  }
  return {
    kind,
    size: pairs.size,
    isIn: new Uint8Array(pairs.size).fill(1),
    session: pairs.first,
    packets: frames.values,
    bytes: bytes.values,
    node: pairs.second,
    outer,
    ofLog: (row) => pairs.of(row, 0),
  }
}
