/** Reads bytes[from, to) of a file; fewer where it ends before. */
export type ReadBytes = (from: number, to: number) => Promise<Uint8Array>

/** A file in an archive: where its bytes lie, and how they are packed. */
export type ArchiveMember = {
  /** With its folders. */
  name: string
  from: number
  to: number
  /** null = stored as it is. 'deflate' has no header: `checksum` (CRC-32) and `size` are what gzip says at its end. */
  packing: 'deflate' | null
  checksum: number
  size: number
}

/** `problem`: a member that cannot be read, or what is wrong with the archive from there on. */
export type ArchiveEntry = ArchiveMember | { name: string; problem: string }

/** More members than anybody packs; a hostile archive can say any number. */
export const MAX_MEMBERS = 20_000
const MAX_DIRECTORY = 64 * 1024 * 1024
/** The end record and the longest comment behind it. */
const END_LENGTH = 22
const LONGEST_END = END_LENGTH + 65_535
const LOCATOR_LENGTH = 20

const methods = new Map([
  [1, 'shrink'],
  [6, 'implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [95, 'xz'],
  [98, 'PPMd'],
  [99, 'AES encryption'],
])

export function isZip(head: Uint8Array): boolean {
  return (
    head.length >= 4 &&
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    (head[2] === 3 || head[2] === 5) &&
    head[3] === head[2] + 1
  )
}

const decoder = new TextDecoder('utf-8')

/** What a zip file holds, by its central directory (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16), also Zip64. */
export async function readZip(read: ReadBytes, size: number): Promise<ArchiveEntry[]> {
  const directory = await findDirectory(read, size)
  if (typeof directory === 'string') return [{ name: '', problem: directory }]
  const bytes = await read(directory.from, directory.to)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: ArchiveEntry[] = []
  const taken: { from: number; to: number }[] = []
  let at = 0
  while (at + 46 <= bytes.length && view.getUint32(at, true) === 0x02014b50) {
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const wide = zip64Of(extra, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ])
    const checksum = view.getUint32(at + 16, true)
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true)
    if (name.endsWith('/')) continue
    if (entries.length >= MAX_MEMBERS) {
      entries.push({ name, problem: `more than ${MAX_MEMBERS} files in the archive: the rest is left out` })
      break
    }
    if ((flags & 1) !== 0) entries.push({ name, problem: 'it is encrypted' })
    else if (method !== 0 && method !== 8 && method !== 93)
      entries.push({
        name,
        problem: `packed with ${methods.get(method) ?? `method ${method}`}, which is not supported`,
      })
    else entries.push(await locate(read, name, method, wide, checksum, directory.from, taken))
  }
  if (entries.length === 0) entries.push({ name: '', problem: 'no files are in the archive' })
  return entries
}

/** Where the central directory lies; a text says why there is none. */
async function findDirectory(read: ReadBytes, size: number): Promise<{ from: number; to: number } | string> {
  const tailFrom = Math.max(0, size - LONGEST_END - LOCATOR_LENGTH)
  const tail = await read(tailFrom, size)
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  let at = tail.length - END_LENGTH
  while (at >= 0 && view.getUint32(at, true) !== 0x06054b50) at--
  if (at < 0) return 'the archive is cut short: its directory, which stands at the end, is missing'
  let length = view.getUint32(at + 12, true)
  let from = view.getUint32(at + 16, true)
  const locator = at - LOCATOR_LENGTH
  if (locator >= 0 && view.getUint32(locator, true) === 0x07064b50) {
    const wideAt = Number(view.getBigUint64(locator + 8, true))
    const wide = await read(wideAt, wideAt + 56)
    const wideView = new DataView(wide.buffer, wide.byteOffset, wide.byteLength)
    if (wide.length < 56 || wideView.getUint32(0, true) !== 0x06064b50) return 'the Zip64 directory is damaged'
    length = Number(wideView.getBigUint64(40, true))
    from = Number(wideView.getBigUint64(48, true))
  }
  if (from + length > size) return 'the directory of the archive is damaged'
  if (length > MAX_DIRECTORY) return `the directory of the archive has ${length} bytes: too large`
  return { from, to: from + length }
}

/** The values that 32 bits were too small for stand in the extra field 1, in this order. */
function zip64Of(extra: Uint8Array, values: number[]): { size: number; packed: number; offset: number } {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1) {
      let next = at + 4
      for (let i = 0; i < values.length; i++) {
        if (values[i] !== 0xffffffff || next + 8 > Math.min(extra.length, at + 4 + length)) continue
        values[i] = Number(view.getBigUint64(next, true))
        next += 8
      }
    }
    at += 4 + length
  }
  return { size: values[0], packed: values[1], offset: values[2] }
}

async function locate(
  read: ReadBytes,
  name: string,
  method: number,
  { size, packed, offset }: { size: number; packed: number; offset: number },
  checksum: number,
  end: number,
  taken: { from: number; to: number }[],
): Promise<ArchiveEntry> {
  const header = await read(offset, offset + 30)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50) return { name, problem: 'its header is damaged' }
  const from = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
  const to = from + packed
  if (to > end) return { name, problem: 'it reaches beyond the archive' }
  // The trick of small archives that unpack to petabytes: members that share their bytes.
  if (packed > 0 && taken.some((other) => from < other.to && other.from < to))
    return { name, problem: 'it shares its bytes with another file of the archive' }
  if (taken.length < 1000) taken.push({ from, to })
  return { name, from, to, packing: method === 8 ? 'deflate' : null, checksum, size }
}
