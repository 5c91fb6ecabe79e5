import type { FeatureChoice, FeatureMapping } from './export/feature-mapping.ts'
import type { FeatureFit } from './feature-fit.ts'
import type { CertificateUsers } from './analysis/certificate-users.ts'
import type { Certificate, CertificatesQuery } from './analysis/certificates.ts'
import type { BeaconLists, describeBeaconSettings } from './analysis/beacon-settings.ts'
import type { Beacon, BeaconQuery } from './analysis/beacon.ts'
import type { CaptureStatus } from './analysis/status.ts'
import type { AddressClaim } from './analysis/address-claims.ts'
import type { DhcpLease } from './analysis/dhcp-leases.ts'
import type { TransferredFile } from './analysis/files.ts'
import type { SmbAction } from './analysis/smb-actions.ts'
import type { Credential } from './analysis/credentials.ts'
import type { ConnectionGraph, ConnectionsQuery } from './analysis/connections.ts'
import type { Conversation, ConversationProtocol } from './analysis/conversations.ts'
import type { DnsAnswerSessions } from './analysis/dns-answer-sessions.ts'
import type { DnsDomain } from './analysis/dns-domains.ts'
import type { DnsLookup, DnsLookupsQuery } from './analysis/dns-lookups.ts'
import type { DnsSummary } from './analysis/dns-summary.ts'
import type { Endpoint } from './analysis/endpoints.ts'
import type { Finding } from './detections/detection.ts'
import type { CheckProgress, DetectionDescription, FindingQuery } from './detections/run-detections.ts'
import type { Completions } from './expression/completion.ts'
import type { ExpressionCheck, FieldDescription } from './expression/search.ts'
import type { HierarchyNode } from './analysis/hierarchy.ts'
import type { HttpHost } from './analysis/http-hosts.ts'
import type { Packet } from './analysis/packets.ts'
import type { FrameProtocols } from './analysis/protocols.ts'
import type { HttpMessages, HttpTransaction } from './analysis/http-requests.ts'
import type { HttpValue, HttpValuesQuery } from './analysis/http-values.ts'
import type { HttpSummary } from './analysis/http-summary.ts'
import type { FollowedStream } from './packets/follow-stream.ts'
import type { PacketDetails } from './packets/packet-questions.ts'
import type { PacketSummary } from './packets/packet-summary.ts'
import type { LogPage } from './log-tables.ts'
import type { PacketFields } from './ingest/field-reading.ts'
import type { CsvSample } from './csv-sample.ts'
import type { CsvMapping } from './formats/csv-mapping.ts'
import type { Growth } from './following.ts'
import type { Log } from './analysis/logs.ts'
import type { QueriedName } from './analysis/queried-names.ts'
import type { TableName } from './export/table-registry.ts'
import type { TableFormat } from './table-exports.ts'
import type { ListFormat } from './export/list-writer.ts'
import type { CaptureFormatName } from './capture-export.ts'
import type { SessionDetails } from './analysis/session-details.ts'
import type { Session, SessionsQuery } from './analysis/sessions.ts'
import type { SpiGraph, SpiGraphQuery } from './analysis/spigraph.ts'
import type { SpiField, SpiViewQuery } from './analysis/spiview.ts'
import type { Summary, SummaryQuery } from './analysis/summary.ts'
import type { TcpStreams } from './analysis/tcp-streams.ts'
import type { Timeline, TimelineQuery } from './analysis/timeline.ts'
import type { ClientHello, TlsHellos } from './analysis/tls-hellos.ts'
import type { TlsValue, TlsValuesQuery } from './analysis/tls-values.ts'
import type { TlsHost } from './analysis/tls-hosts.ts'
import type { UniqueQuery, UniqueValue } from './analysis/unique.ts'

/**
 * Every method takes one: rows outside it do not count. `timeRange` is in seconds since 1970, decimal strings or numbers.
 * `expression` is what a person types (see checkExpression); a wrong one throws ExpressionError. Both together: packets
 * of both.
 */
export type Selection = {
  expression?: string | undefined
  timeRange?: { from: string | number; to: string | number } | undefined
}

/**
 * A window of an ordered list. `order`: 'bytes:desc' names a key of the rows, 'bytes:desc,start:asc' several; without it
 * the analysis's own order.
 */
export type Window = { order?: string | undefined; start?: number | undefined; length?: number | undefined }

