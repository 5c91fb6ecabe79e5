import { type InputFile, UnreadableFileError } from '../ingest/file-slices.ts'
import type { PacketRecord } from '../ingest/packets.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Packets closer together than this are read at once. */
const GAP = 64 * 1024
const LONGEST_SLICE = 4 * 1024 * 1024
/** Slices that are asked for at once. */
const AT_ONCE = 8
/** What a packed file holds is kept while it is less. */
const MOST_KEPT = 64 * 1024 * 1024

/** Reads every packet before a row in the order of the capture. */
type ReadAll = (packets: number, onRecord: (record: PacketRecord, row: number) => void) => Promise<void>

/**
 * The bytes of packets, read from their files again: from files as they are only the slices that hold them; packed ones
 * are unpacked from their beginning, and small ones then kept.
 */
export class PacketBytesReader {
  private readonly tables: CaptureTables
  private readonly files: readonly InputFile[]
  private readonly isPacked: readonly boolean[]
  private readonly readAll: ReadAll
  private kept: Promise<readonly Uint8Array[]> | null = null

  constructor(tables: CaptureTables, files: readonly InputFile[], isPacked: readonly boolean[], readAll: ReadAll) {
    this.tables = tables
    this.files = files
    this.isPacked = isPacked
    this.readAll = readAll
  }

  /** Whether the packets of rows come at once: none lies in a packed file that is too large to be kept. */
  isQuick(rows: readonly number[]): boolean {
    return !this.needsUnpacking(rows) || this.packedBytes() <= MOST_KEPT
  }

  /** The captured bytes of rows, which ascend. Rejects when a file is gone, or reading was cancelled. */
  async read(rows: readonly number[]): Promise<Uint8Array[]> {
    if (!this.needsUnpacking(rows)) return this.readSlices(rows)
    if (this.packedBytes() > MOST_KEPT) return this.collect(rows)
    this.kept ??= this.collect(Array.from({ length: this.tables.packets.rows }, (_, row) => row))
    try {
      const kept = await this.kept
      if ((rows.at(-1) ?? 0) < kept.length) return rows.map((row) => kept[row])
    } catch (error) {
      this.kept = null
      throw error
    }
    // More was read meanwhile.
    this.kept = null
    return this.read(rows)
  }

  private needsUnpacking(rows: readonly number[]): boolean {
    const { packets, sources } = this.tables
    return rows.some((row) => this.isPacked[sources[packets.source[row]].fileNumber] ?? false)
  }

  private packedBytes(): number {
    const { packets } = this.tables
    let bytes = 0
    for (let row = 0; row < packets.rows && bytes <= MOST_KEPT; row++) bytes += packets.captured[row]
    return bytes
  }

  private async collect(rows: readonly number[]): Promise<Uint8Array[]> {
    const found: Uint8Array[] = []
    await this.readAll((rows.at(-1) ?? -1) + 1, ({ bytes, offset, captured }, row) => {
      if (row === rows[found.length]) found.push(bytes.slice(offset, offset + captured))
    })
    return found
  }

  private async readSlices(rows: readonly number[]): Promise<Uint8Array[]> {
    const { packets, sources } = this.tables
    const places = rows.map((row, at) => ({
      at,
      file: sources[packets.source[row]].fileNumber,
      from: packets.offset[row],
      to: packets.offset[row] + packets.captured[row],
    }))
    places.sort((x, y) => x.file - y.file || x.from - y.from)
    const slices: (typeof places)[] = []
    for (const place of places) {
      const slice = slices.at(-1)
      const isNear =
        slice !== undefined &&
        slice[0].file === place.file &&
        place.from - slice[slice.length - 1].to <= GAP &&
        place.to - slice[0].from <= LONGEST_SLICE
      if (isNear) slice.push(place)
      else slices.push([place])
    }
    const found: Uint8Array[] = Array.from(rows, () => new Uint8Array(0))
    for (let first = 0; first < slices.length; first += AT_ONCE)
      await Promise.all(
        slices.slice(first, first + AT_ONCE).map(async (slice) => {
          const base = slice[0].from
          const to = slice.reduce((most, place) => Math.max(most, place.to), 0)
          const bytes = new Uint8Array(await this.slice(slice[0].file, base, to))
          for (const place of slice) found[place.at] = bytes.subarray(place.from - base, place.to - base)
        }),
      )
    return found
  }

  private async slice(file: number, from: number, to: number): Promise<ArrayBuffer> {
    try {
      return await this.files[file].slice(from, to).arrayBuffer()
    } catch (error) {
      if (error instanceof UnreadableFileError) throw error
      const name = error instanceof Error ? error.name : String(error)
      throw new Error(`the file changed or vanished since it was opened (${name})`, { cause: error })
    }
  }
}
