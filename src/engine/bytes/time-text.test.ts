import { expect, test } from 'vitest'
import { Instant, readTime } from './time-text.ts'

function read(text: string): [number, number] | null {
  const bytes = new TextEncoder().encode(`1${text}1`)
  const instant = new Instant()
  return readTime(bytes, 1, bytes.length - 1, instant) ? [instant.seconds, instant.nanoseconds] : null
}

test.each([
  ['1379288650.690013', 1379288650, 690013000],
  ['1647504456', 1647504456, 0],
  ['1.5e9', 1500000000, 0],
  ['0.9999999996', 1, 0],
  ['-502639801.337799', -502639802, 662201000],
])('%s counts from 1970', (text, seconds, nanoseconds) => {
  const [s, n] = read(text) ?? []
  expect(s).toBe(seconds)
  // a negative time goes through a double, which keeps about a tenth of a microsecond here
  expect(Math.abs((n ?? 0) - nanoseconds)).toBeLessThan(100)
})

test.each([
  '2018-03-24T17:16:39.739898Z',
  '2018-03-24 17:16:39',
  '2020-02-29T23:59:59.5+00:00',
  '2000-12-31T23:59:59-05:30',
  '1969-07-20T20:17:40Z',
  '2026-01-01',
])('%s is what Date reads', (text) => {
  const [seconds, nanoseconds] = read(text) ?? [Number.NaN, Number.NaN]
  const zoned = /[Z+]|-\d\d:\d\d$|^.{10}$/.test(text) ? text : `${text}Z`
  expect(seconds * 1000 + Math.floor(nanoseconds / 1e6)).toBe(Date.parse(zoned))
})

test("Suricata's zone without a colon", () => {
  expect(read('2019-07-05T22:00:00.123456+0200')).toEqual([Date.parse('2019-07-05T20:00:00Z') / 1000, 123456000])
})

test.each([
  '',
  '-',
  'now',
  '2018-13-01T00:00:00Z',
  '2018-01-01T25:00:00Z',
  '2018-01-01T00:00:00+99:00',
  '2018-01-01Q00:00:00',
  '12:30:00',
])('%j is no time', (text) => {
  expect(read(text)).toBeNull()
})
