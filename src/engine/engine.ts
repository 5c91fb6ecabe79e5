import { Answers } from './answers.ts'
import type { FieldSource } from './analysis/field-source.ts'
import { ListCache } from './analysis/list-cache.ts'
import { type CaptureStatus, status } from './analysis/status.ts'
import { sessionDetails } from './analysis/session-details.ts'
import type { SessionsQuery } from './analysis/sessions.ts'
import { type Unpacked, unpackArchives } from './ingest/archives.ts'
import type { CaptureFormatName } from './capture-export.ts'
import { describeDetections, type FindingQuery, runDetections } from './detections/run-detections.ts'
import { DispatchTables } from './dissect/dispatch.ts'
import type {
  EngineApi,
  FeatureFormat,
  FeatureQuery,
  ExportedFile,
  ListExport,
  TableExport,
  FieldQuery,
  Lists,
  Page,
  Progress,
  Selection,
  Window,
} from './engine-api.ts'
import type { FollowedStream } from './packets/follow-stream.ts'
import type { PacketDetails } from './packets/packet-questions.ts'
import type { PacketSummary } from './packets/packet-summary.ts'
import { completionsAt } from './expression/completion.ts'
import { FieldRegistry } from './expression/field-registry.ts'
import { checkText, describeFields, type ExpressionCheck } from './expression/search.ts'
import { FindingRuns } from './finding-runs.ts'
import { type Growth, growingFiles } from './following.ts'
import { linkTypeName } from './formats/link-type.ts'
import { type PacketFields, packetFieldList } from './ingest/field-reading.ts'
import type { InputFile } from './ingest/file-slices.ts'
import type { CsvSample } from './csv-sample.ts'
import type { CsvMapping } from './formats/csv-mapping.ts'
import type { GrowingFile } from './ingest/growing-file.ts'
import { type ListMakers, listRegistry } from './list-registry.ts'
import type { LogPage } from './log-tables.ts'
import { type Capture, captureOf } from './opened-capture.ts'
import { protocolRegistry } from './protocols/protocol-registry.ts'
import { fieldOf } from './rereading.ts'
import { Exports } from './exports.ts'
import { SelectionCache } from './selection-cache.ts'
import { CaptureTables } from './tables/capture-tables.ts'
import { RowSet } from './tables/row-set.ts'
import type { Selected } from './tables/selected.ts'

/** Milliseconds between calls of the progress listener, and between revisions while a file is read. */
const TELL_EVERY = 100
const REVISE_EVERY = 200
/** While reading, answers wait for the next revision this many times as long as those to the last one took. */
const READING_SHARE = 29

/** Rows that sessions() answers when nobody says how many: Arkime's default. */
const SESSIONS_LENGTH = 100

export type EngineOptions = {
  /** Refuse the link types that tshark does not open, as the documents that are compared with it do. */
  refuseAsTshark?: boolean
}

/** The one stateful object: opens files and answers questions about them, also while it reads. See EngineApi. */
export class Engine extends Answers implements EngineApi {
  private readonly options: EngineOptions
  private given: readonly File[] = []
  private csvMappings: readonly CsvMapping[] = []
  private capture: Capture | null = null
  private tables = new CaptureTables()
  private running: Promise<void> = Promise.resolve()
  private revision = 0
  private listener: ((progress: Progress) => void) | null = null
  private told = 0
  private revised = 0
  /** Milliseconds spent on answers since the last revision. */
  private answering = 0
  private readonly pages = new ListCache()
  private readonly selections = new SelectionCache()
  private readonly checks = new FindingRuns()
  /** Writes what is selected to files. */
  readonly exports = new Exports({
    opened: () => this.capture,
    ready: (selection) => this.readFields(selection.expression ?? ''),
    selected: (selection) => this.selected(selection),
    page: (list, query) => this.page(list, query),
    onTurn: () => this.tell(false),
  })
  private dissectors: readonly string[] | null = null
  private registry: { names: readonly string[]; fields: FieldRegistry } | null = null

  constructor(options: EngineOptions = {}) {
    super()
    this.options = options
  }

  open(given: readonly File[]): Promise<void> {
    this.given = given
    return this.begin(given)
  }

  async follow(places: readonly number[], current: (place: number) => Promise<File>): Promise<void> {
    const { files, growing } = await growingFiles(this.given, places, current)
    return this.begin(files, growing)
  }

  async readOn(): Promise<Growth | null> {
    await this.running
    const { capture } = this
    const growth = (await capture?.following.readOn()) ?? null
    if (growth?.grew === true && capture === this.capture) this.tell(true)
    return growth
  }

  async stopFollowing(): Promise<void> {
    await this.running
    const { capture } = this
    await capture?.following.stop()
    if (capture === this.capture) this.tell(true)
  }

