import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord, recordOf } from '../tables/records.ts'

const SECOND = 1_000_000_000
/** Zeek writes microseconds. */
const RECORD_PRECISION = 6

/**
 * Nanoseconds after the base second as seconds since 1970, a decimal string of nine digits; null for NaN (no time).
 * Beyond 2^53 ns (104 days) a double no longer holds every nanosecond: there the value is rounded to `precision`
 * decimal digits, the file's own resolution, which gives back what the file says up to 146 years for microseconds.
 */
export function epochText(nanoseconds: number, baseSecond: number, precision = 9): string | null {
  if (Number.isNaN(nanoseconds)) return null
  if (Math.abs(nanoseconds) <= Number.MAX_SAFE_INTEGER) {
    const seconds = Math.floor(nanoseconds / SECOND)
    return decimal(baseSecond + seconds, nanoseconds - seconds * SECOND)
  }
  const unit = 10n ** BigInt(9 - Math.max(0, Math.min(9, precision)))
  const magnitude = ((BigInt(Math.abs(nanoseconds)) + unit / 2n) / unit) * unit
  const whole = nanoseconds < 0 ? -magnitude : magnitude
  let fraction = whole % BigInt(SECOND)
  if (fraction < 0n) fraction += BigInt(SECOND)
  return decimal(BigInt(baseSecond) + (whole - fraction) / BigInt(SECOND), Number(fraction))
}

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

function decimal(seconds: number | bigint, nanoseconds: number): string {
  if (seconds >= 0 || nanoseconds === 0) return `${seconds}.${String(nanoseconds).padStart(9, '0')}`
  const whole = BigInt(seconds) + 1n
  return `${whole === 0n ? '-0' : whole}.${String(SECOND - nanoseconds).padStart(9, '0')}`
}
