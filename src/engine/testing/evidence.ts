import { FieldRegistry } from '../expression/field-registry.ts'
import { select } from '../expression/search.ts'
import { packetFieldList } from '../ingest/field-reading.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** The numbers of the packets that a finding's evidence selects. */
export function evidenceFrames(tables: CaptureTables, evidence: string): number[] {
  const selected = select(evidence, new FieldRegistry(tables.protocolNames, packetFieldList()), tables)
  const frames: number[] = []
  for (let row = 0; row < tables.packets.rows; row++) if (selected?.packets.has(row)) frames.push(row + 1)
  return frames
}

/** The sessions of those packets, by row; throws where a session is selected only in part. */
export function evidenceSessions(tables: CaptureTables, evidence: string): number[] {
  const { session, rows } = tables.packets
  const frames = new Set(evidenceFrames(tables, evidence))
  const sessions = new Set(Array.from(frames, (frame) => session[frame - 1]))
  for (let row = 0; row < rows; row++)
    if (sessions.has(session[row]) && !frames.has(row + 1)) throw new Error(`frame ${row + 1} is not selected`)
  return [...sessions].sort((x, y) => x - y)
}
