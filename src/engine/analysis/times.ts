import { epochText } from '../bytes/epoch-text.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord, recordOf } from '../tables/records.ts'

const SECOND = 1_000_000_000
/** Zeek writes microseconds. */
const RECORD_PRECISION = 6

/** Nanoseconds after the base second of a packet or a record by frame number; NaN for frame 0 (not seen). */
export function frameNanoseconds({ packets, records }: CaptureTables, frame: number): number {
  if (frame === 0) return Number.NaN
  return isRecord(frame) ? records.time[recordOf(frame)] : packets.time[frame - 1]
}

/** The same as `epochText`; null for frame 0. */
export function frameTime(tables: CaptureTables, frame: number): string | null {
  return epochText(frameNanoseconds(tables, frame), tables.baseSecond, framePrecision(tables, frame))
}

/** Decimal digits of a second that the time of a frame carries; undefined where nothing is known. */
export function framePrecision({ packets, sources }: CaptureTables, frame: number): number | undefined {
  if (isRecord(frame)) return RECORD_PRECISION
  return sources[packets.source[frame - 1]]?.precision
}

/** Seconds since 1970 as nanoseconds after the base second; NaN for what is not a number. */
export function nanosecondsOf(seconds: string | number, baseSecond: number): number {
  const parts = /^\s*(-?\d+)(?:\.(\d+))?\s*$/.exec(String(seconds))
  if (parts === null) return (Number(seconds) - baseSecond) * SECOND
  const fraction = Number((parts[2] ?? '').padEnd(9, '0').slice(0, 9))
  return (Number(parts[1]) - baseSecond) * SECOND + (parts[1].startsWith('-') ? -fraction : fraction)
}
