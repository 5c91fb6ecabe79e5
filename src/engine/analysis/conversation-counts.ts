import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { packetCounts, TRACK_VALUES } from './packet-counts.ts'

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

/** What was counted last, so that the protocols and their endpoints share it. */
type Memo = { of: Selected | null; rows: number; conversations: number; counts: ConversationCounts }
const memos = new WeakMap<CaptureTables, { all: Memo | null; selected: Memo | null }>()

/** Counts of every conversation over the selected packets. Every header of the kind in a frame counts (tunnels). */
export function conversationCounts(tables: CaptureTables, selected: Selected | null): ConversationCounts {
  let kept = memos.get(tables)
  if (kept === undefined) memos.set(tables, (kept = { all: null, selected: null }))
  const rows = tables.packets.rows
  const conversations = tables.conversations.rows
  const known = selected === null ? kept.all : kept.selected
  if (known?.of === selected && known.rows === rows && known.conversations === conversations) return known.counts
  const counts = perConversation(tables, packetCounts(tables, selected).tracks)
  const memo: Memo = { of: selected, rows, conversations, counts }
  if (selected === null) kept.all = memo
  else kept.selected = memo
  return counts
}

function perConversation(tables: CaptureTables, tracks: Float64Array): ConversationCounts {
  const { parent, symbol, size } = tables.tracks
  const rows = tables.conversations.rows
  const txFrames = new Float64Array(rows)
  const txBytes = new Float64Array(rows)
  const rxFrames = new Float64Array(rows)
  const rxBytes = new Float64Array(rows)
  const first = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
  const last = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY)
  for (let track = 1; track < size; track++) {
    const at = track * TRACK_VALUES
    const frames = tracks[at]
    if (frames === 0) continue
    const bytes = tracks[at + 1]
    const earliest = tracks[at + 2]
    const latest = tracks[at + 3]
    for (let node = track; node !== 0; node = parent[node]) {
      const row = symbol[node] >>> 1
      if ((symbol[node] & 1) === 0) {
        txFrames[row] += frames
        txBytes[row] += bytes
      } else {
        rxFrames[row] += frames
        rxBytes[row] += bytes
      }
      if (earliest < first[row]) first[row] = earliest
      if (latest > last[row]) last[row] = latest
    }
  }
  return { txFrames, txBytes, rxFrames, rxBytes, first, last }
}
