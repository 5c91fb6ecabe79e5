import type { CaptureTables } from '../tables/capture-tables.ts'
import { grown } from '../tables/column.ts'
import type { Selected } from '../tables/selected.ts'
import { lowestBit, selectedWords } from './selected-rows.ts'

/** Frames, bytes, first and last time side by side, so that a packet touches one cache line of its track. */
export const TRACK_VALUES = 4

/**
 * What one pass over the selected packets counts, for everything that is asked of them: sums by track (from which those
 * of conversations, endpoints and sessions follow), by protocol path and by interface, and in total.
 */
export class PacketCounts {
  /** By node of the track trie: frames, bytes, earliest and latest time (ns; Infinity and -Infinity without one). */
  tracks = new Float64Array(0)
  /** By node of the path trie. */
  pathFrames = new Float64Array(0)
  pathBytes = new Float64Array(0)
  /** Frames by row of CaptureTables.sources. */
  sources = new Float64Array(0)
  frames = 0
  bytes = 0
  captured = 0
  /** Packets captured shorter than they were. */
  cut = 0
  /** Rows of the packets with the earliest and the latest time; -1 when none has a time. */
  first = -1
  last = -1
  /** Packets looked at so far. */
  rows = 0

  /** Counts the packets that came since the last call. */
  extend(tables: CaptureTables, of: Selected | null): void {
    this.grow(tables)
    const { time, length, captured, track, path, source } = tables.packets
    const { tracks, pathFrames, pathBytes, sources } = this
    const selected = selectedWords(of?.packets ?? null, this.rows, tables.packets.rows)
    let { frames, bytes, captured: caplen, cut, first, last } = this
    let earliest = first < 0 ? Number.POSITIVE_INFINITY : time[first]
    let latest = last < 0 ? Number.NEGATIVE_INFINITY : time[last]
    for (let at = selected.from; at < selected.to; at++) {
      for (let word = selected.word(at); word !== 0; word &= word - 1) {
        const row = (at << 5) | lowestBit(word)
        const size = length[row]
        const when = time[row]
        const node = track[row] * TRACK_VALUES
        tracks[node]++
        tracks[node + 1] += size
        if (when < tracks[node + 2]) tracks[node + 2] = when
        if (when > tracks[node + 3]) tracks[node + 3] = when
        pathFrames[path[row]]++
        pathBytes[path[row]] += size
        sources[source[row]]++
        frames++
        bytes += size
        caplen += captured[row]
        if (captured[row] < size) cut++
        if (when < earliest) {
          earliest = when
          first = row
        }
        if (when > latest) {
          latest = when
          last = row
        }
      }
    }
    this.frames = frames
    this.bytes = bytes
    this.captured = caplen
    this.cut = cut
    this.first = first
    this.last = last
    this.rows = tables.packets.rows
  }

  private grow(tables: CaptureTables): void {
    const known = this.tracks.length / TRACK_VALUES
    const size = tables.tracks.size
    if (known < size) {
      const capacity = Math.max(size, Math.min(size * 2, known * 2))
      this.tracks = grown(this.tracks, capacity * TRACK_VALUES)
      for (let node = known; node < capacity; node++) {
        this.tracks[node * TRACK_VALUES + 2] = Number.POSITIVE_INFINITY
        this.tracks[node * TRACK_VALUES + 3] = Number.NEGATIVE_INFINITY
      }
    }
    if (this.pathFrames.length < tables.paths.size) {
      this.pathFrames = grown(this.pathFrames, tables.paths.size)
      this.pathBytes = grown(this.pathBytes, tables.paths.size)
    }
    if (this.sources.length < tables.sources.length) this.sources = grown(this.sources, tables.sources.length)
  }
}

/** Of the whole capture, which a longer file only extends, and of every selection that somebody still keeps. */
type Memo = { all: PacketCounts; selected: WeakMap<Selected, PacketCounts> }
const memos = new WeakMap<CaptureTables, Memo>()

/**
 * Counts of the selected packets; null = all. Until more are read they are counted once, also where several selections
 * are asked for by turns.
 */
export function packetCounts(tables: CaptureTables, of: Selected | null): PacketCounts {
  let memo = memos.get(tables)
  if (memo === undefined) memos.set(tables, (memo = { all: new PacketCounts(), selected: new WeakMap() }))
  if (of === null) {
    memo.all.extend(tables, null)
    return memo.all
  }
  let counts = memo.selected.get(of)
  if (counts?.rows !== tables.packets.rows) {
    memo.selected.set(of, (counts = new PacketCounts()))
    counts.extend(tables, of)
  }
  return counts
}
