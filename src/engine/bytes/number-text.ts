/** Numbers written as text, read straight from bytes: no string is made. NaN is everything that is no such number. */

const decoder = new TextDecoder('latin1')
/** Powers of ten that a double holds exactly; a mantissa below 2^53 scaled by one of them is rounded only once. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)
const EXACT = Number.MAX_SAFE_INTEGER
/** More digits than this cannot be told apart by a double, and are a way to waste time. */
const LONGEST = 1100

/** Digits only. Beyond 2^53 the nearest double. */
export function unsignedOf(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > LONGEST) return Number.NaN
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = bytes[at] - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value <= EXACT ? value : Number(decoder.decode(bytes.subarray(from, to)))
}

/** Digits with an optional sign. */
export function signedOf(bytes: Uint8Array, from: number, to: number): number {
  const sign = bytes[from]
  if (from < to && sign === 45) return -unsignedOf(bytes, from + 1, to)
  return unsignedOf(bytes, from < to && sign === 43 ? from + 1 : from, to)
}

/** Digits with an optional sign, fraction and exponent, as JSON and C's %g write them; correctly rounded. */
export function decimalOf(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > LONGEST) return Number.NaN
  let at = from
  const isNegative = bytes[at] === 45
  if (isNegative || bytes[at] === 43) at++
  let mantissa = 0
  let digits = 0
  let scale = 0
  let isFraction = false
  for (; at < to; at++) {
    const digit = bytes[at] - 48
    if (digit >= 0 && digit <= 9) {
      digits++
      if (isFraction) scale--
      mantissa = mantissa * 10 + digit
    } else if (bytes[at] === 46 && !isFraction) isFraction = true
    else break
  }
  if (digits === 0) return Number.NaN
  if (at < to) {
    if ((bytes[at] | 32) !== 101) return Number.NaN
    const exponent = signedOf(bytes, at + 1, to)
    if (Number.isNaN(exponent)) return exponent
    scale += exponent
  }
  if (mantissa > EXACT || scale > 22 || scale < -22) return Number(decoder.decode(bytes.subarray(from, to)))
  const value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale]
  return isNegative ? -value : value
}

/** Seconds, written as decimalOf reads them, in nanoseconds: nine digits of the fraction count, the tenth rounds. */
export function nanosecondsOf(bytes: Uint8Array, from: number, to: number): number {
  const isNegative = from < to && bytes[from] === 45
  let at = isNegative ? from + 1 : from
  const begin = at
  let seconds = 0
  for (; at < to; at++) {
    const digit = bytes[at] - 48
    if (digit < 0 || digit > 9) break
    seconds = seconds * 10 + digit
  }
  const isPlain = at > begin && at - begin <= 15
  if (isPlain && at === to) return (isNegative ? -seconds : seconds) * 1e9
  if (!isPlain || bytes[at] !== 46) return Math.round(decimalOf(bytes, from, to) * 1e9)
  const fraction = fractionOf(bytes, at + 1, to)
  if (Number.isNaN(fraction)) return Math.round(decimalOf(bytes, from, to) * 1e9)
  const value = seconds * 1e9 + fraction
  return isNegative ? -value : value
}

/** The digits behind a decimal point, in billionths (0 .. 1,000,000,000). */
export function fractionOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = bytes[at] - 48
    if (digit < 0 || digit > 9) return Number.NaN
    if (at - from < 9) value = value * 10 + digit
    else if (at - from === 9 && digit >= 5) value++
  }
  for (let count = to - from; count < 9; count++) value *= 10
  return value
}