/** Fields by Wireshark's names: 'ip.ttl'. */
export type FieldQuery = { fields: readonly string[]; start?: number | undefined; length?: number | undefined }

export type Page<T> = { total: number; start: number; rows: T[] }

/** A list, its parameters, the order of its rows, and the format to write it in. */
export type ListExport<L extends keyof Lists> = {
  list: L
  format: ListFormat
  order?: string | undefined
  /** Of `credentials`: with the secrets; without it they are covered. */
  secrets?: boolean | undefined
} & Lists[L]['query'] &
  Selection

/** A table by Zeek's name of its log, and the format to write it in. */
export type TableExport = {
  table: TableName
  format: TableFormat
  /** Of logs with passwords and communities: with them; without it they are covered. */
  secrets?: boolean | undefined
}

/** A matrix of numbers of a table: by choices (without them what a column's type suggests), or by an earlier mapping. */
export type FeatureQuery = {
  /** Without it that of the mapping, else 'conn'. */
  table?: TableName | undefined
  columns?: readonly FeatureChoice[] | undefined
  /** JSON, as it was saved. */
  mapping?: string | undefined
}
export type FeatureFormat = 'csv' | 'parquet' | 'arrow'
export type { FeatureChoice, FeatureFit, FeatureMapping }

/** A file to be saved; its name says what was selected. */
export type ExportedFile = { blob: Blob; name: string }

/**
 * The lists that a grid can show in windows: method name -> its parameters and row. Beside the keys of their rows they
 * are ordered by what a view computes from a row: dnsLookups by 'time' (of the query, else the response) and 'seconds'
 * (between them), conversations by 'rate_ab' and 'rate_ba' (bits a second; none when duration <= 5 ms).
 */
export type Lists = {
  /** Ordered also by the fields asked for, and by `info`: its first word. */
  sessions: { query: SessionsQuery; row: Session }
  packets: { query: object; row: Packet }
  /** The values of a field, or of several in combination, with counts. */
  unique: { query: UniqueQuery; row: UniqueValue }
  endpoints: { query: { protocol: ConversationProtocol }; row: Endpoint }
  conversations: { query: { protocol: ConversationProtocol }; row: Conversation }
  dnsLookups: { query: DnsLookupsQuery; row: DnsLookup }
  /** The names of dnsLookups, most lookups first: queriedNames(). */
  dnsNames: { query: object; row: QueriedName }
  dnsDomains: { query: object; row: DnsDomain }
  dnsAnswerSessions: { query: object; row: DnsAnswerSessions }
  tlsHosts: { query: object; row: TlsHost }
  /** Of tlsHellos(). */
  clientHellos: { query: object; row: ClientHello }
  tlsValues: { query: TlsValuesQuery; row: TlsValue }
  httpRequests: { query: object; row: HttpTransaction }
  /** The hosts of httpRequests, most requests first: httpHosts(). */
  httpHosts: { query: object; row: HttpHost }
  httpValues: { query: HttpValuesQuery; row: HttpValue }
  certificates: { query: CertificatesQuery; row: Certificate }
  beacons: { query: BeaconQuery; row: Beacon }
  /** `log`: only the one of that number. */
  logs: { query: { log?: number }; row: Log }
  credentials: { query: object; row: Credential }
  smbActions: { query: object; row: SmbAction }
  files: { query: object; row: TransferredFile }
  dhcpLeases: { query: object; row: DhcpLease }
  addressClaims: { query: object; row: AddressClaim }
  findings: { query: FindingQuery; row: Finding }
}

/** How far reading is. */
export type Progress = {
  state: 'empty' | 'reading' | 'done' | 'cancelled' | 'failed'
  files: { name: string; size: number }[]
  bytesRead: number
  bytesTotal: number
  packets: number
  /** Milliseconds since open, or what the whole read took. */
  elapsed: number
  /** Counts up whenever the answers may have changed; while reading seldom enough that answers take a tenth of the time. */
  revision: number
  /** Set while files are read again: for fields that no table holds, or for packets themselves. */
  again?: { of: 'fields' | 'packets'; bytesRead: number; bytesTotal: number } | undefined
  /** Set while rows are written to a file. */
  exporting?: { done: number; total: number } | undefined
  /** Set while the checks behind `findings` run. */
  checking?: CheckProgress | undefined
}

