import { median } from './median.ts'
import { standardDeviation } from './statistics.ts'

/**
 * The measures people quote of times, in the times' unit, over all gaps between consecutive ones: mean, median,
 * population standard deviation (numpy's default); cv and jitter = deviation / mean, which is null at a mean of 0.
 */
export type Intervals = {
  interval_mean: number | null
  interval_median: number | null
  interval_sd: number | null
  cv: number | null
  jitter: number | null
  /** By the jitter: below 0.05 a clock, below 0.15 regular, up to 0.3 loose. */
  regularity: 'clock' | 'regular' | 'loose' | 'irregular' | null
}

export function intervals(times: readonly number[]): Intervals {
  const gaps = times.slice(1).map((time, index) => time - times[index])
  const mean = gaps.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const deviation = standardDeviation(gaps)
  const jitter = mean === null || deviation === null || mean <= 0 ? null : deviation / mean
  return {
    interval_mean: mean,
    interval_median: median(gaps),
    interval_sd: deviation,
    cv: jitter,
    jitter,
    regularity: jitter === null ? null : regularityOf(jitter),
  }
}

function regularityOf(jitter: number): NonNullable<Intervals['regularity']> {
  if (jitter < 0.05) return 'clock'
  if (jitter < 0.15) return 'regular'
  return jitter <= 0.3 ? 'loose' : 'irregular'
}
