import type { CaptureReader } from '../formats/format.ts'
import { PacketIngest } from '../ingest/packets.ts'
import { CaptureTables } from '../tables/capture-tables.ts'

/**
 * Dissects frames as if a capture held them, a millisecond apart, and answers the tables with the frame.protocols
 * string of each. `captured`: bytes kept of each frame (a snap length).
 */
export function dissectFrames(
  frames: readonly Uint8Array[],
  options: { linkType?: number; captured?: number } = {},
): { tables: CaptureTables; protocols: string[] } {
  const tables = new CaptureTables()
  const { linkType = 1, captured = Number.POSITIVE_INFINITY } = options
  tables.sources.push({
    file: 'test',
    fileNumber: 0,
    linkType,
    snapLength: 0,
    precision: 6,
    interfaceName: null,
    drops: null,
  })
  const ingest = new PacketIngest(tables)
  frames.forEach((frame, i) => {
    const record: CaptureReader = {
      bytes: frame,
      offset: 0,
      captured: Math.min(frame.length, captured),
      length: frame.length,
      seconds: 1_700_000_000 + Math.floor(i / 1000),
      nanoseconds: (i % 1000) * 1_000_000,
      interface: 0,
      fileOffset: 0,
      failed: false,
      feed: () => undefined,
      end: () => undefined,
      next: () => true,
    }
    ingest.packet(record, 0)
  })
  ingest.finish()
  const protocols = frames.map((_, row) =>
    tables.paths
      .symbols(tables.packets.path[row])
      .filter((symbol) => tables.protocolKinds[symbol >>> 1] !== 'expert')
      .map((symbol) => tables.protocolNames[symbol >>> 1])
      .join(':'),
  )
  return { tables, protocols }
}
