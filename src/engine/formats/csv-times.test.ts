import { expect, test } from 'vitest'
import { Instant } from '../bytes/time-text.ts'
import { type CsvTimeForm, readClock, timeReader } from './csv-times.ts'

function read(form: CsvTimeForm, text: string): string | null {
  const bytes = new TextEncoder().encode(text)
  const into = new Instant()
  if (!timeReader(form)(bytes, 0, bytes.length, into)) return null
  return `${new Date(into.seconds * 1000).toISOString().slice(0, 19)}.${String(into.nanoseconds).padStart(9, '0')}`
}

test.each<[CsvTimeForm, string, string | null]>([
  ['iso', '2026-11-21T10:00:01.5Z', '2026-11-21T10:00:01.500000000'],
  ['iso', '2026/11/21 10:00', '2026-11-21T10:00:00.000000000'],
  ['iso', '1700000000.25', '2023-11-14T22:13:20.250000000'],
  ['milliseconds', '1700000000123', '2023-11-14T22:13:20.123000000'],
  ['milliseconds', '1700000000123.456789', '2023-11-14T22:13:20.123456789'],
  ['milliseconds', '12', '1970-01-01T00:00:00.012000000'],
  ['microseconds', '1700000000123456', '2023-11-14T22:13:20.123456000'],
  // Beyond what a double holds.
  ['nanoseconds', '1700000000123456789', '2023-11-14T22:13:20.123456789'],
  ['milliseconds', '17e11', null],
  ['milliseconds', '', null],
  ['day-first', '21.11.2026 10:00:01', '2026-11-21T10:00:01.000000000'],
  ['day-first', '1/2/26', '2026-02-01T00:00:00.000000000'],
  ['day-first', '21-11-2026T10:00:01.000000007Z', '2026-11-21T10:00:01.000000007'],
  ['month-first', '2/1/2026, 12:05 AM', '2026-02-01T00:05:00.000000000'],
  ['month-first', '11/21/2026 1:00:00 PM', '2026-11-21T13:00:00.000000000'],
  ['month-first', '11/21/2026 12:00:00.250 pm', '2026-11-21T12:00:00.250000000'],
  ['month-first', '21/11/2026 10:00', null],
  ['day-first', '21.11.2026 10', null],
  ['day-first', '21.11.2026 10:00:00 CET', null],
  ['day-first', '32.11.2026', null],
  ['day-first', 'today', null],
  ['month-first', '11/21/2026 13:00 PM', null],
])('%s: %s', (form, text, expected) => {
  expect(read(form, text)).toBe(expected)
})

test.each([
  ['1:02', 62e9],
  ['0:01:02.5', 62.5e9],
  ['25:00:00', 90_000e9],
  ['7', 7e9],
  ['1:2:3:4', Number.NaN],
  ['a:1', Number.NaN],
  ['1:', Number.NaN],
])('the clock %s', (text, expected) => {
  const bytes = new TextEncoder().encode(text)
  expect(readClock(bytes, 0, bytes.length)).toBe(expected)
})
