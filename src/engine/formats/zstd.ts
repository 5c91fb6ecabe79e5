import { Decompress } from 'fzstd'
import type { Compression } from './compression.ts'

/** zstd itself refuses larger windows unless told otherwise. */
const MAX_WINDOW = 128 * 1024 * 1024
const FRAME = 0xfd2fb528

/** RFC 8878: frames and skippable frames one after the other. Dictionaries are not supported. */
export const zstd: Compression = {
  name: 'zstd',
  sniff: (head) => head.length >= 4 && (u32(head) === FRAME || isSkippable(u32(head))),
  // A run-length block of four bytes stands for 128 KiB.
  piece: 1024,
  native: null,
  open: (onBytes) => {
    const decompress = new Decompress((bytes) => {
      if (bytes.length > 0) onBytes(bytes)
    })
    const guard = new WindowGuard()
    return {
      push: (bytes, final) => {
        guard.push(bytes)
        decompress.push(bytes, final)
      },
    }
  },
}

function u32(bytes: Uint8Array): number {
  return ((bytes[3] << 24) | (bytes[2] << 16) | (bytes[1] << 8) | bytes[0]) >>> 0
}

function isSkippable(magic: number): boolean {
  return magic >>> 4 === 0x184d2a5
}

/**
 * Walks from frame to frame, because the decompressor would make a window of 2 GiB on a header's word alone. Throws on
 * one that is too large; everything else that is wrong is left to the decompressor.
 */
class WindowGuard {
  private readonly held = new Uint8Array(18)
  private count = 0
  private wanted = 4
  private reading: 'magic' | 'skippable' | 'frame' | 'block' | 'lost' = 'magic'
  private skip = 0
  private hasChecksum = false

  push(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length && this.reading !== 'lost') {
      const skipped = Math.min(this.skip, bytes.length - at)
      this.skip -= skipped
      at += skipped
      while (at < bytes.length && this.skip === 0 && this.count < this.wanted) this.held[this.count++] = bytes[at++]
      if (this.skip === 0 && this.count === this.wanted) this.step()
    }
  }

  private step(): void {
    const { held } = this
    switch (this.reading) {
      case 'magic':
        if (u32(held) === FRAME) this.expect('frame', 6, 4)
        else if (isSkippable(u32(held))) this.expect('skippable', 8, 4)
        else this.reading = 'lost'
        return
      case 'skippable':
        this.expect('magic', 4)
        this.skip = u32(held.subarray(4))
        return
      case 'frame':
        this.frame()
        return
      case 'block': {
        const header = held[0] | (held[1] << 8) | (held[2] << 16)
        const isLast = (header & 1) === 1
        if (isLast) this.expect('magic', 4)
        else this.expect('block', 3)
        // A run-length block holds one byte.
        this.skip = (((header >>> 1) & 3) === 1 ? 1 : header >>> 3) + (isLast && this.hasChecksum ? 4 : 0)
      }
    }
  }

  private frame(): void {
    const { held } = this
    const flags = held[4]
    const singleSegment = (flags & 32) !== 0
    const dictionary = [0, 1, 2, 4][flags & 3]
    const sizeField = flags >>> 6 === 0 ? (singleSegment ? 1 : 0) : 1 << (flags >>> 6)
    const length = (singleSegment ? 5 : 6) + dictionary + sizeField
    if (this.count < length) {
      this.wanted = length
      return
    }
    this.hasChecksum = (flags & 4) !== 0
    let window = 2 ** (10 + (held[5] >>> 3)) * (1 + (held[5] & 7) / 8)
    if (singleSegment) {
      window = 0
      for (let i = sizeField - 1; i >= 0; i--) window = window * 256 + held[5 + dictionary + i]
    }
    if (window > MAX_WINDOW) throw new Error(`a zstd window of ${window} bytes is too large`)
    // One byte more than a header of a single segment without anything else may have been read: it begins the block.
    const rest = this.count - length
    if (rest > 0) held[0] = held[length]
    this.expect('block', 3, rest)
  }

  private expect(reading: 'magic' | 'skippable' | 'frame' | 'block', wanted: number, count = 0): void {
    this.reading = reading
    this.wanted = wanted
    this.count = count
  }
}
