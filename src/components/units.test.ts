import { expect, test } from 'vitest'
import {
  exactBytes,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatPercent,
  formatShortCount,
  formatTime,
  formatTimeRange,
} from './units.ts'

test('sizes are SI with three digits', () => {
  expect(formatBytes(0)).toBe('0 B')
  expect(formatBytes(999)).toBe('999 B')
  expect(formatBytes(1459)).toBe('1.46 kB')
  expect(formatBytes(999_999)).toBe('1.00 MB')
  expect(formatBytes(1_000_000_000)).toBe('1.00 GB')
  expect(formatBytes(626_400_000)).toBe('626 MB')
  expect(exactBytes(1459)).toBe('1,459 bytes')
  expect(exactBytes(1)).toBe('1 byte')
})

test('counts', () => {
  expect(formatCount(1_957_718)).toBe('1,957,718')
  expect(formatNumberOf(1, 'pair')).toBe('1 pair')
  expect(formatNumberOf(1200, 'address', 'addresses')).toBe('1,200 addresses')
  expect(formatShortCount(998)).toBe('998')
  expect(formatShortCount(12_400)).toBe('12.4 k')
})

test('durations use two units at most', () => {
  expect(formatDuration(0)).toBe('0 s')
  expect(formatDuration(0.00085)).toBe('850 µs')
  expect(formatDuration(0.0123)).toBe('12.3 ms')
  expect(formatDuration(4.214)).toBe('4.21 s')
  expect(formatDuration(59.999)).toBe('1 min')
  expect(formatDuration(185)).toBe('3 min 5 s')
  expect(formatDuration(33_163)).toBe('9 h 12 min')
  expect(formatDuration(183_600)).toBe('2 d 3 h')
})

test('percentages never round to nothing or to all', () => {
  expect(formatPercent(0)).toBe('0 %')
  expect(formatPercent(0.00001)).toBe('< 0.1 %')
  expect(formatPercent(0.1234)).toBe('12.3 %')
  expect(formatPercent(0.99999)).toBe('> 99.9 %')
  expect(formatPercent(1)).toBe('100 %')
})

test('times keep the digits of the decimal string', () => {
  expect(formatTime('1772352001.123456789', 9)).toBe('2026-03-01 08:00:01.123456789')
  expect(formatTime('1772352001.123456789')).toBe('2026-03-01 08:00:01.123456')
  expect(formatTime('1772352001.5', 0)).toBe('2026-03-01 08:00:01')
  // The nearest double is a little below: a number rounds, digits of a string are cut.
  expect(formatTime(1_772_352_000.6, 1)).toBe('2026-03-01 08:00:00.6')
  expect(formatTime('-1.25', 2)).toBe('1969-12-31 23:59:58.75')
})

test('a range says the day once and the zone', () => {
  expect(formatTimeRange('1772352001', '1772385164')).toBe('2026-03-01 08:00:01 – 17:12:44 UTC')
  expect(formatTimeRange('1772352001', '1772438401')).toBe('2026-03-01 08:00:01 – 2026-03-02 08:00:01 UTC')
})
