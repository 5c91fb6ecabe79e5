import { ceil3, distinctCounts, regularity, round3, standardDeviation } from './statistics.ts'

/**
 * The beacon score of RITA v5 and its parts, each 0 to 1 (https://github.com/activecm/rita, analysis/beacons.go at
 * a3c5150: formulas and constants only). Null stands for RITA's errors: a pair with a null part has no score.
 */

const LEAST_BIMODAL_BARS = 6
const DEFAULT_BIMODAL_BARS = 11

export type Regularity = {
  score: number
  skew: number
  mad: number
  /** Distinct values, ascending, with their counts. */
  values: number[]
  counts: number[]
  mode: number
  modeCount: number
}

/** Of sorted times in whole seconds. Gaps of zero are listed, not scored. Null below four times or three gaps. */
export function timestampScore(times: readonly number[]): Regularity | null {
  if (times.length < 4) return null
  const gaps = times.slice(1).map((time, index) => time - times[index])
  const scored = gaps.filter((gap) => gap > 0)
  return scored.length < 3 ? null : described(gaps, regularity(scored, 1))
}

/** Of bytes sent by the originator, one a connection. Null below three. */
export function dataSizeScore(sizes: readonly number[]): Regularity | null {
  return described(sizes, regularity(sizes, 0))
}

function described(values: readonly number[], score: ReturnType<typeof regularity>): Regularity | null {
  const found = distinctCounts(values)
  if (score === null || found === null) return null
  return { ...score, values: found.distinct, counts: found.counts, mode: found.mode, modeCount: found.modeCount }
}

/** The edges of equal bins. Null when there is no bin or no span. */
export function histogramEdges(start: number, end: number, bins: number): number[] | null {
  if (bins <= 0 || end <= start) return null
  const step = (end - start) / bins
  return Array.from({ length: bins + 1 }, (_, index) => (index === bins ? end : start + index * step))
}

export type Bars = {
  /** Bars grouped by height: lowest height of a group -> bars in it. */
  groups: Map<number, number>
  /** Bins that are not empty. */
  bars: number
  /** Longest run of them; it may go on from the last bin to the first. */
  longestRun: number
}

/** Heights that differ by less than `sensitivity` times the tallest are one group. Null without bins. */
export function frequencyCounts(histogram: readonly number[], sensitivity: number): Bars | null {
  if (histogram.length === 0) return null
  const width = Math.max(
    1,
    Math.ceil(histogram.reduce((tallest, height) => Math.max(tallest, height), 0) * sensitivity),
  )
  const groups = new Map<number, number>()
  let bars = 0
  for (const height of histogram) {
    if (height <= 0) continue
    const group = Math.floor(height / width) * width
    groups.set(group, (groups.get(group) ?? 0) + 1)
    bars++
  }
  let run = 0
  let longestRun = 0
  for (let twice = 0; twice < histogram.length * 2; twice++) {
    run = histogram[twice % histogram.length] > 0 ? run + 1 : 0
    longestRun = Math.max(longestRun, run)
  }
  return { groups, bars, longestRun: Math.min(longestRun, histogram.length) }
}

/** Times before the first edge fall into the first bin, times at or after the last into the last. */
export function createHistogram(
  edges: readonly number[],
  times: readonly number[],
  sensitivity: number,
): ({ histogram: number[] } & Bars) | null {
  if (edges.length < 2 || times.length === 0) return null
  const histogram = Array.from({ length: edges.length - 1 }, () => 0)
  for (const time of times) {
    let low = 0
    let high = histogram.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (time >= edges[middle]) low = middle
      else high = middle - 1
    }
    histogram[low]++
  }
  const bars = frequencyCounts(histogram, sensitivity)
  return bars === null ? null : { histogram, ...bars }
}

/** 1 - coefficient of variation over all bins, empty ones included; 0 when it is above 1. */
export function cvScore(histogram: readonly number[]): number | null {
  const deviation = standardDeviation(histogram)
  const mean = histogram.reduce((sum, height) => sum + height, 0) / histogram.length
  if (deviation === null || mean <= 0) return null
  const cv = deviation / mean
  return cv > 1 ? 0 : round3(1 - cv)
}

