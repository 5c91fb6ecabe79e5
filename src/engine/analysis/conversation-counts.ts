import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { packetRows } from './selection.ts'

/** Per row of the conversation table, over the selected packets; tx = from a to b. Times in ns after the base second. */
export type ConversationCounts = {
  txFrames: Float64Array
  txBytes: Float64Array
  rxFrames: Float64Array
  rxBytes: Float64Array
  /** Earliest and latest packet; Infinity and -Infinity where no packet has a time. */
  first: Float64Array
  last: Float64Array
}

/** Sums by node of the track trie: a packet is one addition, however many conversations it belongs to. */
class TrackCounts {
  frames = new Float64Array(0)
  bytes = new Float64Array(0)
  first = new Float64Array(0)
  last = new Float64Array(0)
  /** Packets counted so far. */
  rows = 0

  /** Counts the packets that came since the last call. */
  extend(tables: CaptureTables, selected: Selected | null): void {
    const size = tables.tracks.size
    if (this.frames.length < size) this.grow(size)
    const { time, length, track } = tables.packets
    const { frames, bytes, first, last } = this
    const end = packetRows(tables, selected)
    for (let row = this.rows; row < end; row++) {
      if (selected !== null && !selected.packets.has(row)) continue
      const node = track[row]
      frames[node]++
      bytes[node] += length[row]
      if (time[row] < first[node]) first[node] = time[row]
      if (time[row] > last[node]) last[node] = time[row]
    }
    this.rows = end
  }

  private grow(size: number): void {
    const capacity = Math.max(size, Math.min(size * 2, this.frames.length * 2))
    const known = this.frames.length
    const enlarged = (from: Float64Array, fill: number): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(capacity)
      to.set(from)
      return to.fill(fill, known)
    }
    this.frames = enlarged(this.frames, 0)
    this.bytes = enlarged(this.bytes, 0)
    this.first = enlarged(this.first, Number.POSITIVE_INFINITY)
    this.last = enlarged(this.last, Number.NEGATIVE_INFINITY)
  }
}

/** What was counted last, so that five protocols and their endpoints share one pass, and a longer file one more stretch. */
type Memo = {
  all: TrackCounts
  selected: Selected | null
  rows: number
  conversations: number
  counts: ConversationCounts | null
}
const memos = new WeakMap<CaptureTables, Memo>()

/** Counts of every conversation over the selected packets. Every header of the kind in a frame counts (tunnels). */
export function conversationCounts(tables: CaptureTables, selected: Selected | null): ConversationCounts {
  let memo = memos.get(tables)
  if (memo === undefined) {
    memo = { all: new TrackCounts(), selected: null, rows: -1, conversations: 0, counts: null }
    memos.set(tables, memo)
  }
  const rows = tables.packets.rows
  const conversations = tables.conversations.rows
  if (memo.counts !== null && memo.selected === selected && memo.rows === rows && memo.conversations === conversations)
    return memo.counts
  const tracks = selected === null ? memo.all : new TrackCounts()
  tracks.extend(tables, selected)
  memo.selected = selected
  memo.rows = rows
  memo.conversations = conversations
  memo.counts = perConversation(tables, tracks)
  return memo.counts
}

function perConversation(tables: CaptureTables, tracks: TrackCounts): ConversationCounts {
  const { parent, symbol, size } = tables.tracks
  const rows = tables.conversations.rows
  const txFrames = new Float64Array(rows)
  const txBytes = new Float64Array(rows)
  const rxFrames = new Float64Array(rows)
  const rxBytes = new Float64Array(rows)
  const first = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
  const last = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY)
  for (let track = 1; track < size; track++) {
    const frames = tracks.frames[track]
    if (frames === 0) continue
    const bytes = tracks.bytes[track]
    for (let node = track; node !== 0; node = parent[node]) {
      const row = symbol[node] >>> 1
      if ((symbol[node] & 1) === 0) {
        txFrames[row] += frames
        txBytes[row] += bytes
      } else {
        rxFrames[row] += frames
        rxBytes[row] += bytes
      }
      if (tracks.first[track] < first[row]) first[row] = tracks.first[track]
      if (tracks.last[track] > last[row]) last[row] = tracks.last[track]
    }
  }
  return { txFrames, txBytes, rxFrames, rxBytes, first, last }
}