  private begin(given: readonly InputFile[], growing: readonly GrowingFile[] = []): Promise<void> {
    this.forget()
    const unpacked = unpackArchives(given)
    const begun = unpacked.then((files) => {
      // Whoever opened something else meanwhile waits for that.
      if (this.running === begun) this.read(files, growing)
    })
    this.running = begun
    return begun
  }

  private read(files: Unpacked, growing: readonly GrowingFile[]): void {
    const capture = captureOf(files, growing, {
      refuseAsTshark: this.options.refuseAsTshark,
      csvMappings: this.csvMappings,
      onTurn: (of, changed) => this.turned(of, changed),
    })
    this.capture = capture
    this.tables = capture.tables
    this.running = this.run(capture)
    this.tell(true)
  }

  async whenRead(): Promise<CaptureStatus> {
    for (;;) {
      const { running } = this
      await running
      if (running === this.running) return this.status()
    }
  }

  cancel(): void {
    // What was read is not followed any less because something else is cancelled.
    if (this.capture?.state === 'reading') this.capture.reading.cancel()
    this.capture?.rereading.cancel()
    this.exports.cancel()
  }

  close(): void {
    this.given = []
    this.forget()
    this.tell(true)
  }

  progress(): Progress {
    const { capture, revision } = this
    if (capture === null)
      return { state: 'empty', files: [], bytesRead: 0, bytesTotal: 0, packets: 0, elapsed: 0, revision }
    const { reading, tables, state } = capture
    return {
      state,
      files: reading.files.map(({ name, size }) => ({ name, size })),
      bytesRead: reading.bytesRead,
      bytesTotal: reading.bytesTotal,
      packets: tables.packets.rows,
      elapsed: capture.took ?? performance.now() - capture.began,
      revision,
      again: capture.rereading.progress,
      checking: this.checks.progress,
      exporting: this.exports.progress,
    }
  }

  onProgress(listener: ((progress: Progress) => void) | null): void {
    this.listener = listener
  }

  checkExpression(text: string): ExpressionCheck {
    return checkText(text, this.fieldRegistry(), this.tables)
  }

  completions(text: string, position: number) {
    return completionsAt(text, position, this.fieldRegistry(), this.tables)
  }

  fields() {
    return describeFields(this.fieldRegistry(), this.tables)
  }

  status(selection?: Selection): CaptureStatus {
    const reading = this.capture?.reading
    const open = {
      files: reading?.files.map(({ name, size, format }) => ({ name, size, format })) ?? [],
      comments: reading?.told.comments ?? [],
      linkTypeName,
    }
    return this.ask(selection, (tables, selected) => status(tables, selected, open))
  }

  mapColumns(mappings: readonly CsvMapping[]): void {
    this.csvMappings = mappings
  }

  async csvSample({ log, mapping = null }: { log: number; mapping?: CsvMapping | null }): Promise<CsvSample> {
    if (this.capture === null) throw new Error(`there is no log ${log}`)
    return this.capture.logs.csvSample(log, mapping)
  }

  async logRows({ log, order, start, length, ...selection }: { log: number } & Selection & Window): Promise<LogPage> {
    if (this.capture === null) throw new Error(`there is no log ${log}`)
    const selected = this.selected(selection)
    const key = `${this.revision} ${JSON.stringify(selection)}`
    return this.capture.logs.page(log, { order, start, length }, selected && { key, of: selected })
  }

  sessions(query?: SessionsQuery & Selection & Window) {
    return this.page('sessions', { length: SESSIONS_LENGTH, ...query })
  }

  sessionDetails(query: { row: number } & Selection) {
    return sessionDetails(this.tables, query.row)
  }

  findings(query: FindingQuery & Selection = {}) {
    return this.checks.findings(
      `${this.revision} ${JSON.stringify(query)}`,
      () => this.ask(query, (tables, selected) => runDetections(tables, selected, query)),
      (took) => {
        this.answering += took
        this.tell(false)
      },
    )
  }

  detections() {
    return describeDetections(this.tables)
  }

  page<L extends keyof Lists>(list: L, query: Lists[L]['query'] & Selection & Window): Page<Lists[L]['row']> {
    if (!Object.hasOwn(listRegistry, list)) throw new Error(`there is no list called ${list}`)
    const { order, start, length, ...asked } = query
    const make: ListMakers[L] = listRegistry[list]
    return this.ask(query, (tables, selected) =>
      this.pages.window<Lists[L]['row']>(
        String(this.revision),
        `${list} ${JSON.stringify(asked)}`,
        () => make(tables, selected, query, this.find),
        { order, start, length },
      ),
    )
  }

