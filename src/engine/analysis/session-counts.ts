import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { conversationCounts } from './conversation-counts.ts'
import { logSessions } from './log-sessions.ts'

/**
 * Per row of the session table, over what is selected. `isIn`: 1 where a packet or a record of the session is selected; a
 * session of a log may be so without frames, where the log does not say how many there were.
 */
export type SessionCounts = { frames: Float64Array; bytes: Float64Array; isIn: Uint8Array }

type Memo = { of: Selected; rows: number; sessions: number; counts: SessionCounts }
const memos = new WeakMap<CaptureTables, Memo>()

/** Frames and whole-frame bytes (of logs: IP bytes) of every session, both directions. */
export function sessionCounts(tables: CaptureTables, selected: Selected | null): SessionCounts {
  const rows = tables.packets.rows + tables.records.rows
  const { sessions } = tables
  const known = memos.get(tables)
  if (known?.of === selected && known.rows === rows && known.sessions === sessions.rows) return known.counts
  const counts = { frames: new Float64Array(sessions.rows), bytes: new Float64Array(sessions.rows) }
  if (selected === null) countWhole(tables, counts)
  else countSelected(tables, selected, counts)
  const isIn = new Uint8Array(sessions.rows)
  for (let row = 1; row < isIn.length; row++) isIn[row] = counts.frames[row] > 0 ? 1 : 0
  for (const row of logSessions(tables, selected)) {
    isIn[row] = 1
    counts.frames[row] = sessions.origPackets[row] + sessions.respPackets[row]
    counts.bytes[row] = sessions.wireBytes(row, 0) + sessions.wireBytes(row, 1)
  }
  if (selected !== null) memos.set(tables, { of: selected, rows, sessions: sessions.rows, counts: { ...counts, isIn } })
  return { ...counts, isIn }
}

type Counts = Pick<SessionCounts, 'frames' | 'bytes'>

function countWhole({ sessions }: CaptureTables, { frames, bytes }: Counts): void {
  const ofPackets = Math.min(sessions.rows, sessions.firstLogRow)
  for (let row = 1; row < ofPackets; row++) {
    frames[row] = sessions.origPackets[row] + sessions.respPackets[row]
    bytes[row] = sessions.origFrameBytes[row] + sessions.respFrameBytes[row]
  }
}

/** Every session of packets has a conversation of its own; outer sessions of a tunnel count what it carries. */
function countSelected(tables: CaptureTables, selected: Selected, { frames, bytes }: Counts): void {
  const { conversations } = tables
  const counts = conversationCounts(tables, selected)
  for (let row = 1; row < counts.txFrames.length; row++) {
    const session = conversations.session[row]
    if (session === 0) continue
    frames[session] += counts.txFrames[row] + counts.rxFrames[row]
    bytes[session] += counts.txBytes[row] + counts.rxBytes[row]
  }
}

/** `isIn` of sessionCounts alone. */
export function sessionsIn(tables: CaptureTables, selected: Selected | null): Uint8Array {
  if (selected !== null) return sessionCounts(tables, selected).isIn
  const { sessions } = tables
  const isIn = new Uint8Array(sessions.rows)
  const ofPackets = Math.min(sessions.rows, sessions.firstLogRow)
  for (let row = 1; row < ofPackets; row++)
    isIn[row] = sessions.origPackets[row] + sessions.respPackets[row] > 0 ? 1 : 0
  return isIn.fill(1, ofPackets)
}
