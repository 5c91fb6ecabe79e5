const CHUNK = 1024 * 1024
const encoder = new TextEncoder()

/** Takes a chunk of a file that is being written. The bytes are valid only during the call. */
export type Write = (chunk: Uint8Array) => void

/** Collects little-endian numbers and bytes and hands them on in chunks of a mebibyte. */
export class ChunkedOutput {
  /** Bytes so far. */
  length = 0
  private readonly bytes = new Uint8Array(CHUNK)
  private readonly view = new DataView(this.bytes.buffer)
  private readonly write: Write
  private at = 0

  constructor(write: Write) {
    this.write = write
  }

  u16(value: number): void {
    this.reserve(2)
    this.view.setUint16(this.at, value, true)
    this.at += 2
  }

  u32(value: number): void {
    this.reserve(4)
    this.view.setUint32(this.at, value, true)
    this.at += 4
  }

  /** source[from, to), and zeros up to a multiple of `align`. */
  copy(source: Uint8Array, from: number, to: number, align = 1): void {
    for (let next = from; next < to; ) {
      this.reserve(1)
      const part = Math.min(to - next, CHUNK - this.at)
      this.bytes.set(source.subarray(next, next + part), this.at)
      this.at += part
      next += part
    }
    for (let length = to - from; length % align !== 0; length++) {
      this.reserve(1)
      this.bytes[this.at++] = 0
    }
  }

  /** As UTF-8. */
  text(value: string): void {
    let rest = value
    while (rest !== '') {
      // A character takes four bytes at most.
      this.reserve(4)
      const { read, written } = encoder.encodeInto(rest, this.bytes.subarray(this.at))
      this.at += written
      if (read === rest.length) return
      rest = rest.slice(read)
      this.flush()
    }
  }

  /** Hands on what is left. */
  finish(): void {
    this.flush()
  }

  private reserve(length: number): void {
    if (this.at + length > CHUNK) this.flush()
  }

  private flush(): void {
    if (this.at === 0) return
    this.length += this.at
    this.write(this.bytes.subarray(0, this.at))
    this.at = 0
  }
}
