import { expect, test } from 'vitest'
import { epochText } from '../bytes/epoch-text.ts'
import { nanosecondsOf } from './times.ts'

test('nine digits, also before the base second', () => {
  expect(epochText(0, 1398529018)).toBe('1398529018.000000000')
  expect(epochText(654077000, 1398529018)).toBe('1398529018.654077000')
  expect(epochText(1_000_000_001, 1398529018)).toBe('1398529019.000000001')
  expect(epochText(-1, 1398529018)).toBe('1398529017.999999999')
  expect(epochText(NaN, 5)).toBeNull()
})

test('times before 1970', () => {
  expect(epochText(-500_000_000, 0)).toBe('-0.500000000')
  expect(epochText(-1_250_000_000, 0)).toBe('-1.250000000')
  expect(epochText(0, -2)).toBe('-2.000000000')
})

test('beyond 2^53 ns the file resolution decides: 68 years of microseconds come back exactly', () => {
  // 2145916800.200001 s after the base: a double holds multiples of 256 ns there
  const nanoseconds = 2145916800 * 1e9 + 200001000
  expect(epochText(nanoseconds, 0, 6)).toBe('2145916800.200001000')
  expect(epochText(-nanoseconds, 2145916801, 6)).toBe('0.799999000')
})

test('a time range says nanoseconds exactly', () => {
  expect(nanosecondsOf('1398529018.654077001', 1398529018)).toBe(654077001)
  expect(nanosecondsOf(1398529020, 1398529018)).toBe(2e9)
  expect(nanosecondsOf('1398529017.5', 1398529018)).toBe(-500_000_000)
  expect(nanosecondsOf('-0.5', 0)).toBe(-500_000_000)
  expect(nanosecondsOf('soon', 0)).toBeNaN()
  expect(nanosecondsOf(1e21, 0)).toBe(1e30)
})
