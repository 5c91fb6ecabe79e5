import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { applications } from './applications.ts'
import { logSessions } from './log-sessions.ts'
import { packetCounts } from './packet-counts.ts'
import { lowestBit, selectedWords } from './selected-rows.ts'
import { sessionCounts } from './session-counts.ts'
import { SessionProtocols } from '../tables/session-protocols.ts'
import { sortedOrder } from './sort-order.ts'
import { epochText } from '../bytes/epoch-text.ts'

export type TimelineQuery = {
  /** At most so many bins; default 300. */
  bins?: number
  /** Series beyond the largest become 'other'; default 8. */
  series?: number
  /** The time that the bins are laid over: what is selected (default), or the capture, to compare selections. */
  axis?: 'selection' | 'capture'
}

/**
 * Packets and bytes per time bin, stacked by protocol: Wireshark's filter names, 'other', and 'unknown' for packets without
 * any. Most bytes first; typed arrays are transferred.
 */
export type Timeline = {
  /** Seconds since 1970 of the first bin's start, as a decimal string. */
  start: string
  /** Seconds. */
  binWidth: number
  bins: number
  series: { proto: string; packets: Float64Array; bytes: Float64Array }[]
  /** Sessions begun, by bin. */
  sessions: Float64Array
  /** Selected sessions of flows that say no time: they are in no bin. */
  untimed: number
}

const DEFAULT_BINS = 300
const MAX_BINS = 2000
const DEFAULT_SERIES = 8
const SECOND = 1e9
const DAY = 86400
/** Widths of a second to a day that a person reads easily. */
const CLOCK_WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, DAY]

/**
 * The selected packets over time; packets without a time are in no bin. Bins have a round width and begin at its
 * multiples. A packet counts for the application it carries; where that cannot be seen in the packet itself (a segment
 * in the middle of a TLS record) for that of its session; and else for its transport or network protocol. Sessions that
 * only logs tell of are spread over the time that they lasted.
 */
export function timeline(tables: CaptureTables, selected: Selected | null, query: TimelineQuery = {}): Timeline {
  const axis = axisOf(
    tables,
    query.axis === 'capture' ? null : selected,
    Math.min(MAX_BINS, Math.max(1, query.bins ?? DEFAULT_BINS)),
  )
  const { start, width, bins } = axis
  const { protocol, transportOnly } = applications(tables)
  const names = tables.protocolNames
  const packetCells = new Float64Array(names.length * bins)
  const byteCells = new Float64Array(names.length * bins)
  const { time, length, path, session } = tables.packets
  const { service } = tables.sessions
  const words = selectedWords(selected?.packets ?? null, 0, tables.packets.rows)
  // Neighbours are mostly of one bin: its ends spare them the division.
  let bin = -1
  let binStart = Number.POSITIVE_INFINITY
  let binEnd = Number.NEGATIVE_INFINITY
  for (let at = words.from; at < words.to; at++) {
    for (let word = words.word(at); word !== 0; word &= word - 1) {
      const row = (at << 5) | lowestBit(word)
      const when = time[row]
      if (!(when >= binStart && when < binEnd)) {
        const found = Math.floor((when - start) / width)
        if (!(found >= 0 && found < bins)) continue
        bin = found
        binStart = start + bin * width
        binEnd = binStart + width
      }
      const node = path[row]
      const served = transportOnly[node] === 1 ? service[session[row]] : 0
      const cell = (served === 0 ? protocol[node] : served) * bins + bin
      packetCells[cell]++
      byteCells[cell] += length[row]
    }
  }
  spreadSessions(tables, selected, axis, packetCells, byteCells)

  const series: Timeline['series'] = []
  const shown = Math.max(1, query.series ?? DEFAULT_SERIES)
  for (const id of busiest(packetCells, byteCells, bins)) {
    const own = series.length < shown
    if (series.length <= shown && (own || series.length === shown))
      series.push({
        proto: own ? names[id] || 'unknown' : 'other',
        packets: new Float64Array(bins),
        bytes: new Float64Array(bins),
      })
    const into = series[series.length - 1]
    for (let bin = 0; bin < bins; bin++) {
      into.packets[bin] += packetCells[id * bins + bin]
      into.bytes[bin] += byteCells[id * bins + bin]
    }
  }
  return {
    start: epochText(start, tables.baseSecond) ?? '0.000000000',
    binWidth: width / SECOND,
    bins,
    series,
    sessions: sessionStarts(tables, selected, axis),
    untimed: logSessions(tables, selected).reduce(
      (sum, row) => sum + (Number.isNaN(tables.sessions.start[row]) ? 1 : 0),
      0,
    ),
  }
}