/** How much of the bars two typical heights explain. `outliers` bars are forgiven. */
export function bimodalFitScore(
  groups: ReadonlyMap<number, number>,
  bars: number,
  outliers: number,
  leastBars: number,
): number | null {
  if (bars === 0 || groups.size === 0) return null
  if (bars < (leastBars < LEAST_BIMODAL_BARS ? DEFAULT_BIMODAL_BARS : leastBars)) return 0
  const [first, second = 0] = [...groups.values()].sort((x, y) => y - x)
  return Math.min(1, round3((first + second) / Math.max(bars - outliers, 1)))
}

export type HistogramOptions = { sensitivity: number; outliers: number; leastBars: number; bins: number }

/** RITA's compiled-in settings: hours of a day. */
export const DAY_HISTOGRAM: HistogramOptions = { sensitivity: 0.05, outliers: 1, leastBars: 11, bins: 24 }

/** Of times over a window: the better of evenness and bimodal fit. */
export function histogramScore(
  start: number,
  end: number,
  times: readonly number[],
  options: HistogramOptions = DAY_HISTOGRAM,
): ({ score: number; histogram: number[] } & Bars) | null {
  const edges = histogramEdges(start, end, options.bins)
  const found = edges === null ? null : createHistogram(edges, times, options.sensitivity)
  if (found === null) return null
  const even = cvScore(found.histogram)
  const fit = bimodalFitScore(found.groups, found.bars, options.outliers, options.leastBars)
  return even === null || fit === null ? null : { score: Math.max(even, fit), ...found }
}

export type DurationInput = {
  windowStart: number
  windowEnd: number
  /** Times of the first and the last connection. */
  first: number
  last: number
  bars: number
  longestRun: number
  leastBars: number
  idealRun: number
}

/** How much of the window the pair is active. Null for spans and settings that make no sense. */
export function durationScore(input: DurationInput): { coverage: number; consistency: number; score: number } | null {
  const { windowStart, windowEnd, first, last, bars, longestRun, leastBars, idealRun } = input
  if (windowEnd <= windowStart || last < first || leastBars <= 0 || idealRun <= 0) return null
  if (bars < leastBars) return { coverage: 0, consistency: 0, score: 0 }
  const coverage = Math.min(1, ceil3((last - first) / (windowEnd - windowStart)))
  const consistency = Math.min(1, ceil3(longestRun / idealRun))
  return { coverage, consistency, score: Math.max(coverage, consistency) }
}

export type Parts = { timestamp: number; dataSize: number; duration: number; histogram: number }

const EQUAL_WEIGHTS: Parts = { timestamp: 0.25, dataSize: 0.25, duration: 0.25, histogram: 0.25 }

/** The weighted sum. Null when a part is outside 0 to 1 or the weights do not add up to exactly 1. */
export function beaconScore(scores: Parts, weights: Parts = EQUAL_WEIGHTS): number | null {
  for (const part of [...Object.values(scores), ...Object.values(weights)]) if (!(part >= 0 && part <= 1)) return null
  if (weights.timestamp + weights.dataSize + weights.duration + weights.histogram !== 1) return null
  return round3(
    scores.timestamp * weights.timestamp +
      scores.dataSize * weights.dataSize +
      scores.duration * weights.duration +
      scores.histogram * weights.histogram,
  )
}

export type Thresholds = { base: number; low: number; medium: number; high: number }

/** Thresholds of RITA's indicators: the score times 100, and the summed duration of long connections in seconds. */
export const BEACON_THRESHOLDS: Thresholds = { base: 50, low: 75, medium: 90, high: 100 }
/** Distinct names below one domain. */
export const C2_THRESHOLDS: Thresholds = { base: 100, low: 500, medium: 800, high: 1000 }
export const LONG_CONNECTION_THRESHOLDS: Thresholds = { base: 3600, low: 14400, medium: 28800, high: 43200 }

/** 0 below base, then 0.2 to 0.4 to 0.6 to 0.8 from threshold to threshold, linear in between. */
export function bucketedScore(value: number, { base, low, medium, high }: Thresholds): number {
  if (value < base) return 0
  const steps: readonly (readonly [number, number])[] = [
    [base, low],
    [low, medium],
    [medium, high],
  ]
  for (const [index, [from, to]] of steps.entries())
    if (value < to) return 0.2 * (index + 1) + (0.2 * (value - from)) / (to - from)
  return 0.8
}
