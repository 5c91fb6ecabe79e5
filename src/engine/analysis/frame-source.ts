import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord, recordOf } from '../tables/records.ts'

/** The number of a packet; null where there is none (frame 0) and where it is a record of a log. */
export function packetNumber(frame: number): number | null {
  return frame === 0 || isRecord(frame) ? null : frame
}

/** Name of the file that a packet or a record comes from; null for frame 0. */
export function fileOfFrame({ packets, sources, records, logs }: CaptureTables, frame: number): string | null {
  if (frame === 0) return null
  if (isRecord(frame)) return logs[records.logOf(recordOf(frame))]?.file ?? null
  return sources[packets.source[frame - 1]]?.file ?? null
}
