import { compressionOf } from '../formats/format-registry.ts'
import { isTar, readTar } from '../formats/tar.ts'
import { type ArchiveEntry, type ArchiveMember, isZip, readZip } from '../formats/zip.ts'
import type { FileWarning } from '../tables/capture-tables.ts'
import { decompressed, outputLimit } from './decompress.ts'
import { FileSlices, type InputFile } from './file-slices.ts'
import { PartsFile } from './parts-file.ts'

const HEAD = 512
/** Of a packed file so much is unpacked to see whether a tar file is inside. */
const PEEK = 256 * 1024
const SLICE = 1024 * 1024
/** An unpacked tar file is kept in pieces of this many bytes, which the browser may put on disk. */
const PIECE = 16 * 1024 * 1024
const MAX_WARNINGS = 50

export type Unpacked = { files: InputFile[]; warnings: FileWarning[] }

/**
 * Takes the files out of zip and tar archives, also packed ones: `logs.zip/2024-04-21/conn.log`. Other files stay what they
 * are. Members are read from the archive when they are needed; only a packed tar file is unpacked, as a whole.
 */
export async function unpackArchives(files: readonly InputFile[]): Promise<Unpacked> {
  const unpacked: Unpacked = { files: [], warnings: [] }
  for (const file of files) {
    try {
      await unpack(file, unpacked)
    } catch {
      // Whoever reads it next says why it cannot be read.
      unpacked.files.push(file)
    }
  }
  return unpacked
}

async function unpack(file: InputFile, unpacked: Unpacked): Promise<void> {
  const head = await readFrom(file)(0, HEAD)
  if (isZip(head)) take(file, file, await readZip(readFrom(file), file.size), unpacked)
  else if (isTar(head)) take(file, file, await readTar(readFrom(file), file.size), unpacked)
  else if (await holdsTar(file, head)) {
    const { tar, problem } = await unpackedTar(file, head)
    const entries = await readTar(readFrom(tar), tar.size)
    if (problem !== null) entries.push({ name: '', problem })
    take(file, tar, entries, unpacked)
  } else unpacked.files.push(file)
}

function readFrom(file: InputFile): (from: number, to: number) => Promise<Uint8Array> {
  return async (from, to) => new Uint8Array(await file.slice(from, Math.min(to, file.size)).arrayBuffer())
}

/** `bytes`: the archive as it is read, unpacked where it was packed. */
function take(archive: InputFile, bytes: InputFile, entries: readonly ArchiveEntry[], unpacked: Unpacked): void {
  const limit = outputLimit(archive.size)
  let total = 0
  let warned = 0
  const warn = (name: string, message: string): void => {
    if (warned++ >= MAX_WARNINGS) return
    const file = name === '' ? archive.name : `${archive.name}/${name}`
    unpacked.warnings.push({ file, offset: null, packet: null, message, fatal: true })
  }
  for (const entry of entries) {
    if (isHidden(entry.name)) continue
    if ('problem' in entry) {
      warn(entry.name, entry.problem)
      continue
    }
    total += entry.size
    if (total > limit) {
      warn(entry.name, `stopped: the archive unpacks to more than ${limit} bytes`)
      return
    }
    unpacked.files.push(memberFile(`${archive.name}/${entry.name}`, bytes, entry))
  }
}

/** What macOS adds to archives, and hidden files. */
function isHidden(name: string): boolean {
  return name.startsWith('__MACOSX/') || name.slice(name.lastIndexOf('/') + 1).startsWith('.')
}

/** A deflated member becomes the gzip file that it would be: the same bytes between another header and end (RFC 1952). */
function memberFile(name: string, archive: InputFile, { from, to, packing, checksum, size }: ArchiveMember): PartsFile {
  const body = { length: to - from, read: (a: number, b: number) => archive.slice(from + a, from + b).arrayBuffer() }
  if (packing === null) return new PartsFile(name, [body])
  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
  const end = new Uint8Array(8)
  const view = new DataView(end.buffer)
  view.setUint32(0, checksum, true)
  view.setUint32(4, size % 2 ** 32, true)
  return new PartsFile(name, [header, body, end], size)
}

async function holdsTar(file: InputFile, head: Uint8Array): Promise<boolean> {
  const compression = compressionOf(head)
  if (compression === null) return false
  const bytes = await readFrom(file)(0, PEEK)
  const inside = { bytes: new Uint8Array(HEAD), length: 0 }
  const decoder = compression.open((chunk) => {
    const more = chunk.subarray(0, HEAD - inside.length)
    inside.bytes.set(more, inside.length)
    inside.length += more.length
  })
  try {
    for (let at = 0; at < bytes.length && inside.length < HEAD; at += compression.piece)
      decoder.push(bytes.subarray(at, at + compression.piece), false)
  } catch {
    return false
  }
  return isTar(inside.bytes)
}

async function unpackedTar(file: InputFile, head: Uint8Array): Promise<{ tar: PartsFile; problem: string | null }> {
  const pieces: Blob[] = []
  let problem: string | null = null
  const compression = compressionOf(head)
  if (compression !== null) {
    let waiting: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    const flush = (): void => {
      pieces.push(new Blob(waiting))
      waiting = []
      length = 0
    }
    try {
      for await (const chunk of decompressed(() => new FileSlices(file, SLICE), compression, outputLimit(file.size))) {
        waiting.push(new Uint8Array(chunk))
        length += chunk.length
        if (length >= PIECE) flush()
      }
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    flush()
  }
  const parts = pieces.map((blob) => ({
    length: blob.size,
    read: (a: number, b: number) => blob.slice(a, b).arrayBuffer(),
  }))
  return { tar: new PartsFile(file.name, parts), problem }
}
