import { expect, test } from 'vitest'
import * as cases from '../testing/rita-cases.ts'
import {
  bowleySkewness,
  ceil3,
  distinctCounts,
  medianAbsoluteDeviation,
  regularity,
  round3,
  standardDeviation,
} from './statistics.ts'

/** RITA's tolerance. */
const near = (actual = Number.NaN, expected: number) => expect(Math.abs(actual - expected)).toBeLessThanOrEqual(0.001)

test.each(cases.bowleySkewnessCases)('Bowley skewness: $given', ({ given, expected }) => {
  const found = bowleySkewness(given)
  if (expected === null) expect(found).toBeNull()
  else {
    near(found?.skewness, expected.skewness)
    near(found?.score, expected.score)
  }
})

test('quartiles less than 10 apart have no skew', () => {
  expect(bowleySkewness([1, 1, 2, 3, 9, 10])).toEqual({ skewness: 0, score: 1 })
})

test.each(cases.medianAbsoluteDeviationCases)('median absolute deviation: $given', ({ given, expected }) => {
  const found = medianAbsoluteDeviation(given.values, given.defaultScore)
  if (expected === null) expect(found).toBeNull()
  else {
    expect(found?.mad).toBe(expected.mad)
    expect(found?.score).toBeCloseTo(expected.score, 4)
  }
})

test.each(cases.regularityCases)('regularity: $given', ({ given, expected }) => {
  const found = regularity(given.values, given.defaultMadScore)
  if (expected === null) expect(found).toBeNull()
  else {
    near(found?.score, expected.score)
    near(found?.skew, expected.skew)
    near(found?.mad, expected.mad)
  }
})

test.each(cases.distinctCountsCases)('distinct values: $given', ({ given, expected }) => {
  expect(distinctCounts(given)).toEqual(expected)
})

test('rounding: halves away from zero, and upwards', () => {
  expect([0.0625, -0.0625, 0.0624, 2].map(round3)).toEqual([0.063, -0.063, 0.062, 2])
  expect([0.0611, 0.061, 1].map(ceil3)).toEqual([0.062, 0.061, 1])
})

test('standard deviation of the population', () => {
  expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2)
  expect(standardDeviation([])).toBeNull()
})
