import type { Progress } from './engine-api.ts'
import type { CsvMapping } from './formats/csv-mapping.ts'
import { Following } from './following.ts'
import type { Unpacked } from './ingest/archives.ts'
import type { GrowingFile } from './ingest/growing-file.ts'
import { PacketIngest } from './ingest/packets.ts'
import { Reading } from './ingest/reading.ts'
import { ZeekIngest } from './ingest/zeek.ts'
import { LogTables } from './log-tables.ts'
import { PacketQuestions } from './packets/packet-questions.ts'
import { Rereading } from './rereading.ts'
import { CaptureTables } from './tables/capture-tables.ts'

/** What is open: the files being read or read, and the tables they fill. */
export type Capture = {
  rereading: Rereading
  packets: PacketQuestions
  logs: LogTables
  tables: CaptureTables
  reading: Reading
  following: Following
  state: Progress['state']
  began: number
  /** Set when reading is over. */
  took: number | null
}

export type CaptureOptions = {
  refuseAsTshark?: boolean | undefined
  /** What the columns of CSV files are, by their headers. */
  csvMappings: readonly CsvMapping[]
  /** Called as reading goes on; `changed`: the answers are others now. */
  onTurn: (capture: Capture, changed: boolean) => void
}

/** A capture of these files, of which nothing is read yet; `growing`: those that are followed. */
export function captureOf(
  { files, warnings }: Unpacked,
  growing: readonly GrowingFile[],
  { refuseAsTshark, csvMappings, onTurn }: CaptureOptions,
): Capture {
  const tables = new CaptureTables()
  tables.warnings.push(...warnings)
  const ingest = new PacketIngest(tables)
  const logs = new ZeekIngest(tables)
  const reading = new Reading(files, tables, {
    onPacket: (record, source) => ingest.packet(record, source),
    onLog: (columns, log) => logs.takerOf(columns, log),
    onExpectedRows: (log, rows) => logs.expect(log, rows),
    onTurn: () => onTurn(capture, false),
    csvMappings,
    refuseAsTshark,
  })
  const rereading = new Rereading(files, tables, { refuseAsTshark, onProgress: (done) => onTurn(capture, done) })
  const capture: Capture = {
    rereading,
    packets: new PacketQuestions({
      tables,
      files,
      formats: () => reading.files.map(({ format }) => format),
      readAll: (packets, onRecord) => rereading.records(packets, onRecord),
    }),
    logs: new LogTables(files, tables, csvMappings),
    tables,
    reading,
    following: new Following(growing, files, tables, reading, [ingest, logs]),
    state: 'reading',
    began: performance.now(),
    took: null,
  }
  return capture
}
