import { Gunzip } from 'fflate'
import type { Compression, Decoder } from './compression.ts'

/** RFC 1952, also of several members one after the other. */
export const gzip: Compression = {
  name: 'gzip',
  sniff: (head) => head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  // Deflate reaches 1030:1.
  piece: 32768,
  native: 'gzip',
  open: (onBytes) => new GzipDecoder(onBytes),
}

const LEAST_MEMBER = 18

/**
 * fflate says nothing of a file that is cut where it has no bytes left over, so the length at the end of the last member
 * is compared here. Its checksum is not.
 */
class GzipDecoder implements Decoder {
  private readonly gunzip: Gunzip
  /** Bytes that came out, and those of them before the last member. */
  private given = 0
  private before = 0
  /** Bytes that went in, and the last four of them, little endian. */
  private taken = 0
  private last = 0

  constructor(onBytes: (bytes: Uint8Array) => void) {
    this.gunzip = new Gunzip((bytes) => {
      this.given += bytes.length
      if (bytes.length > 0) onBytes(bytes)
    })
    this.gunzip.onmember = () => {
      this.before = this.given
    }
  }

  push(bytes: Uint8Array, final: boolean): void {
    for (let i = Math.max(0, bytes.length - 4); i < bytes.length; i++) this.last = (this.last >>> 8) | (bytes[i] << 24)
    this.taken += bytes.length
    this.gunzip.push(bytes, final)
    if (!final) return
    if (this.taken < LEAST_MEMBER || (this.given - this.before) % 2 ** 32 !== this.last >>> 0)
      throw new Error('unexpected EOF')
  }
}