/**
 * The Engine: names follow CloudShark's and Arkime's APIs (DESIGN section 5). The page calls it through comlink, so
 * there every method answers a promise. Times: absolute ones are decimal strings of seconds with nine digits, relative
 * ones numbers of seconds. Bytes are bytes on the wire.
 */
export type EngineApi = {
  /** Replaces what is open; files dropped together are one capture in time order. Resolves when reading has begun. */
  open(files: readonly File[]): Promise<void>
  /** Resolves when the files given last are read (or cancelled) and every analysis can answer. */
  whenRead(): Promise<CaptureStatus>
  /**
   * Reads what is open anew, and from then on what is added to some of the files: those at these places among the files
   * given last; the place behind the last is a further file. `current` answers such a file as it is at that moment.
   * Resolves when reading has begun; rejects, and changes nothing, where a file cannot be had. `readOn` must be called to
   * see what was added.
   */
  follow(places: readonly number[], current: (place: number) => Promise<File>): Promise<void>
  /**
   * Looks at the followed files and reads what was added, up to the last whole record, after everything else is read. Of a
   * file that was replaced by another of its name (rotated, cut off) the new one is read as a further file. Null when
   * nothing is open.
   */
  readOn(): Promise<Growth | null>
  /** What was read stands; a last record that is cut is named. */
  stopFollowing(): Promise<void>
  cancel(): void
  close(): void
  progress(): Progress
  /** `listener` is called on every change of progress, at most some ten times a second. One listener; null removes it. */
  onProgress(listener: ((progress: Progress) => void) | null): void

  /** Whether an expression can be applied to what is open; if not, why, where, and what would be right there. */
  checkExpression(text: string): ExpressionCheck
  /** What may stand at a position (in characters): fields, operators of a field's type, values that occur, words. */
  completions(text: string, position: number): Completions
  /** Every field that an expression may name; those of Zeek's logs where such a log is open. */
  fields(): FieldDescription[]

  status(selection?: Selection): CaptureStatus
  hierarchy(selection?: Selection): HierarchyNode[]
  /** A window of the sessions; without `length` the first 100. */
  sessions(query?: SessionsQuery & Selection & Window): Page<Session>
  /** Everything known of the session of a `row`; null when there is none. */
  sessionDetails(query: { row: number } & Selection): SessionDetails | null
  /**
   * Values with counts, of any fields by any name. Of fields that no table holds the packets are read again first, as
   * with readFields: nothing is counted until that is done.
   */
  unique(query: UniqueQuery & Selection): UniqueValue[]
  spiview(query: SpiViewQuery & Selection): SpiField[]
  spigraph(query: SpiGraphQuery & Selection): SpiGraph
  summary(query?: SummaryQuery & Selection): Summary
  /** Frames by frame.protocols string, and the string of each selected frame. */
  protocols(selection?: Selection): Record<string, number>
  frameProtocols(selection?: Selection): FrameProtocols
  endpoints(query: Lists['endpoints']['query'] & Selection): Endpoint[]
  conversations(query: Lists['conversations']['query'] & Selection): Conversation[]
  tcpStreams(selection?: Selection): TcpStreams
  dnsLookups(query?: DnsLookupsQuery & Selection): DnsLookup[]
  dnsDomains(selection?: Selection): DnsDomain[]
  dnsAnswerSessions(selection?: Selection): DnsAnswerSessions[]
  dnsSummary(selection?: Selection): DnsSummary
  tlsHosts(selection?: Selection): TlsHost[]
  tlsHellos(selection?: Selection): TlsHellos
  tlsValues(query: TlsValuesQuery & Selection): TlsValue[]
  certificates(query?: CertificatesQuery & Selection): Certificate[]
  /** Who sent and who got the certificate of a SHA-256. */
  certificateUsers(query: { sha256: string } & Selection): CertificateUsers
  httpRequests(selection?: Selection): HttpTransaction[]
  httpSummary(selection?: Selection): HttpSummary
  httpValues(query: HttpValuesQuery & Selection): HttpValue[]
  httpMessages(selection?: Selection): HttpMessages
  /** Every log that was read, in the order of the files, whatever is selected. */
  logs(): Log[]
  /**
   * The rows of a log under its own columns, those of the selection where it can be said which these are; `log` is its
   * number in logs(). Reads the file again when it is first asked for.
   */
  logRows(query: { log: number } & Selection & Window): Promise<LogPage>
  /** What the columns of CSV files are, by their headers: for what is opened from now on. Takes the place of what was said before. */
  mapColumns(mappings: readonly CsvMapping[]): void
  /** The header and first rows of a log that is a table of CSV, what its columns may be, and what a mapping would find wrong. */
  csvSample(query: { log: number; mapping?: CsvMapping | null }): Promise<CsvSample>
  connections(query?: ConnectionsQuery & Selection): ConnectionGraph
  beacons(query?: BeaconQuery & Selection): Beacon[]
  /** The numbers of a beacon's severity, whatever is selected, the default networks, and what of the lists is not understood. */
  beaconSettings(query?: BeaconLists & Selection): ReturnType<typeof describeBeaconSettings>
  credentials(selection?: Selection): Credential[]
  smbActions(selection?: Selection): SmbAction[]
  files(selection?: Selection): TransferredFile[]
  dhcpLeases(selection?: Selection): DhcpLease[]
  addressClaims(selection?: Selection): AddressClaim[]
  /** What the checks find, worst detection first; other questions are answered between the checks, see Progress.checking. */
  findings(query?: FindingQuery & Selection): Promise<Finding[]>
  /** The checks, their thresholds, and what they lack in what is open, whatever is selected. */
  detections(selection?: Selection): DetectionDescription[]
  timeline(query?: TimelineQuery & Selection): Timeline

  /**
   * Reads the files again for the fields of an expression that no table holds. Not needed before a question: a selection
   * with such fields begins to read by itself, selects nothing meanwhile, and a new revision tells when it is done.
   * Rejects when `cancel` is called meanwhile; the selection then throws until this method is called.
   */
  readFields(expression: string): Promise<void>

  /**
   * Fields as `tshark -T fields` prints them, of the selected packets that have any: reads the files again. Rejects when
   * a field is unknown, and when `cancel` is called meanwhile.
   */
  packetFields(query: FieldQuery & Selection): Promise<PacketFields[]>

  /** The place of a packet among the selected ones, from 0; null when it is not selected. */
  packetPlace(query: { number: number } & Selection): number | null

  /**
   * A packet by its number, read from its file again: its bytes, and its layers with their fields; null when there is
   * none. Packets that it depends on are read with it, see packets/packet-context.ts.
   */
  packet(query: { number: number } & Selection): Promise<PacketDetails | null>

  /**
   * Packets as Wireshark tells them in a line (its columns Protocol and Info), at most 500. Those of packed files that
   * are too large to be kept unpacked (64 MiB) are left out.
   */
  packetSummaries(query: { numbers: readonly number[] } & Selection): Promise<PacketSummary[]>

  /** What both sides of the TCP or UDP stream of a session (a row) said, as far as 32 MiB of its packets tell; null for others. */
  followStream(query: { session: number } & Selection): Promise<FollowedStream | null>

  /**
   * The selected packets as a capture file: the bytes, times, link types and interfaces that they have in the files,
   * which are read again. Rejects when none is selected, when a pcap would have to hold several link types, and when
   * `cancel` is called meanwhile.
   */
  exportCapture(query: { format: CaptureFormatName } & Selection): Promise<ExportedFile>

  /**
   * The selected rows of a table with Zeek's column names and types, in a file. Rejects when `cancel` is called meanwhile.
   */
  exportTable(query: TableExport & Selection): Promise<ExportedFile>

  /** What becomes of the selected rows of a table as a feature matrix: fits its columns, or takes the mapping. */
  fitFeatures(query: FeatureQuery & Selection): Promise<FeatureFit>

  /** The matrix in a file, and its mapping. Rejects when `cancel` is called meanwhile. */
  exportFeatures(
    query: FeatureQuery & { format: FeatureFormat } & Selection,
  ): Promise<ExportedFile & { mapping: FeatureMapping }>

  /** Every row of a list, as `page` gives them, in a file. Rejects when `cancel` is called meanwhile. */
  exportList<L extends keyof Lists>(query: ListExport<L>): Promise<ExportedFile>

  /** A window of one of the lists, sorted in the worker; the rows are those of the method of the same name. */
  page<L extends keyof Lists>(list: L, query: Lists[L]['query'] & Selection & Window): Page<Lists[L]['row']>
}
