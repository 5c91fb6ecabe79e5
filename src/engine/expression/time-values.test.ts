import { expect, test } from 'vitest'
import { ExpressionError } from './syntax.ts'
import { timeInterval } from './time-values.ts'

/** Wednesday 15 May 2024, 10:20:30 UTC. */
const BASE = Date.UTC(2024, 4, 15, 10, 20, 30) / 1000
/** The capture ends 26 h later: Thursday 16 May, 12:20:30. */
const span = () => ({ first: 0.25e9, last: 26 * 3600e9 })

/** What a text stands for, as a date. */
function dateOf(text: string): string {
  const [low, high] = timeInterval({ text, from: 0, to: text.length }, BASE, span, false)
  expect(high).toBe(low)
  return new Date(BASE * 1000 + low / 1e6).toISOString().replace('.000Z', 'Z')
}

test.each([
  ['2024-05-15', '2024-05-15T00:00:00Z'],
  ['2024/5/1', '2024-05-01T00:00:00Z'],
  ['2024-05-15 10:20', '2024-05-15T10:20:00Z'],
  ['2024-05-15T10:20:31.5', '2024-05-15T10:20:31.500Z'],
  ['2024-05-15 10:20:30 +0200', '2024-05-15T08:20:30Z'],
  ['2024-05-15T10:20:30-05:30', '2024-05-15T15:50:30Z'],
  ['May 15, 2024 10:20:30.25', '2024-05-15T10:20:30.250Z'],
  ['May  5 2024 10:20:30 UTC', '2024-05-05T10:20:30Z'],
  ['1715768430', '2024-05-15T10:20:30Z'],
  ['1715768430.125', '2024-05-15T10:20:30.125Z'],
  ['+1h', '2024-05-15T11:20:30.250Z'],
  ['+90s', '2024-05-15T10:22:00.250Z'],
  ['-1h', '2024-05-16T11:20:30Z'],
  ['-d', '2024-05-15T12:20:30Z'],
  ['-2days', '2024-05-14T12:20:30Z'],
  ['-1mon', '2024-04-16T12:20:30Z'],
  ['-1q', '2024-02-16T12:20:30Z'],
  ['-1y', '2023-05-16T12:20:30Z'],
  ['-1w', '2024-05-09T12:20:30Z'],
  ['@h', '2024-05-16T12:00:00Z'],
  ['@d', '2024-05-16T00:00:00Z'],
  ['-1d@d', '2024-05-15T00:00:00Z'],
  // 12 May 2024 was a Sunday.
  ['@w', '2024-05-12T00:00:00Z'],
  ['@w1', '2024-05-13T00:00:00Z'],
  ['@w5', '2024-05-10T00:00:00Z'],
  ['@mon', '2024-05-01T00:00:00Z'],
  ['@q', '2024-04-01T00:00:00Z'],
  ['@y', '2024-01-01T00:00:00Z'],
  ['+1h@h', '2024-05-15T11:00:00Z'],
])('%s', (text, date) => {
  expect(dateOf(text)).toBe(date)
})

test.each([
  '',
  '2024',
  '2024-13-01',
  '2023-02-29',
  '24:00',
  '2024-05-15 24:00',
  '-1x',
  '@w7',
  '@h1',
  '5 May 2024',
  '-',
  '@',
])('%s is no point in time', (text) => {
  expect(() => timeInterval({ text, from: 3, to: 9 }, BASE, span, false)).toThrow(ExpressionError)
})

test('a second is all of it where no fraction is given', () => {
  const interval = (text: string) => timeInterval({ text, from: 0, to: text.length }, BASE, span, true)
  expect(interval('2024-05-15 10:20:31')).toEqual([1e9, 2e9 - 1])
  expect(interval('1715768431')).toEqual([1e9, 2e9 - 1])
  expect(interval('2024-05-15 10:20:31.0')).toEqual([1e9, 1e9])
  expect(interval('+1s')).toEqual([1.25e9, 1.25e9])
})
