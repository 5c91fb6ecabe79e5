import { crc32, deflateRawSync } from 'node:zlib'

export type Packed = {
  name: string
  bytes: Uint8Array
  method?: number
  flags?: number
  checksum?: number
  size?: number
}

/** A zip file: local headers and bytes, the central directory, its end (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
export function zipFile(members: readonly Packed[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes, method = 8, flags = 0, checksum = crc32(bytes), size = bytes.length } of members) {
    const packed = method === 8 ? new Uint8Array(deflateRawSync(bytes)) : bytes
    const text = new TextEncoder().encode(name)
    const shared = [
      u16(20),
      u16(flags),
      u16(method),
      u32(0),
      u32(checksum),
      u32(packed.length),
      u32(size),
      u16(text.length),
      u16(0),
    ]
    const local = joined([u32(0x04034b50), ...shared, text, packed])
    directory.push(joined([u32(0x02014b50), u16(20), ...shared, u16(0), u16(0), u16(0), u32(0), u32(offset), text]))
    parts.push(local)
    offset += local.length
  }
  const entries = joined(directory)
  const end = [
    u32(0x06054b50),
    u32(0),
    u16(members.length),
    u16(members.length),
    u32(entries.length),
    u32(offset),
    u16(0),
  ]
  return joined([...parts, entries, ...end])
}

/** A tar file in the ustar format (POSIX.1-1988): a header of 512 bytes, then the bytes in blocks of 512. */
export function tarFile(
  members: readonly { name: string; bytes: Uint8Array; type?: string }[],
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  for (const { name, bytes, type = '0' } of members) {
    const header = new Uint8Array(512)
    const put = (at: number, text: string) => header.set(new TextEncoder().encode(text), at)
    put(0, name)
    put(100, '0000644\0')
    put(124, `${bytes.length.toString(8).padStart(11, '0')}\0`)
    put(148, ' '.repeat(8))
    put(156, type)
    put(257, 'ustar\x0000')
    const sum = header.reduce((total, byte) => total + byte, 0)
    put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
    parts.push(header, bytes, new Uint8Array((512 - (bytes.length % 512)) % 512))
  }
  return joined([...parts, new Uint8Array(1024)])
}

const u16 = (value: number) => Uint8Array.of(value & 255, value >>> 8)
const u32 = (value: number) => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
