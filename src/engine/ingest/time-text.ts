const NANOSECONDS = 1e9

/** Seconds with nine digits, as Wireshark prints relative times. */
export function durationText(nanoseconds: number): string {
  const whole = Math.round(Math.abs(nanoseconds))
  const seconds = Math.floor(whole / NANOSECONDS)
  const sign = nanoseconds < 0 && whole > 0 ? '-' : ''
  return `${sign}${seconds}.${String(whole - seconds * NANOSECONDS).padStart(9, '0')}`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A point in time as Wireshark prints it where the zone is UTC: 'Jul  6, 2020 00:34:41.271406000 UTC'. */
export function absoluteText(seconds: number, nanoseconds: number): string {
  const date = new Date(seconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = String(date.getUTCDate()).padStart(2, ' ')
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  return `${MONTHS[date.getUTCMonth()]} ${day}, ${date.getUTCFullYear()} ${clock}.${String(nanoseconds).padStart(9, '0')} UTC`
}
