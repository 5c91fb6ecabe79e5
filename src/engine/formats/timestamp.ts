/**
 * The clock of a pcapng interface: 64-bit counts of 10^-n or 2^-n seconds to seconds and nanoseconds. Fractions of a
 * nanosecond are cut off, as Wireshark does.
 */
export class Clock {
  /** Results of the last `set`. */
  seconds = 0
  nanoseconds = 0
  /** Decimal digits of a second, at most 9. */
  readonly precision: number

  private readonly offset: number
  private readonly binary: boolean
  private readonly exponent: number
  private readonly perSecond: number
  private readonly nanosecondsPerUnit: number
  /** The high word of most timestamps is that of the one before. */
  private lastHigh = -1
  private topSeconds = 0
  private topRest = 0

  /** `resolution` as in the option if_tsresol (RFC draft pcapng 4.2); `offset` in seconds. */
  constructor(resolution: number, offset: number) {
    this.binary = resolution >= 128
    this.exponent = resolution & 127
    this.offset = offset
    this.perSecond = this.binary ? 2 ** this.exponent : 10 ** this.exponent
    this.nanosecondsPerUnit = 1e9 / this.perSecond
    this.precision = Math.min(9, this.binary ? Math.ceil(this.exponent * Math.LOG10E * Math.LN2) : this.exponent)
  }

  /** Converts high * 2^32 + low units. */
  set(high: number, low: number): void {
    const { perSecond } = this
    if (perSecond > (this.binary ? 0x1_0000_0000 : 1e9)) {
      this.setFine(high, low)
      return
    }
    if (high !== this.lastHigh) {
      const top = Math.floor(high / perSecond)
      this.lastHigh = high
      this.topSeconds = top * 4294967296 + this.offset
      this.topRest = high - top * perSecond
    }
    // Long division, in steps of 16 bits where a step of 32 would pass 2^53.
    let seconds: number
    let units: number
    if (perSecond <= 0x20_0000) {
      const rest = this.topRest * 4294967296 + low
      seconds = Math.floor(rest / perSecond)
      units = rest - seconds * perSecond
    } else {
      const middle = this.topRest * 65536 + (low >>> 16)
      const middleSeconds = Math.floor(middle / perSecond)
      const bottom = (middle - middleSeconds * perSecond) * 65536 + (low & 0xffff)
      const bottomSeconds = Math.floor(bottom / perSecond)
      seconds = middleSeconds * 65536 + bottomSeconds
      units = bottom - bottomSeconds * perSecond
    }
    this.seconds = this.topSeconds + seconds
    // 10^9 / 2^n = 5^9 / 2^(n-9): exact below 2^53, where the plain product is not.
    this.nanoseconds = this.binary ? Math.floor((units * 1953125) / (perSecond / 512)) : units * this.nanosecondsPerUnit
  }

  /** Finer than a nanosecond: rare enough for BigInt. */
  private setFine(high: number, low: number): void {
    const units = BigInt(high) * 4294967296n + BigInt(low)
    const perSecond = this.binary ? 2n ** BigInt(this.exponent) : 10n ** BigInt(this.exponent)
    this.seconds = Number(units / perSecond) + this.offset
    this.nanoseconds = Number(((units % perSecond) * 1_000_000_000n) / perSecond)
  }
}
