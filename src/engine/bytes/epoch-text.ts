const SECOND = 1_000_000_000

/**
 * Nanoseconds after the base second as seconds since 1970, a decimal string of nine digits; null for NaN (no time).
 * Beyond 2^53 ns (104 days) a double no longer holds every nanosecond: there the value is rounded to `precision`
 * decimal digits, the file's own resolution, which gives back what the file says up to 146 years for microseconds.
 */
export function epochText(nanoseconds: number, baseSecond: number, precision = 9): string | null {
  if (Number.isNaN(nanoseconds)) return null
  if (Math.abs(nanoseconds) <= Number.MAX_SAFE_INTEGER) {
    const seconds = Math.floor(nanoseconds / SECOND)
    return decimal(baseSecond + seconds, nanoseconds - seconds * SECOND)
  }
  const unit = 10n ** BigInt(9 - Math.max(0, Math.min(9, precision)))
  const magnitude = ((BigInt(Math.abs(nanoseconds)) + unit / 2n) / unit) * unit
  const whole = nanoseconds < 0 ? -magnitude : magnitude
  let fraction = whole % BigInt(SECOND)
  if (fraction < 0n) fraction += BigInt(SECOND)
  return decimal(BigInt(baseSecond) + (whole - fraction) / BigInt(SECOND), Number(fraction))
}

function decimal(seconds: number | bigint, nanoseconds: number): string {
  if (seconds >= 0 || nanoseconds === 0) return `${seconds}.${String(nanoseconds).padStart(9, '0')}`
  const whole = BigInt(seconds) + 1n
  return `${whole === 0n ? '-0' : whole}.${String(SECOND - nanoseconds).padStart(9, '0')}`
}
