/** How numbers, sizes, durations and times read on the page. All text is English; digits group with commas. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']

/** 1,957,718 */
export function formatCount(count: number): string {
  return whole.format(count)
}

function scaled(value: number, units: readonly string[]): string {
  let step = 0
  let rest = Math.abs(value)
  while (step < units.length - 1 && rest >= 999.5) {
    rest /= 1000
    step++
  }
  const digits = step === 0 ? (Number.isInteger(rest) ? 0 : 1) : rest < 9.995 ? 2 : rest < 99.95 ? 1 : 0
  return `${value < 0 ? '-' : ''}${rest.toFixed(digits)} ${units[step]}`
}

/** 1 packet, 12 packets, 0 addresses */
export function formatNumberOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** SI sizes, three digits: 512 B, 1.46 kB, 1.00 GB. The exact number belongs in a title: exactBytes. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, SIZES)
}

/** 1,459 bytes */
export function exactBytes(bytes: number): string {
  return `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`
}

/** Bits a second: 1.20 Mbit/s */
export function formatBitRate(bitsPerSecond: number): string {
  return scaled(bitsPerSecond, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'])
}

/** Bytes a second: 626 MB/s */
export function formatByteRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`
}

/** Counts where room is scarce: 998, 12.4 k, 1.96 M */
export function formatShortCount(count: number): string {
  return scaled(count, ['', 'k', 'M', 'G']).trimEnd()
}

/** Seconds as people say them, two units at most: 850 µs, 12.3 ms, 4.21 s, 3 min 5 s, 9 h 12 min, 2 d 3 h */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return ''
  if (seconds < 0) return `-${formatDuration(-seconds)}`
  if (seconds === 0) return '0 s'
  if (seconds < 59.995) {
    const [value, unit] =
      seconds < 0.000_000_999_5
        ? [seconds * 1e9, 'ns']
        : seconds < 0.000_999_5
          ? [seconds * 1e6, 'µs']
          : seconds < 0.999_5
            ? [seconds * 1e3, 'ms']
            : [seconds, 's']
    return `${value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${unit}`
  }
  const rounded = Math.round(seconds)
  const steps: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ]
  const first = steps.findIndex(([size]) => rounded >= size)
  const [size, unit] = steps[first]
  const major = Math.floor(rounded / size)
  const next = steps[first + 1]
  const minor = next ? Math.floor((rounded % size) / next[0]) : 0
  return minor > 0 ? `${major} ${unit} ${minor} ${next[1]}` : `${major} ${unit}`
}

/** 12.3 %; what is not nothing never reads 0 %, what is not all never 100 %. */
export function formatPercent(fraction: number): string {
  if (!Number.isFinite(fraction)) return ''
  const percent = fraction * 100
  if (percent > 0 && percent < 0.05) return '< 0.1 %'
  if (percent < 100 && percent >= 99.95) return '> 99.9 %'
  return `${percent === 100 || percent === 0 ? percent : percent.toFixed(1)} %`
}

/**
 * An absolute time in UTC, from seconds since 1970 as a decimal string (no digit is lost) or a number:
 * 2026-03-01 08:00:01.123456. The zone is not in it: show `ZONE` beside it or in the column's header.
 */
export function formatTime(epoch: string | number, digits = 6): string {
  const [head, fraction = ''] = (typeof epoch === 'number' ? epoch.toFixed(digits) : epoch).split('.')
  let second = Number(head)
  let part = fraction.padEnd(digits, '0').slice(0, digits)
  if (head.startsWith('-') && Number(part) > 0) {
    // -1.25 is 0.75 s after second -2.
    second -= 1
    part = String(10 ** digits - Number(part)).padStart(digits, '0')
  }
  const date = new Date(second * 1000)
  if (Number.isNaN(date.getTime())) return String(epoch)
  const text = date.toISOString().slice(0, -5).replace('T', ' ')
  return digits > 0 ? `${text}.${part}` : text
}

/** The zone of every time on the page. */
export const ZONE = 'UTC'

/** From and to, the day once where it is the same: 2026-03-01 08:00:01 – 17:12:44 UTC */
export function formatTimeRange(from: string | number, to: string | number, digits = 0): string {
  const [first, last] = [formatTime(from, digits), formatTime(to, digits)]
  const sameDay = first.slice(0, 10) === last.slice(0, 10)
  return `${first} – ${sameDay ? last.slice(11) : last} ${ZONE}`
}
