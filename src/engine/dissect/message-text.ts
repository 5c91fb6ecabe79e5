/** Bytes kept of one message; what is beyond is left out. */
const LONGEST = 1024 * 1024

/** A text message that arrives in pieces (mail in SMTP and POP): what was kept of it, in order. */
export class MessageText {
  bytes = new Uint8Array(0)
  length = 0

  add(source: Uint8Array, from: number, to: number): void {
    const stop = Math.min(this.length + (to - from), LONGEST)
    if (stop > this.bytes.length) {
      const larger = new Uint8Array(Math.min(LONGEST, Math.max(stop, this.bytes.length * 2, 4096)))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(source.subarray(from, from + (stop - this.length)), this.length)
    this.length = stop
  }

  clear(): void {
    this.bytes = new Uint8Array(0)
    this.length = 0
  }
}
