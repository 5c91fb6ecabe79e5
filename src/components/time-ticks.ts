import { formatTime } from './units.ts'

/**
 * How the ticks of a time axis read, by the seconds between two of them: never less than hours and minutes, the date
 * where a day begins, fractions only as long as they say something.
 */
export function tickLabel(epoch: number, step: number): string {
  const [date, clock] = formatTime(epoch, step < 1 ? Math.min(6, Math.max(1, Math.ceil(-Math.log10(step)))) : 0).split(
    ' ',
  )
  if (step >= 86_400) return date
  if (clock.startsWith('00:00:00') && !/[1-9]/.test(clock)) return date.slice(5)
  return step >= 60 ? clock.slice(0, 5) : clock
}
