import type { FieldValue } from './value-actions.ts'

type Series = { protocol: string | null; values: ArrayLike<number> }

/** Which series of a stack has a height (in units of the values, from the bottom) in a bin; null = above them all. */
export function seriesAt(series: readonly Series[], bin: number, height: number): number | null {
  let top = 0
  for (let at = 0; at < series.length; at++) {
    top += series[at].values[bin]
    if (height >= 0 && height < top) return at
  }
  return null
}

/** The next series that has something in a bin, upwards (1) or downwards (-1); null = the whole stack. */
export function nextSeries(series: readonly Series[], bin: number, from: number | null, step: 1 | -1): number | null {
  const { length } = series
  for (let at = (from ?? (step === 1 ? -1 : length)) + step; at >= 0 && at < length; at += step)
    if (series[at].values[bin] > 0) return at
  return null
}

/** What a bar stands for: its time, and what it counts where that is not everything. */
export function barValue(condition: string | null, from: number, to: number): FieldValue {
  const time = `frame.time_epoch >= ${secondsText(from)} and frame.time_epoch < ${secondsText(to)}`
  return {
    field: 'frame.time_epoch',
    value: secondsText(from),
    condition: `(${condition === null ? time : `${condition} and ${time}`})`,
    span: { from, to },
  }
}

/** Decimal seconds, to the microsecond, which is what a double holds of a time of today. */
function secondsText(seconds: number): string {
  return seconds.toFixed(6).replace(/\.?0+$/, '')
}
