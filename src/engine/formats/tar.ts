import { type ArchiveEntry, MAX_MEMBERS, type ReadBytes } from './zip.ts'

const BLOCK = 512
/** Headers that say more of the next member (names, mostly) are read up to here. */
const MAX_EXTENSION = 1024 * 1024

const decoder = new TextDecoder('utf-8')

/** A tar header's checksum is the sum of its bytes with the checksum itself as blanks (POSIX.1-1988 ustar). */
export function isTar(head: Uint8Array): boolean {
  if (head.length < BLOCK || head[0] === 0) return false
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : head[i]
  return sum === octalOf(head, 148, 156)
}

/** What a tar file holds: ustar with GNU's long names and pax's (POSIX.1-2001) names and sizes. */
export async function readTar(read: ReadBytes, fileSize: number): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = []
  let longName: string | null = null
  let longSize: number | null = null
  for (let at = 0; at + BLOCK <= fileSize; ) {
    const header = await read(at, at + BLOCK)
    if (header.length < BLOCK || header.every((byte) => byte === 0)) break
    if (!isTar(header)) {
      entries.push({ name: '', problem: `the archive is damaged at byte ${at}` })
      break
    }
    const type = String.fromCharCode(header[156])
    const size = longSize ?? octalOf(header, 124, 136)
    const from = at + BLOCK
    const to = from + size
    at = from + Math.ceil(size / BLOCK) * BLOCK
    if (!(size >= 0)) {
      entries.push({ name: nameOf(header), problem: 'its size is damaged' })
      break
    }
    if (type === 'L' || type === 'x') {
      const extension = await read(from, Math.min(to, from + MAX_EXTENSION))
      if (type === 'L') longName = textOf(extension, 0, extension.length)
      else ({ path: longName = longName, size: longSize } = paxOf(extension))
      continue
    }
    if (type === 'g' || type === 'K') continue
    const name: string = longName ?? nameOf(header)
    longName = null
    longSize = null
    // Folders, links and devices hold nothing.
    if (type !== '0' && type !== '\0' && type !== '7') continue
    if (entries.length >= MAX_MEMBERS) {
      entries.push({ name, problem: `more than ${MAX_MEMBERS} files in the archive: the rest is left out` })
      break
    }
    entries.push({ name, from, to: Math.min(to, fileSize), packing: null, checksum: 0, size })
    if (to > fileSize) {
      entries.push({ name, problem: 'the archive is cut short in this file' })
      break
    }
  }
  return entries
}

function nameOf(header: Uint8Array): string {
  const name = textOf(header, 0, 100)
  const hasPrefix = textOf(header, 257, 263).startsWith('ustar') && header[262] === 0
  const prefix = hasPrefix ? textOf(header, 345, 500) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  let end = from
  while (end < to && bytes[end] !== 0) end++
  return decoder.decode(bytes.subarray(from, end))
}

/** Octal digits; GNU writes what is too large for them in base 256, marked by the first bit. */
function octalOf(bytes: Uint8Array, from: number, to: number): number {
  if ((bytes[from] & 0x80) !== 0) {
    let value = 0
    for (let at = from + 1; at < to; at++) value = value * 256 + bytes[at]
    return Number.isSafeInteger(value) ? value : Number.NaN
  }
  const digits = textOf(bytes, from, to).trim()
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

/** Records of the form `length key=value\n`. */
function paxOf(bytes: Uint8Array): { path: string | undefined; size: number | null } {
  let path: string | undefined
  let size: number | null = null
  for (let at = 0; at < bytes.length; ) {
    let blank = at
    while (blank < bytes.length && bytes[blank] !== 32) blank++
    const length = Number(decoder.decode(bytes.subarray(at, blank)))
    if (!(length > blank - at)) break
    const [, key, value] = /^([^=]*)=([^]*?)\n?$/.exec(decoder.decode(bytes.subarray(blank + 1, at + length))) ?? []
    if (key === 'path') path = value
    else if (key === 'size' && /^\d{1,15}$/.test(value)) size = Number(value)
    at += length
  }
  return { path, size }
}
