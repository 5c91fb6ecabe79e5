import type { CaptureTables } from '../tables/capture-tables.ts'
import { type Literal, ordered } from './number-values.ts'
import { ExpressionError } from './syntax.ts'
import type { Interval } from './value-test.ts'

const SECOND = 1e9

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CLOCK = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?`
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`
/** 2024-05-01, 2024/05/01 10:27:57.25 +02:00, 2024-05-01T10:27Z */
const NUMERIC = new RegExp(`^(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${CLOCK}${ZONE}$`, 'i')
/** May 1, 2024 10:27:57.25: as Wireshark prints times. */
const WORDED = new RegExp(`^([a-z]{3}) +(\\d{1,2}),? +(\\d{4})${CLOCK}${ZONE}$`, 'i')
const EPOCH = /^(-?\d+)(?:\.(\d{1,9}))?$/
/** +1h, -7d@d, @w1 */
const RELATIVE = /^(?:([+-])(\d{0,9})([a-z]+))?(?:@([a-z]+)(\d)?)?$/i

const UNITS: Readonly<Record<string, string>> = {
  s: 's',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  m: 'm',
  min: 'm',
  mins: 'm',
  minute: 'm',
  minutes: 'm',
  h: 'h',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  d: 'd',
  day: 'd',
  days: 'd',
  w: 'w',
  week: 'w',
  weeks: 'w',
  mon: 'mon',
  month: 'mon',
  months: 'mon',
  q: 'q',
  qtr: 'q',
  quarter: 'q',
  quarters: 'q',
  y: 'y',
  yr: 'y',
  yrs: 'y',
  year: 'y',
  years: 'y',
}
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
const UNIT_MONTHS: Readonly<Record<string, number>> = { mon: 1, q: 3, y: 12 }

/** Earliest and latest packet or record, in nanoseconds after the base second. */
export type CaptureSpan = { first: number; last: number }

export function captureSpan({ packets, records }: CaptureTables): CaptureSpan {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { time, rows } of [packets, records])
    for (let row = 0; row < rows; row++) {
      if (time[row] < first) first = time[row]
      if (time[row] > last) last = time[row]
    }
  return first <= last ? { first, last } : { first: 0, last: 0 }
}

/**
 * A point in time, in nanoseconds after the base second: a date (UTC where it has no zone), seconds since 1970, or one
 * that is relative to the capture: `-1h` before its last packet, `+1h` after its first, `@d` cut to the day. Where
 * `wholeSecond`, what is written without a fraction stands for all of its second. Throws ExpressionError.
 */
export function timeInterval(
  value: Literal,
  baseSecond: number,
  span: () => CaptureSpan,
  wholeSecond: boolean,
): Interval {
  const text = value.text.trim()
  const parsed = epochOf(text) ?? dateOf(text) ?? relativeOf(text, baseSecond, span)
  if (parsed === null) {
    const expected = ['2024-05-01', '"2024-05-01 10:27:57.5"', '-1h', '+10m@m']
    throw new ExpressionError(`\`${value.text}\` is no point in time`, value.from, value.to, expected)
  }
  const low = (parsed.seconds - baseSecond) * SECOND + parsed.nanoseconds
  return wholeSecond && !parsed.exact ? ordered(low, low + SECOND - 1, value) : [low, low]
}

type Instant = { seconds: number; nanoseconds: number; exact: boolean }

function epochOf(text: string): Instant | null {
  const parts = EPOCH.exec(text)
  // Four digits are a year that was not finished.
  if (parts === null || (parts[2] === undefined && /^\d{4}$/.test(text))) return null
  const nanoseconds = Number((parts[2] ?? '').padEnd(9, '0'))
  const sign = text.startsWith('-') ? -1 : 1
  return { seconds: Number(parts[1]), nanoseconds: sign * nanoseconds, exact: parts[2] !== undefined }
}

function dateOf(text: string): Instant | null {
  const numeric = NUMERIC.exec(text)
  if (numeric !== null) {
    const [, year, month, day, ...rest] = numeric
    return instant(Number(year), Number(month), Number(day), rest)
  }
  const worded = WORDED.exec(text)
  if (worded === null) return null
  const [, month, day, year, ...rest] = worded
  return instant(Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day), rest)
}

function instant(year: number, month: number, day: number, rest: readonly (string | undefined)[]): Instant | null {
  const [hour, minute, second, fraction, zone] = rest
  const [h, m, s] = [hour, minute, second].map((part) => Number(part ?? 0))
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || h > 23 || m > 59 || s > 60) return null
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '')
  const away = offset === null ? 0 : (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -60 : 60)
  return {
    seconds: date.getTime() / 1000 + h * 3600 + m * 60 + s - away,
    nanoseconds: Number((fraction ?? '').padEnd(9, '0')),
    exact: fraction !== undefined,
  }
}

function relativeOf(text: string, baseSecond: number, span: () => CaptureSpan): Instant | null {
  const parts = RELATIVE.exec(text)
  if (parts === null || text === '') return null
  const [, sign, digits, word, snapWord, weekday] = parts
  const unit = word === undefined ? 's' : unitOf(word)
  const snap = snapWord === undefined ? null : unitOf(snapWord)
  if (unit === undefined || snap === undefined || (weekday !== undefined && (snap !== 'w' || Number(weekday) > 6)))
    return null
  const { first, last } = span()
  const from = sign === '+' ? first : last
  const count = word === undefined ? 0 : Number(digits === '' ? 1 : digits) * (sign === '-' ? -1 : 1)
  let seconds = baseSecond + Math.floor(from / SECOND)
  let nanoseconds = from - Math.floor(from / SECOND) * SECOND
  if (Object.hasOwn(SECONDS, unit)) seconds += count * SECONDS[unit]
  else {
    const date = new Date(seconds * 1000)
    date.setUTCMonth(date.getUTCMonth() + count * UNIT_MONTHS[unit])
    seconds = date.getTime() / 1000
  }
  if (snap !== null) {
    seconds = snapped(seconds, snap, Number(weekday ?? 0))
    nanoseconds = 0
  }
  return Number.isFinite(seconds) ? { seconds, nanoseconds, exact: true } : null
}

function unitOf(word: string): string | undefined {
  const name = word.toLowerCase()
  return Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
}

/** The beginning of the unit; weeks begin on `weekday`, 0 = Sunday. */
function snapped(seconds: number, unit: string, weekday: number): number {
  if (unit === 'w') {
    const day = Math.floor(seconds / 86_400)
    // 1 January 1970 was a Thursday.
    return (day - ((((day + 4 - weekday) % 7) + 7) % 7)) * 86_400
  }
  if (Object.hasOwn(SECONDS, unit)) return Math.floor(seconds / SECONDS[unit]) * SECONDS[unit]
  const date = new Date(seconds * 1000)
  const month = date.getUTCMonth()
  return Date.UTC(date.getUTCFullYear(), month - (month % UNIT_MONTHS[unit])) / 1000
}
