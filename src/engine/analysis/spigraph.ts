import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { FindField } from './field-source.ts'
import { fieldValues, type FieldValues } from './field-values.ts'
import { groupsOf } from './number-list.ts'
import { packetRows } from './selection.ts'
import type { ValueCount } from './spiview.ts'
import { axisOf } from './timeline.ts'
import { epochText } from '../bytes/epoch-text.ts'
import { eachSession, tunnelTracks } from './tunnel-tracks.ts'
import { mostFirst } from './unique.ts'
import { type ValueCounts, valueCounts } from './value-counts.ts'

const SECOND = 1e9

export type SpiGraphQuery = {
  field: string
  /** Values, the most frequent ones; default 20, at most 500. */
  size?: number | undefined
  /** At most so many bins; default 120. */
  bins?: number | undefined
  /** Seconds that a bin has at least. */
  interval?: number | undefined
}

/** One value of the field and what it does over time, a number a bin. */
export type SpiGraphItem = ValueCount & {
  /** Sessions that begin in the bin. */
  sessionsHisto: number[]
  packetsHisto: number[]
  bytesHisto: number[]
}

/** Arkime's /api/spigraph: a timeline for each value, all over the same bins. */
export type SpiGraph = {
  field: string
  /** Different values. */
  total: number
  /** Seconds since 1970 of the first bin's start, as a decimal string. */
  start: string
  /** Seconds. */
  binWidth: number
  bins: number
  items: SpiGraphItem[]
}

const DEFAULT_SIZE = 20
const MOST = 500
const DEFAULT_BINS = 120

export function spigraph(
  tables: CaptureTables,
  selected: Selected | null,
  { field: name, size = DEFAULT_SIZE, bins: most = DEFAULT_BINS, interval = 0 }: SpiGraphQuery,
  find: FindField,
): SpiGraph {
  const values = fieldValues(tables, selected, find(name))
  const counts = valueCounts(values)
  const top = mostFirst(counts).subarray(0, Math.max(0, Math.min(MOST, size)))
  const { start, width, bins } = axisOf(tables, selected, Math.max(1, most), interval * SECOND)
  const cells = () => new Float64Array(top.length * bins)
  const histograms = { sessions: cells(), packets: cells(), bytes: cells() }
  const binOf = (time: number): number => {
    const bin = Math.floor((time - start) / width)
    return bin >= 0 && bin < bins ? bin : -1
  }
  addPackets(tables, selected, values, top, binOf, bins, histograms)
  addSessions(tables, values, top, binOf, bins, histograms.sessions)
  const part = (from: Float64Array, at: number) => Array.from(from.subarray(at * bins, (at + 1) * bins))
  return {
    field: name,
    total: values.size,
    start: epochText(start, tables.baseSecond) ?? '0.000000000',
    binWidth: width / SECOND,
    bins,
    items: Array.from(top, (id, at) => ({
      ...countOf(values, counts, id),
      sessionsHisto: part(histograms.sessions, at),
      packetsHisto: part(histograms.packets, at),
      bytesHisto: part(histograms.bytes, at),
    })),
  }
}

function countOf(values: FieldValues, { sessions, packets, bytes }: ValueCounts, id: number): ValueCount {
  return { value: values.text(id), sessions: sessions[id], packets: packets[id], bytes: bytes[id] }
}

type Histograms = { packets: Float64Array; bytes: Float64Array }

/** Counts every packet in the bin of its time, for each of its top values. */
function addPackets(
  tables: CaptureTables,
  selected: Selected | null,
  values: FieldValues,
  top: Uint32Array,
  binOf: (time: number) => number,
  bins: number,
  { packets: frames, bytes }: Histograms,
): void {
  const { kind } = values.units
  const { time, length, session, track, path } = tables.packets
  const { keys, places, highest } = topPairs(values, top)
  const groups = groupsOf(keys, keys.length, highest + 1)
  const counted = new Int32Array(top.length).fill(-1)
  const count = (key: number, row: number, bin: number): void => {
    if (key > highest) return
    for (let i = groups.start[key]; i < groups.start[key + 1]; i++) {
      const place = places[groups.at[i]]
      if (counted[place] === row) continue
      counted[place] = row
      frames[place * bins + bin]++
      bytes[place * bins + bin] += length[row]
    }
  }
  const keyOf = kind === 'session' ? session : kind === 'track' ? track : kind === 'path' ? path : null
  const tunnels = kind === 'session' ? tunnelTracks(tables) : null
  const rows = packetRows(tables, selected)
  for (let row = 0; row < rows; row++) {
    if (selected !== null && !selected.packets.has(row)) continue
    const bin = binOf(time[row])
    if (bin < 0) continue
    const key = keyOf === null ? row : keyOf[row]
    count(key, row, bin)
    if (tunnels !== null && tunnels[track[row]] === 1)
      eachSession(tables, track[row], (other) => other !== key && count(other, row, bin))
  }
}

/** What packets tell their top values by (themselves, their track, path or session), and places in `top`. */
function topPairs({ units, unit, value, length, size }: FieldValues, top: Uint32Array) {
  const place = new Int32Array(size).fill(-1)
  for (let at = 0; at < top.length; at++) place[top[at]] = at
  let pairs = 0
  for (let i = 0; i < length; i++) if (place[value[i]] >= 0) pairs++
  const keys = new Uint32Array(pairs)
  const places = new Uint32Array(pairs)
  let highest = 0
  pairs = 0
  for (let i = 0; i < length; i++) {
    if (place[value[i]] < 0) continue
    const key = units.kind === 'packet' ? unit[i] : units.node[unit[i]]
    if (key > highest) highest = key
    places[pairs] = place[value[i]]
    keys[pairs++] = key
  }
  return { keys, places, highest }
}

/** Counts every session of a top value in the bin in which it begins. */
function addSessions(
  tables: CaptureTables,
  { units, unit, value, length, size }: FieldValues,
  top: Uint32Array,
  binOf: (time: number) => number,
  bins: number,
  cells: Float64Array,
): void {
  const { start, at } = groupsOf(value, length, size)
  const counted = new Int32Array(tables.sessions.rows).fill(-1)
  for (let place = 0; place < top.length; place++)
    for (let i = start[top[place]]; i < start[top[place] + 1]; i++) {
      const session = units.session[unit[at[i]]]
      if (session === 0 || counted[session] === place) continue
      counted[session] = place
      const bin = binOf(tables.sessions.start[session])
      if (bin >= 0) cells[place * bins + bin]++
    }
}
