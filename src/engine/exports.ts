import type { Credential } from './analysis/credentials.ts'
import { type CaptureFormatName, captureWriters, writeCapture } from './capture-export.ts'
import { covered } from './covered-secrets.ts'
import type {
  ExportedFile,
  FeatureFit,
  FeatureFormat,
  FeatureQuery,
  ListExport,
  Lists,
  Page,
  Selection,
  TableExport,
  Window,
} from './engine-api.ts'
import { BlobParts } from './export/blob-parts.ts'
import type { Write } from './export/chunked-output.ts'
import { type FeatureMapping, fitFeatures, readFeatureMapping } from './export/feature-mapping.ts'
import { featureMatrix } from './export/feature-matrix.ts'
import { exportName } from './export/file-name.ts'
import type { Rereading } from './rereading.ts'
import { RowExports } from './row-exports.ts'
import { featureFit } from './feature-fit.ts'
import { exportTable, tableFormats, tableNames } from './table-exports.ts'
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

  /** What becomes of the columns of a table. */
  async fit(query: FeatureQuery & Selection): Promise<FeatureFit> {
    const { table, mapping } = await this.featureTable(query)
    return featureFit(table, query.columns, mapping)
  }

  async features(query: FeatureQuery & { format: FeatureFormat } & Selection) {
    const parts = new BlobParts()
    const { table, mapping } = await this.writeFeatures(query, parts.write)
    const { type, extension } = tableFormats[query.format]
    return { blob: parts.blob(type), name: this.name(query, extension, `${table} features`), mapping }
  }

  /** As `features`, in chunks that are valid only during the call. */
  async writeFeatures(
    query: FeatureQuery & { format: FeatureFormat } & Selection,
    write: Write,
  ): Promise<{ rows: number; table: string; mapping: FeatureMapping }> {
    const { format } = query
    if (!Object.hasOwn(tableFormats, format)) throw new Error(`there is no table format called ${format}`)
    const { table, mapping: given } = await this.featureTable(query)
    const mapping = given ?? fitFeatures(table, query.columns)
    const matrix = featureMatrix(table, mapping)
    await this.rows.table(tableFormats[format].open(write, matrix), matrix.rows, format !== 'csv')
    return { rows: matrix.rows, table: table.name, mapping }
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

  private async featureTable(query: FeatureQuery & Selection) {
    const { tables } = this.open()
    const mapping = query.mapping === undefined ? undefined : readFeatureMapping(query.mapping)
    await this.source.ready(query)
    const name = tableNames.find((known) => known === (query.table ?? mapping?.table ?? 'conn'))
    if (name === undefined) throw new Error(`there is no table called ${query.table ?? mapping?.table}`)
    return { table: exportTable(name, tables, this.source.selected(query), false), mapping }
  }

  private open() {
    const opened = this.source.opened()
    if (opened === null) throw new Error('nothing is open')
    return opened
  }
}