  async packetFields(query: FieldQuery & Selection): Promise<PacketFields[]> {
    const { fields, start, length, expression = '' } = query
    const registry = this.fieldRegistry()
    for (const name of fields) fieldOf(name, registry)
    const { capture } = this
    if (capture === null) return []
    await capture.rereading.fields(expression, registry)
    const packets = this.selected(query)?.packets
    return capture.rereading.texts(fields, registry, (row) => packets?.has(row) ?? true, start, length)
  }

  async packet({ number }: { number: number }): Promise<PacketDetails | null> {
    return (await this.capture?.packets.packet(number)) ?? null
  }

  async packetSummaries({ numbers }: { numbers: readonly number[] }): Promise<PacketSummary[]> {
    return (await this.capture?.packets.summaries(numbers)) ?? []
  }

  async followStream({ session }: { session: number }): Promise<FollowedStream | null> {
    return (await this.capture?.packets.follow(session)) ?? null
  }

  async readFields(expression: string): Promise<void> {
    await this.capture?.rereading.fields(expression, this.fieldRegistry())
  }

  exportCapture(query: { format: CaptureFormatName } & Selection): Promise<ExportedFile> {
    return this.exports.capture(query)
  }

  exportList<L extends keyof Lists>(query: ListExport<L>): Promise<ExportedFile> {
    return this.exports.list(query)
  }

  exportTable(query: TableExport & Selection): Promise<ExportedFile> {
    return this.exports.table(query)
  }

  fitFeatures(query: FeatureQuery & Selection) {
    return this.exports.fit(query)
  }

  exportFeatures(query: FeatureQuery & { format: FeatureFormat } & Selection) {
    return this.exports.features(query)
  }

  protected ask<T>(
    selection: Selection | undefined,
    analysis: (tables: CaptureTables, selected: Selected | null) => T,
  ): T {
    const began = performance.now()
    try {
      return analysis(this.tables, this.selected(selection))
    } finally {
      this.answering += performance.now() - began
    }
  }

  private async run(capture: Capture): Promise<void> {
    const { reading, tables, following } = capture
    try {
      await reading.run()
      following.settle()
      const refused = tables.packets.rows === 0 && reading.rows === 0 && tables.warnings.some(({ fatal }) => fatal)
      capture.state = reading.cancelled ? 'cancelled' : refused ? 'failed' : 'done'
    } catch (error) {
      const message = `reading stopped: ${error instanceof Error ? error.message : String(error)}`
      tables.warnings.push({ file: '', offset: null, packet: null, message, fatal: true })
      capture.state = 'failed'
    }
    capture.took = performance.now() - capture.began
    if (capture === this.capture) this.tell(true)
  }

  private turned(capture: Capture, changed: boolean): void {
    if (capture === this.capture) this.tell(changed)
  }

  /** Tells the listener how far things are; `changed`: now, and the answers are others. */
  private tell(changed: boolean): void {
    const now = performance.now()
    if (changed || now - this.revised >= Math.max(REVISE_EVERY, this.answering * (READING_SHARE + 1))) {
      this.revision++
      this.revised = now
      this.answering = 0
    }
    if (!changed && now - this.told < TELL_EVERY) return
    this.told = now
    this.listener?.(this.progress())
  }

  private forget(): void {
    this.capture?.reading.cancel()
    this.cancel()
    this.capture = null
    this.tables = new CaptureTables()
    this.selections.clear()
    this.pages.clear()
    this.checks.forget()
  }

  /** What a selection leaves; null = all; nothing while the fields that it needs are read. Throws ExpressionError. */
  private selected(selection: Selection | undefined): Selected | null {
    const { packets, records } = this.tables
    if (!this.hasFields(selection?.expression ?? ''))
      return { packets: new RowSet(packets.rows), records: new RowSet(records.rows) }
    return this.selections.selected(selection, this.tables, this.fieldRegistry(), this.revision)
  }

  /** Whether nothing must be read again for an expression; if it must, that begins when the files are read. */
  private hasFields(expression: string): boolean {
    if (expression.trim() === '') return true
    const { capture } = this
    return capture === null || capture.rereading.has(expression, this.fieldRegistry(), capture.state !== 'reading')
  }

  /** For analyses over fields: one that needs the packets again has no values until they are read. */
  protected readonly find = (name: string): FieldSource => {
    const field = fieldOf(name, this.fieldRegistry())
    return this.hasFields(field.isReread === true ? field.name : '') ? field : { ...field, columns: [] }
  }

  /** The fields of what is open; before anything is, those of all dissectors. */
  private fieldRegistry(): FieldRegistry {
    const { protocolNames } = this.tables
    const names = protocolNames.length > 0 ? protocolNames : this.dissectorNames()
    if (this.registry?.names !== names) this.registry = { names, fields: new FieldRegistry(names, packetFieldList()) }
    return this.registry.fields
  }

  private dissectorNames(): readonly string[] {
    return (this.dissectors ??= new DispatchTables(protocolRegistry).names)
  }
}
