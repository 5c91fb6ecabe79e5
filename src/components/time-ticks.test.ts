import { expect, test } from 'vitest'
import { tickLabel } from './time-ticks.ts'

// 2026-03-01 08:00:01 UTC
const AT = 1_772_352_001

test('ticks say as much as their distance needs', () => {
  expect(tickLabel(AT, 5)).toBe('08:00:01')
  expect(tickLabel(AT - 1, 300)).toBe('08:00')
  expect(tickLabel(AT + 0.25, 0.05)).toBe('08:00:01.25')
  expect(tickLabel(AT + 0.5, 0.5)).toBe('08:00:01.5')
  expect(tickLabel(AT, 172_800)).toBe('2026-03-01')
})

test('midnight reads as the day that begins', () => {
  expect(tickLabel(1_772_323_200, 21_600)).toBe('03-01')
})
