import type { CaptureWriter, WrittenSource } from './export/capture-writer.ts'
import type { Write } from './export/chunked-output.ts'
import { PcapWriter } from './export/pcap.ts'
import { PcapngWriter } from './export/pcapng.ts'
import { pseudoHeaderLength } from './formats/format.ts'
import type { Rereading } from './rereading.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { RowSet } from './tables/row-set.ts'

export type CaptureFormatName = 'pcap' | 'pcapng'

export const captureWriters = {
  pcap: (write, sources) => new PcapWriter(write, sources),
  pcapng: (write, sources) => new PcapngWriter(write, sources),
} satisfies Record<CaptureFormatName, (write: Write, sources: readonly WrittenSource[]) => CaptureWriter>

/**
 * Writes the selected packets as they are in the files, in time order as they were read, with their times, link types
 * and interfaces; answers how many. Rejects when none is selected, when the format cannot hold them, when the files
 * cannot be read any more, and when it is cancelled.
 */
export async function writeCapture(
  format: CaptureFormatName,
  tables: CaptureTables,
  packets: RowSet | null,
  rereading: Rereading,
  write: Write,
): Promise<{ packets: number; bytes: number }> {
  const { count, end, sources } = written(tables, packets)
  if (count === 0) throw new Error('no packet is selected')
  const writer = captureWriters[format](write, sources)
  // What goes wrong inside the reading would count as damage of one packet there.
  let failure: unknown
  await rereading.records(end, (record, row, source) => {
    if (failure !== undefined || (packets !== null && !packets.has(row))) return
    try {
      writer.packet(record, source)
    } catch (error) {
      failure = error ?? new Error('writing failed')
    }
  })
  if (failure !== undefined) throw failure
  writer.finish()
  return { packets: count, bytes: writer.length }
}

/** How many packets are written, the row behind the last one, and where they come from. */
function written({ packets: table, sources }: CaptureTables, packets: RowSet | null) {
  const used = new Map<number, WrittenSource>()
  let count = 0
  let end = 0
  for (let row = 0; row < table.rows; row++) {
    if (packets !== null && !packets.has(row)) continue
    count++
    end = row + 1
    const at = table.source[row]
    let from = used.get(at)
    if (from === undefined) {
      const source = sources[at]
      from = { row: at, source, pseudoHeader: pseudoHeaderLength(source.linkType), isTimeless: false }
      used.set(at, from)
    }
    if (Number.isNaN(table.time[row])) from.isTimeless = true
  }
  return { count, end, sources: Array.from(used.values()).toSorted((a, b) => a.row - b.row) }
}
