import { median } from './median.ts'

/** First quartile, median, third quartile: medians of the two halves; the middle one of an odd number is in neither. */
function quartiles(values: readonly number[]): [number, number, number] {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  const middle = (from: number, to: number) => (sorted[(from + to - 1) >> 1] + sorted[(from + to) >> 1]) / 2
  return [middle(0, half), middle(0, sorted.length), middle(sorted.length - half, sorted.length)]
}

/**
 * Bowley's skewness with RITA's exceptions: 0 when the quartiles are less than 10 apart or the median falls on one of
 * them. `score` = 1 - |skewness|. Null for fewer than three values.
 */
export function bowleySkewness(values: readonly number[]): { skewness: number; score: number } | null {
  if (values.length < 3) return null
  const [q1, q2, q3] = quartiles(values)
  const skewness = q3 - q1 >= 10 && q2 !== q1 && q2 !== q3 ? (q1 + q3 - 2 * q2) / (q3 - q1) : 0
  return { skewness, score: 1 - Math.abs(skewness) }
}

/**
 * Median absolute deviation; `score` = its distance from the median, relative to the median, at least 0, and
 * `defaultScore` where the median is below 1. Null for no values.
 */
export function medianAbsoluteDeviation(
  values: readonly number[],
  defaultScore: number,
): { mad: number; score: number } | null {
  const center = median(values)
  if (center === null) return null
  const mad = median(values.map((value) => Math.abs(value - center))) ?? 0
  return { mad, score: center >= 1 ? Math.max(0, (center - mad) / center) : defaultScore }
}

/** Mean of skew and deviation scores, to three decimals (RITA). Null for fewer than three values. */
export function regularity(
  values: readonly number[],
  defaultMadScore: number,
): { score: number; skew: number; mad: number } | null {
  const skew = bowleySkewness(values)
  const deviation = medianAbsoluteDeviation(values, defaultMadScore)
  if (skew === null || deviation === null) return null
  return { score: round3((skew.score + deviation.score) / 2), skew: skew.skewness, mad: deviation.mad }
}

/** Distinct whole numbers, ascending, with their counts; the smallest of the most frequent is the mode. Null below two values. */
export function distinctCounts(
  values: readonly number[],
): { distinct: number[]; counts: number[]; mode: number; modeCount: number } | null {
  if (values.length < 2) return null
  const sorted = Float64Array.from(values, Math.trunc).sort()
  const distinct: number[] = []
  const counts: number[] = []
  let mode = 0
  for (const value of sorted) {
    if (distinct[distinct.length - 1] !== value) {
      distinct.push(value)
      counts.push(0)
    }
    counts[counts.length - 1]++
  }
  for (let at = 1; at < counts.length; at++) if (counts[at] > counts[mode]) mode = at
  return { distinct, counts, mode: distinct[mode], modeCount: counts[mode] }
}

/** Standard deviation of the whole population. Null for no values. */
export function standardDeviation(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** To three decimals, halves away from zero. */
export function round3(value: number): number {
  return (Math.sign(value) * Math.round(Math.abs(value) * 1000)) / 1000
}

/** To three decimals, upwards. */
export function ceil3(value: number): number {
  return Math.ceil(value * 1000) / 1000
}
