import { expect, test } from 'vitest'
import { validityMarks } from './validity-bar.tsx'

test('the bar spans validity, the moment of the capture and today', () => {
  expect(validityMarks({ from: 100, to: 200, seen: 150, now: 300 })).toEqual({ from: 0, to: 0.5, seen: 0.25, now: 1 })
  expect(validityMarks({ from: 100, to: 200, seen: 0, now: 150 })).toEqual({ from: 0.5, to: 1, seen: 0, now: 0.75 })
  expect(validityMarks({ from: 100, to: 200, seen: null, now: 200 })).toEqual({ from: 0, to: 1, seen: null, now: 1 })
  const scale = { from: 0, to: 400 }
  expect(validityMarks({ from: -100, to: 200, seen: 100, now: 300, scale })).toEqual({
    from: 0,
    to: 0.5,
    seen: 0.25,
    now: 0.75,
  })
  expect(validityMarks({ from: 200, to: 100, seen: 150, now: 300 })).toBeNull()
  expect(validityMarks({ from: null, to: 100, seen: 150, now: 300 })).toBeNull()
})
