import { epochText } from '../bytes/epoch-text.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { TCP, UDP } from '../tables/conversations.ts'
import type { Selected } from '../tables/selected.ts'
import { type List, textKeys } from './list.ts'
import { protocolsOfPath } from './protocols.ts'
import { packetRows } from './selection.ts'

/** A packet, as far as the tables know it. */
export type Packet = {
  /** frame.number */
  frame: number
  time: string | null
  /** Seconds after the first packet of the capture. */
  time_relative: number
  /** Of its innermost addresses; null where it has none. */
  src: string | null
  dst: string | null
  srcport: number | null
  dstport: number | null
  /** The innermost one. */
  protocol: string
  /** frame.protocols */
  protocols: string
  length: number
  captured: number
}

/** Selected packets in the order of the capture. */
export function packets(tables: CaptureTables, selected: Selected | null): List<Packet> {
  const { packets: t, tracks, conversations, addresses, sources } = tables
  const length = selected === null ? t.rows : selected.packets.count()
  const rows = new Uint32Array(length)
  const known = packetRows(tables, selected)
  for (let row = 0, at = 0; row < known && at < length; row++)
    if (selected === null || selected.packets.has(row)) rows[at++] = row

  /** Address id of one end of the innermost conversation of a track; `isSource`: the sender's. */
  const endOf = (track: number, isSource: boolean): number => {
    if (track === 0) return 0
    const symbol = tracks.symbol[track]
    const fromA = (symbol & 1) === 0
    return (fromA === isSource ? conversations.a : conversations.b)[symbol >>> 1]
  }
  const portOf = (track: number, isSource: boolean): number | null => {
    if (track === 0) return null
    const symbol = tracks.symbol[track]
    const at = symbol >>> 1
    if (conversations.layer[at] !== TCP && conversations.layer[at] !== UDP) return null
    return (((symbol & 1) === 0) === isSource ? conversations.aPort : conversations.bPort)[at]
  }
  const ranked = (values: Uint16Array | Uint32Array, text: (value: number) => string | null): Float64Array => {
    const distinct = new Set<number>()
    for (const row of rows) distinct.add(values[row])
    const list = [...distinct]
    const keys = textKeys(list.map(text))
    const rankOf = new Map(list.map((value, at) => [value, keys[at]]))
    return Float64Array.from(rows, (row) => rankOf.get(values[row]) ?? Number.NaN)
  }
  const addressOf = (isSource: boolean) => (track: number) => {
    const id = endOf(track, isSource)
    return id === 0 ? null : addresses.text(id)
  }
  const source = addressOf(true)
  const destination = addressOf(false)
  const numbers = (value: (row: number) => number) => Float64Array.from(rows, value)
  return {
    length,
    row: (index) => {
      const row = rows[index]
      const track = t.track[row]
      return {
        frame: row + 1,
        time: epochText(t.time[row], tables.baseSecond, sources[t.source[row]]?.precision),
        time_relative: (t.time[row] - t.time[0]) / 1e9,
        src: source(track),
        dst: destination(track),
        srcport: portOf(track, true),
        dstport: portOf(track, false),
        protocol: innermost(tables, t.path[row]),
        protocols: protocolsOfPath(tables, t.path[row]),
        length: t.length[row],
        captured: t.captured[row],
      }
    },
    sortKeys: (key) => {
      if (key === 'frame') return numbers((row) => row)
      if (key === 'time' || key === 'time_relative') return numbers((row) => t.time[row])
      if (key === 'length') return numbers((row) => t.length[row])
      if (key === 'captured') return numbers((row) => t.captured[row])
      if (key === 'srcport' || key === 'dstport')
        return numbers((row) => portOf(t.track[row], key === 'srcport') ?? Number.NaN)
      if (key === 'src') return ranked(t.track, source)
      if (key === 'dst') return ranked(t.track, destination)
      if (key === 'protocol') return ranked(t.path, (path) => innermost(tables, path))
      if (key === 'protocols') return ranked(t.path, (path) => protocolsOfPath(tables, path))
      return null
    },
  }
}

/** The place of a packet (by its number) among the selected ones, from 0; null when it is not among them. */
export function packetPlace(
  tables: CaptureTables,
  selected: Selected | null,
  { number }: { number: number },
): number | null {
  const row = number - 1
  if (!(row >= 0 && row < packetRows(tables, selected))) return null
  if (selected === null) return row
  if (!selected.packets.has(row)) return null
  let before = 0
  for (let at = 0; at < row; at++) if (selected.packets.has(at)) before++
  return before
}

/** The last layer that is a protocol; bytes that nobody dissects are none. */
function innermost(tables: CaptureTables, path: number): string {
  let name = ''
  for (const symbol of tables.paths.symbols(path)) {
    const protocol = symbol >>> 1
    const isLayer = tables.protocolKinds[protocol] === 'layer' && tables.protocolNames[protocol] !== 'data'
    if (isLayer) name = tables.protocolNames[protocol]
  }
  return name
}
