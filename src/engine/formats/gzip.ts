import { Gunzip } from 'fflate'
import type { Compression } from './compression.ts'

/** RFC 1952, also of several members one after the other. */
export const gzip: Compression = {
  name: 'gzip',
  sniff: (head) => head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  // Deflate reaches 1030:1.
  piece: 32768,
  native: 'gzip',
  open: (onBytes) => {
    const gunzip = new Gunzip((bytes) => {
      if (bytes.length > 0) onBytes(bytes)
    })
    return { push: (bytes, final) => gunzip.push(bytes, final) }
  },
}
