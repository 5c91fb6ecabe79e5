import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { conversationCounts } from './conversation-counts.ts'
import { packetRows } from './selection.ts'

/** Per row of the session table, over the selected packets. A session is selected when it has frames. */
export type SessionCounts = { frames: Float64Array; bytes: Float64Array }

/** Frames and whole-frame bytes of every session, both directions. */
export function sessionCounts(tables: CaptureTables, selected: Selected | null): SessionCounts {
  const { sessions, conversations } = tables
  const frames = new Float64Array(sessions.rows)
  const bytes = new Float64Array(sessions.rows)
  if (selected === null) {
    for (let row = 1; row < sessions.rows; row++) {
      frames[row] = sessions.origPackets[row] + sessions.respPackets[row]
      bytes[row] = sessions.origFrameBytes[row] + sessions.respFrameBytes[row]
    }
    return { frames, bytes }
  }
  // TCP, UDP and SCTP sessions have a conversation of their own, which also counts the outer sessions of a tunnel.
  const counts = conversationCounts(tables, selected)
  const counted = new Uint8Array(sessions.rows)
  for (let row = 1; row < counts.txFrames.length; row++) {
    const session = conversations.session[row]
    if (session === 0) continue
    counted[session] = 1
    frames[session] += counts.txFrames[row] + counts.rxFrames[row]
    bytes[session] += counts.txBytes[row] + counts.rxBytes[row]
  }
  const { session, length } = tables.packets
  const end = packetRows(tables, selected)
  for (let row = 0; row < end; row++) {
    if (counted[session[row]] === 1 || !selected.packets.has(row)) continue
    frames[session[row]]++
    bytes[session[row]] += length[row]
  }
  frames[0] = 0
  bytes[0] = 0
  return { frames, bytes }
}
