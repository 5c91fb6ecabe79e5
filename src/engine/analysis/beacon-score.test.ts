import { expect, test } from 'vitest'
import * as cases from '../testing/rita-cases.ts'
import {
  beaconScore,
  bimodalFitScore,
  bucketedScore,
  createHistogram,
  cvScore,
  dataSizeScore,
  durationScore,
  frequencyCounts,
  histogramEdges,
  histogramScore,
  LONG_CONNECTION_THRESHOLDS,
  timestampScore,
} from './beacon-score.ts'

const parts = ([timestamp, dataSize, duration, histogram]: number[]) => ({ timestamp, dataSize, duration, histogram })
const groupsOf = (groups: Record<number, number>) => new Map(Object.entries(groups).map(([at, n]) => [Number(at), n]))

/** Numbers and arrays of numbers within RITA's tolerance. */
function near(actual: unknown, expected: unknown, tolerance = 0.001): void {
  if (typeof expected === 'number') expect(Math.abs(Number(actual) - expected)).toBeLessThanOrEqual(tolerance)
  else if (actual instanceof Map) near(Object.fromEntries(actual), expected, tolerance)
  else if (expected === null) expect(actual).toBeNull()
  else {
    expect(actual).not.toBeNull()
    if (Array.isArray(expected)) expect(actual).toHaveLength(expected.length)
    for (const [key, value] of Object.entries(expected as object))
      near((actual as Record<string, unknown>)[key], value, tolerance)
  }
}

test.each(cases.beaconScoreCases)('beacon score: $given', ({ given, expected }) => {
  near(beaconScore(parts(given.scores), parts(given.weights)), expected)
})

test('weights that make 1 on paper but not in double arithmetic are refused', () => {
  expect(beaconScore(parts([0.5, 0.5, 0.5, 0.5]), parts([0.7, 0.1, 0.1, 0.1]))).toBeNull()
})

test.each(cases.timestampScoreCases)('timestamp score: $given', ({ given, expected }) => {
  near(timestampScore(given), expected)
})

test('gaps of zero are listed, not scored', () => {
  near(timestampScore([10, 10, 20, 20, 30, 40]), { score: 1, values: [0, 10], counts: [2, 3], mode: 10, modeCount: 3 })
  expect(timestampScore([10, 10, 20, 30])).toBeNull()
})

test.each(cases.dataSizeScoreCases)('data size score: $given', ({ given, expected }) => {
  near(dataSizeScore(given), expected)
})

test.each(cases.durationScoreCases)('duration score: $given', ({ given, expected }) => {
  near(durationScore(given), expected)
})

test.each(cases.histogramScoreCases)('histogram score: $given.bins bins, $given.times', ({ given, expected }) => {
  const found = histogramScore(given.start, given.end, given.times, given)
  near(found, expected)
  if (expected !== null) expect(Object.fromEntries(found?.groups ?? [])).toEqual(expected.groups)
})

test.each(cases.histogramEdgesCases)('histogram edges: $given', ({ given, expected }) => {
  near(histogramEdges(given.start, given.end, given.bins), expected, 0.01)
})

test.each(cases.createHistogramCases)('histogram: $given.times in $given.edges', ({ given, expected }) => {
  const found = createHistogram(given.edges, given.times, given.sensitivity)
  near(found, expected)
  if (expected !== null) expect(Object.fromEntries(found?.groups ?? [])).toEqual(expected.groups)
})

test('times before the first edge are in the first bin, those after the last in the last', () => {
  near(createHistogram([100, 200, 300], [40, 99, 100, 250, 300, 900], 0.05), {
    histogram: [3, 3],
    bars: 2,
    longestRun: 2,
  })
})

test.each(cases.frequencyCountsCases)('frequency counts: $given.histogram', ({ given, expected }) => {
  const found = frequencyCounts(given.histogram, given.sensitivity)
  near(found, expected)
  if (expected !== null) expect(Object.fromEntries(found?.groups ?? [])).toEqual(expected.groups)
})

test.each(cases.cvScoreCases)('cv score: $given', ({ given, expected }) => {
  near(cvScore(given), expected)
})

test.each(cases.bimodalFitScoreCases)('bimodal fit: $given', ({ given, expected }) => {
  near(bimodalFitScore(groupsOf(given.groups), given.bars, given.outliers, given.leastBars), expected)
})

test.each(cases.bucketedScoreCases)('bucket: $given', ({ given, expected }) => {
  near(bucketedScore(given.value, given), expected?.score, expected?.tolerance)
})

test.each([
  [14737.06115, 0.40468],
  [7376.718848, 0.26993],
  [7200.403186, 0.26667],
  [7200.169165, 0.26667],
])('long connections of %f s', (seconds, score) => {
  near(bucketedScore(seconds, LONG_CONNECTION_THRESHOLDS), score)
})
