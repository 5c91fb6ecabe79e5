import { fractionOf, unsignedOf } from '../bytes/number-text.ts'
import { type Instant, readTime } from '../bytes/time-text.ts'

/**
 * How times are written. 'iso': year first, or seconds since 1970; the next three: since 1970 in these units; the last two: day
 * or month first, then the year, then hours and minutes, parted by anything; AM and PM count. Without a zone they are UTC.
 */
export type CsvTimeForm = 'iso' | 'milliseconds' | 'microseconds' | 'nanoseconds' | 'day-first' | 'month-first'

/** As readTime: false when bytes[from, to) are no such time, and `into` is then as before. */
export type TimeReader = (bytes: Uint8Array, from: number, to: number, into: Instant) => boolean

export function timeReader(form: CsvTimeForm): TimeReader {
  switch (form) {
    case 'iso':
      return readYearFirst
    case 'milliseconds':
      return (bytes, from, to, into) => readUnits(bytes, from, to, 3, into)
    case 'microseconds':
      return (bytes, from, to, into) => readUnits(bytes, from, to, 6, into)
    case 'nanoseconds':
      return (bytes, from, to, into) => readUnits(bytes, from, to, 9, into)
    case 'day-first':
      return (bytes, from, to, into) => readDate(bytes, from, to, 0, into)
    case 'month-first':
      return (bytes, from, to, into) => readDate(bytes, from, to, 1, into)
  }
}

/** Also with other signs between year, month and day: 2026/11/21 10:00. */
function readYearFirst(bytes: Uint8Array, from: number, to: number, into: Instant): boolean {
  const isDashed = bytes[from + 4] === 45
  const isDate =
    to - from >= 8 && !isDashed && !isDigit(bytes[from + 4]) && isDigit(bytes[from + 3]) && bytes[from + 4] !== 46
  return isDate ? readDate(bytes, from, to, 2, into) : readTime(bytes, from, to, into)
}

/** Whole units of 10^-digits seconds, maybe with a fraction. */
function readUnits(bytes: Uint8Array, from: number, to: number, digits: number, into: Instant): boolean {
  let end = from
  while (end < to && isDigit(bytes[end])) end++
  if (end === from || end - from > 20 || (end < to && bytes[end] !== 46)) return false
  const split = Math.max(from, end - digits)
  const seconds = split === from ? 0 : unsignedOf(bytes, from, split)
  const fraction = unsignedOf(bytes, split, end) * 10 ** (9 - digits)
  const rest = end < to ? fractionOf(bytes, end + 1, to) : 0
  return !Number.isNaN(rest) && into.set(seconds, fraction + Math.floor(rest / 10 ** digits))
}

/** The numbers of the date that is being read: day, month, year or another order, hour, minute, second. */
const parts = new Float64Array(6)

/** `order`: 0 = day, month, year; 1 = month, day, year; 2 = year, month, day. */
function readDate(bytes: Uint8Array, from: number, to: number, order: 0 | 1 | 2, into: Instant): boolean {
  let at = from
  let count = 0
  parts.fill(0)
  for (; count < 6; count++) {
    const begin = at
    while (at < to && isDigit(bytes[at])) at++
    if (at === begin || at - begin > 4) return false
    parts[count] = unsignedOf(bytes, begin, at)
    if (at === to || (count === 5 && !isDigit(bytes[at]))) {
      count++
      break
    }
    if (count >= 4 && bytes[at] !== COLON) {
      count++
      break
    }
    at++
    if (count === 2) while (at < to && (bytes[at] === BLANK || bytes[at] === COMMA)) at++
  }
  if (count !== 3 && count < 5) return false
  const year = parts[order === 2 ? 0 : 2]
  const month = parts[order === 1 ? 0 : 1]
  const day = parts[order === 2 ? 2 : order]
  let nanoseconds = 0
  if (count === 6 && at < to && (bytes[at] === POINT || bytes[at] === COMMA)) {
    const begin = ++at
    while (at < to && isDigit(bytes[at])) at++
    nanoseconds = fractionOf(bytes, begin, at)
  }
  while (at < to && bytes[at] === BLANK) at++
  let hour = parts[3]
  if (to - at === 2 && (bytes[at + 1] | 32) === M) {
    const letter = bytes[at] | 32
    if ((letter !== A && letter !== P) || hour < 1 || hour > 12) return false
    hour = (hour % 12) + (letter === P ? 12 : 0)
  } else if (at < to && !(to - at === 1 && (bytes[at] | 32) === Z)) return false
  const isRight = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && parts[4] <= 59 && parts[5] <= 60
  if (!isRight || Number.isNaN(nanoseconds)) return false
  // Two digits are a year of this century.
  const seconds = Date.UTC(year < 100 ? year + 2000 : year, month - 1, day, hour, parts[4], parts[5]) / 1000
  return into.set(seconds, nanoseconds)
}

/** Hours, minutes and seconds with colons between, or minutes and seconds: nanoseconds. NaN = it is none. */
export function readClock(bytes: Uint8Array, from: number, to: number): number {
  let seconds = 0
  let begin = from
  let colons = 0
  for (let at = from; at < to; at++) {
    if (bytes[at] !== COLON) continue
    seconds = (seconds + unsignedOf(bytes, begin, at)) * 60
    begin = at + 1
    colons++
  }
  let end = begin
  while (end < to && isDigit(bytes[end])) end++
  const fraction = end === to ? 0 : bytes[end] === POINT ? fractionOf(bytes, end + 1, to) : Number.NaN
  return colons > 2 ? Number.NaN : (seconds + unsignedOf(bytes, begin, end)) * 1e9 + fraction
}

const BLANK = 32
const COMMA = 44
const POINT = 46
const COLON = 58
const A = 97
const M = 109
const P = 112
const Z = 122

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}
