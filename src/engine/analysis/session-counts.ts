import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { conversationCounts } from './conversation-counts.ts'

/** Per row of the session table, over the selected packets. A session is selected when it has frames. */
export type SessionCounts = { frames: Float64Array; bytes: Float64Array }

const memos = new WeakMap<CaptureTables, { of: Selected; rows: number; sessions: number; counts: SessionCounts }>()

/** Frames and whole-frame bytes of every session, both directions. */
export function sessionCounts(tables: CaptureTables, selected: Selected | null): SessionCounts {
  if (selected === null) return wholeSessions(tables)
  const { sessions } = tables
  const known = memos.get(tables)
  if (known?.of === selected && known.rows === tables.packets.rows && known.sessions === sessions.rows)
    return known.counts
  const counts = selectedSessions(tables, selected)
  memos.set(tables, { of: selected, rows: tables.packets.rows, sessions: sessions.rows, counts })
  return counts
}

function wholeSessions({ sessions }: CaptureTables): SessionCounts {
  const frames = new Float64Array(sessions.rows)
  const bytes = new Float64Array(sessions.rows)
  for (let row = 1; row < sessions.rows; row++) {
    frames[row] = sessions.origPackets[row] + sessions.respPackets[row]
    bytes[row] = sessions.origFrameBytes[row] + sessions.respFrameBytes[row]
  }
  return { frames, bytes }
}

/** Every session has a conversation of its own; outer sessions of a tunnel count what it carries. */
function selectedSessions(tables: CaptureTables, selected: Selected): SessionCounts {
  const { sessions, conversations } = tables
  const frames = new Float64Array(sessions.rows)
  const bytes = new Float64Array(sessions.rows)
  const counts = conversationCounts(tables, selected)
  for (let row = 1; row < counts.txFrames.length; row++) {
    const session = conversations.session[row]
    if (session === 0) continue
    frames[session] += counts.txFrames[row] + counts.rxFrames[row]
    bytes[session] += counts.txBytes[row] + counts.rxBytes[row]
  }
  return { frames, bytes }
}
