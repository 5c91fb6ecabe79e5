import type { Credential } from './analysis/credentials.ts'
import { type CaptureFormatName, captureWriters, writeCapture } from './capture-export.ts'
import { covered } from './covered-secrets.ts'
import type { ExportedFile, ListExport, Lists, Page, Selection, TableExport, Window } from './engine-api.ts'
import { BlobParts } from './export/blob-parts.ts'
import type { Write } from './export/chunked-output.ts'
import { exportName } from './export/file-name.ts'
import type { Rereading } from './rereading.ts'
import { RowExports } from './row-exports.ts'
import { exportTable, tableFormats } from './table-exports.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { Selected } from './tables/selected.ts'

/** What exports ask of the engine. */
type Source = {
  /** null = nothing is open. */
  opened: () => {
    tables: CaptureTables
    rereading: Rereading
    reading: { files: readonly { readonly name: string }[] }
  } | null
  /** Resolves when a selection can be evaluated. */
  ready: (selection: Selection) => Promise<void>
  selected: (selection: Selection) => Selected | null
  page: <L extends keyof Lists>(list: L, query: Lists[L]['query'] & Selection & Window) => Page<Lists[L]['row']>
  onTurn: () => void
}

/** MIME types. */
const CAPTURE = 'application/vnd.tcpdump.pcap'
const LIST_TYPES = { csv: 'text/csv', json: 'application/json', ndjson: 'application/x-ndjson' } as const

/** Writes what is selected to files: packets, lists and tables. The methods of EngineApi begin with `export`. */
export class Exports {
  private readonly source: Source
  private readonly rows: RowExports

  constructor(source: Source) {
    this.source = source
    this.rows = new RowExports(source.onTurn)
  }

  /** Of the rows that are being written; packets that are read again have their own. */
  get progress(): { done: number; total: number } | undefined {
    return this.rows.progress
  }

  cancel(): void {
    this.rows.cancel()
  }

  async capture(query: { format: CaptureFormatName } & Selection): Promise<ExportedFile> {
    const parts = new BlobParts()
    await this.writeCapture(query, parts.write)
    return { blob: parts.blob(CAPTURE), name: this.name(query, query.format) }
  }

  async list<L extends keyof Lists>(query: ListExport<L>): Promise<ExportedFile> {
    const { list, format, secrets, ...asked } = query
    const { page } = this.source
    await this.source.ready(query)
    const isCovered = list === 'credentials' && secrets !== true
    const parts = new BlobParts()
    await this.rows.list(
      format,
      page(list, { ...asked, start: 0, length: 0 }).total,
      (start, length) => {
        const { rows } = page(list, { ...asked, start, length })
        return isCovered ? (rows as Credential[]).map(covered) : rows
      },
      parts.write,
    )
    return { blob: parts.blob(LIST_TYPES[format]), name: this.name(query, format, list) }
  }

  async table(query: TableExport & Selection): Promise<ExportedFile> {
    const parts = new BlobParts()
    await this.writeTable(query, parts.write)
    const { type, extension } = tableFormats[query.format]
    return { blob: parts.blob(type), name: this.name(query, extension, query.table) }
  }

  /** As `capture`, in chunks that are valid only during the call. */
  async writeCapture({ format, ...selection }: { format: CaptureFormatName } & Selection, write: Write) {
    if (!Object.hasOwn(captureWriters, format)) throw new Error(`there is no capture format called ${format}`)
    const { tables, rereading } = this.open()
    await this.source.ready(selection)
    return writeCapture(format, tables, this.source.selected(selection)?.packets ?? null, rereading, write)
  }

  /** As `table`, in chunks that are valid only during the call; answers the number of rows. */
  async writeTable({ table, format, secrets, ...selection }: TableExport & Selection, write: Write): Promise<number> {
    if (!Object.hasOwn(tableFormats, format)) throw new Error(`there is no table format called ${format}`)
    const { tables } = this.open()
    await this.source.ready(selection)
    const written = exportTable(table, tables, this.source.selected(selection), secrets)
    const inGroups = format === 'parquet' || format === 'arrow'
    await this.rows.table(tableFormats[format].open(write, written), written.rows, inGroups)
    return written.rows
  }

  /** The name of a file with what is selected. */
  name(selection: Selection, extension: string, what = ''): string {
    return exportName(this.source.opened()?.reading.files ?? [], selection, what, extension)
  }

  private open() {
    const opened = this.source.opened()
    if (opened === null) throw new Error('nothing is open')
    return opened
  }
}
