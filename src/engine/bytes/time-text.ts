import { decimalOf, fractionOf, unsignedOf } from './number-text.ts'

/** A point in time, reused: whole seconds since 1970 and nanoseconds (0 .. 999,999,999). */
export class Instant {
  seconds = 0
  nanoseconds = 0

  set(seconds: number, nanoseconds: number): true {
    const isNextSecond = nanoseconds >= 1e9
    this.seconds = isNextSecond ? seconds + 1 : seconds
    this.nanoseconds = isNextSecond ? nanoseconds - 1e9 : nanoseconds
    return true
  }
}

/**
 * Reads a time as logs write it: seconds since 1970 with or without a fraction (Zeek), or ISO 8601 with 'T' or a blank,
 * any fraction and 'Z', '+0000', '+00:00' or no zone, which is UTC. False when it is none; `into` is then as before.
 */
export function readTime(bytes: Uint8Array, from: number, to: number, into: Instant): boolean {
  if (to - from >= 10 && bytes[from + 4] === 45 && bytes[from + 7] === 45) return readIso(bytes, from, to, into)
  const isNegative = from < to && bytes[from] === 45
  let at = isNegative ? from + 1 : from
  const begin = at
  let seconds = 0
  for (; at < to; at++) {
    const digit = bytes[at] - 48
    if (digit < 0 || digit > 9) break
    seconds = seconds * 10 + digit
  }
  if (at > begin && at - begin <= 15 && !isNegative) {
    if (at === to) return into.set(seconds, 0)
    if (bytes[at] === 46) {
      const nanoseconds = fractionOf(bytes, at + 1, to)
      if (!Number.isNaN(nanoseconds)) return into.set(seconds, nanoseconds)
    }
  }
  const value = decimalOf(bytes, from, to)
  if (!(Math.abs(value) < 1e15)) return false
  const whole = Math.floor(value)
  return into.set(whole, Math.round((value - whole) * 1e9))
}

function readIso(bytes: Uint8Array, from: number, to: number, into: Instant): boolean {
  const year = unsignedOf(bytes, from, from + 4)
  const month = unsignedOf(bytes, from + 5, from + 7)
  const day = unsignedOf(bytes, from + 8, from + 10)
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return false
  const days = daysSince1970(year, month, day)
  if (to - from === 10) return into.set(days * 86400, 0)
  const between = bytes[from + 10]
  if ((between !== 84 && between !== 116 && between !== 32) || to - from < 16 || bytes[from + 13] !== 58) return false
  const hour = unsignedOf(bytes, from + 11, from + 13)
  const minute = unsignedOf(bytes, from + 14, from + 16)
  let at = from + 16
  let second = 0
  let nanoseconds = 0
  if (at < to && bytes[at] === 58) {
    second = to - at >= 3 ? unsignedOf(bytes, at + 1, at + 3) : Number.NaN
    at += 3
    if (at < to && (bytes[at] === 46 || bytes[at] === 44)) {
      const begin = ++at
      while (at < to && bytes[at] >= 48 && bytes[at] <= 57) at++
      nanoseconds = fractionOf(bytes, begin, at)
    }
  }
  const zone = zoneOf(bytes, at, to)
  // A leap second is the 60th of its minute.
  if (!(hour <= 24 && minute <= 59 && second <= 60 && !Number.isNaN(zone))) return false
  return into.set(days * 86400 + hour * 3600 + minute * 60 + second - zone, nanoseconds)
}

/** Seconds east of UTC. */
function zoneOf(bytes: Uint8Array, from: number, to: number): number {
  if (from === to) return 0
  const sign = bytes[from]
  if (sign === 90 || sign === 122) return to - from === 1 ? 0 : Number.NaN
  if (sign !== 43 && sign !== 45) return Number.NaN
  const hasColon = to - from === 6 && bytes[from + 3] === 58
  if (to - from !== 3 && to - from !== 5 && !hasColon) return Number.NaN
  const hours = unsignedOf(bytes, from + 1, from + 3)
  const minutes = to - from === 3 ? 0 : unsignedOf(bytes, to - 2, to)
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN
  return (sign === 45 ? -1 : 1) * (hours * 3600 + minutes * 60)
}

/** In the Gregorian calendar, years counted from March so that the leap day is the last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const yearOfEra = y % 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return Math.floor(y / 400) * 146097 + dayOfEra - 719468
}