/** Adds the packets and bytes of sessions that only logs tell of, evenly over the time that each lasted. */
function spreadSessions(
  tables: CaptureTables,
  selected: Selected | null,
  { start, width, bins }: Axis,
  packetCells: Float64Array,
  byteCells: Float64Array,
): void {
  const { sessions } = tables
  const known = new SessionProtocols(tables)
  for (const row of logSessions(tables, selected)) {
    const from = (sessions.start[row] - start) / width
    const to = (sessions.end[row] - start) / width
    const cell = known.shown(row) * bins
    const packets = sessions.origPackets[row] + sessions.respPackets[row]
    const bytes = sessions.wireBytes(row, 0) + sessions.wireBytes(row, 1)
    const last = Math.min(bins - 1, Math.floor(to))
    for (let bin = Math.max(0, Math.floor(from)); bin <= last; bin++) {
      const share = to > from ? (Math.min(to, bin + 1) - Math.max(from, bin)) / (to - from) : 1
      packetCells[cell + bin] += packets * share
      byteCells[cell + bin] += bytes * share
    }
  }
}

/** Nanoseconds after the base second, and nanoseconds. */
type Axis = { start: number; width: number; bins: number }

/** At most `most` bins over the selected packets, each at least `narrowest` nanoseconds wide. */
export function axisOf(tables: CaptureTables, selected: Selected | null, most: number, narrowest = 0): Axis {
  const { time } = tables.packets
  const counts = packetCounts(tables, selected)
  let first = counts.first < 0 ? Number.POSITIVE_INFINITY : time[counts.first]
  let last = counts.last < 0 ? Number.NEGATIVE_INFINITY : time[counts.last]
  for (const row of logSessions(tables, selected)) {
    // Flows of a collector may have no time.
    if (tables.sessions.start[row] < first) first = tables.sessions.start[row]
    if (tables.sessions.end[row] > last) last = tables.sessions.end[row]
  }
  if (last < first) return { start: 0, width: SECOND, bins: 0 }
  for (const width of widths()) {
    if (width < narrowest) continue
    const start = aligned(first, width, tables.baseSecond)
    const bins = Math.floor((last - start) / width) + 1
    if (bins <= most) return { start, width, bins }
  }
  return { start: first, width: last - first + 1, bins: 1 }
}

/** Bin widths in nanoseconds: 1, 2, 5 … below a second, the clock's up to a day, then 2, 5, 10 … days. */
function* widths(): Generator<number> {
  for (let ten = 1; ten < SECOND; ten *= 10) for (const step of [1, 2, 5]) yield step * ten
  for (const seconds of CLOCK_WIDTHS) yield seconds * SECOND
  for (let ten = 1; ten < 1e6; ten *= 10) for (const step of [2, 5, 10]) yield step * ten * DAY * SECOND
}

/** The multiple of `width` since 1970 at or before a time. Widths below a second divide one. */
function aligned(nanoseconds: number, width: number, baseSecond: number): number {
  if (width < SECOND) return Math.floor(nanoseconds / width) * width
  const seconds = width / SECOND
  return (Math.floor((baseSecond + Math.floor(nanoseconds / SECOND)) / seconds) * seconds - baseSecond) * SECOND
}

/** Protocol ids that have packets, most bytes first. */
function busiest(packetCells: Float64Array, byteCells: Float64Array, bins: number): number[] {
  const ids: number[] = []
  const totals: number[] = []
  if (bins === 0) return ids
  for (let id = 0; id * bins < packetCells.length; id++) {
    let packets = 0
    let bytes = 0
    for (let cell = id * bins; cell < (id + 1) * bins; cell++) {
      packets += packetCells[cell]
      bytes += byteCells[cell]
    }
    if (packets === 0) continue
    ids.push(id)
    totals.push(bytes)
  }
  return Array.from(sortedOrder(Float64Array.from(totals), true), (at) => ids[at])
}

function sessionStarts(tables: CaptureTables, selected: Selected | null, { start, width, bins }: Axis): Float64Array {
  const { isIn } = sessionCounts(tables, selected)
  const starts = new Float64Array(bins)
  for (let row = 1; row < isIn.length; row++) {
    if (isIn[row] === 0) continue
    const bin = Math.floor((tables.sessions.start[row] - start) / width)
    if (bin >= 0 && bin < bins) starts[bin]++
  }
  return starts
}
