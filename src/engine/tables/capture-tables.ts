import { NumberTrie } from '../bytes/number-trie.ts'
import { AddressClaimTable } from './address-claims.ts'
import { AddressPool } from './address-pool.ts'
import { CertificateTable } from './certificates.ts'
import { ConversationTable } from './conversations.ts'
import { CredentialTable } from './credentials.ts'
import { DhcpTable } from './dhcp.ts'
import { DnsAnswerTable, DnsTable } from './dns.ts'
import type { FieldColumn } from './field-column.ts'
import { FileTable } from './files.ts'
import { HttpTable } from './http.ts'
import type { LogSource } from './log-source.ts'
import { PacketTable } from './packets.ts'
import { RecordTable } from './records.ts'
import { SessionTable } from './sessions.ts'
import { SmbTable } from './smb.ts'
import { SshTable } from './ssh.ts'
import { TextPool } from './text-pool.ts'
import { TlsHelloTable } from './tls.ts'
import { TypedLogs } from './typed-log.ts'
import { UidTable } from './uids.ts'

/** One interface of one file: what a packet's `source` column points at. */
export type Source = {
  file: string
  /** Place of the file among those that were opened. */
  fileNumber: number
  linkType: number
  /** Most bytes of a packet that were captured; 0 = not said. */
  snapLength: number
  /** Decimal digits of a second that the timestamps carry (6, 9, …). */
  precision: number
  interfaceName: string | null
  /** Packets dropped by the capturing system, where the file says so (pcapng ISB). */
  drops: number | null
}

/** Something wrong in a file, where and why; what was read so far stands. */
export type FileWarning = {
  file: string
  /** Byte offset in the (decompressed) file, or null. */
  offset: number | null
  packet: number | null
  message: string
  /** Reading stopped there. */
  fatal: boolean
}

/** The protocols of a layer name: how it counts in frame.protocols and in the hierarchy. */
export type ProtocolKind =
  /** in both */
  | 'layer'
  /** only in frame.protocols (ethertype, X.509 parts) */
  | 'pseudo'
  /** only in the hierarchy (_ws.malformed, _ws.short) */
  | 'expert'

/** Everything the analyses may see of what was read. */
export class CaptureTables {
  readonly addresses = new AddressPool()
  readonly texts = new TextPool()
  readonly packets = new PacketTable()
  readonly records = new RecordTable()
  readonly conversations = new ConversationTable()
  readonly sessions = new SessionTable()
  readonly uids = new UidTable()
  readonly dns = new DnsTable()
  readonly dnsAnswers = new DnsAnswerTable()
  readonly tlsHellos = new TlsHelloTable()
  readonly certificates = new CertificateTable()
  readonly http = new HttpTable()
  readonly ssh = new SshTable()
  readonly credentials = new CredentialTable()
  readonly addressClaims = new AddressClaimTable()
  readonly dhcp = new DhcpTable()
  readonly files = new FileTable()
  readonly smb = new SmbTable()
  /** Zeek's other logs. */
  readonly typedLogs = new TypedLogs()
  /** What reading the packets again gave, by the field's name. */
  readonly fieldColumns = new Map<string, FieldColumn>()
  /** Protocol paths; symbol = protocol id * 2, + 1 when nested inside another protocol's subtree. */
  readonly paths = new NumberTrie(0xffff)
  /** Conversation chains; symbol = conversation row * 2 + direction. */
  readonly tracks = new NumberTrie()
  /** Zeek history strings; symbol = character code. */
  readonly histories = new NumberTrie(0xffff)
  /** By protocol id. */
  protocolNames: readonly string[] = []
  protocolKinds: readonly ProtocolKind[] = []
  readonly sources: Source[] = []
  readonly warnings: FileWarning[] = []
  /** The logs that were read, and texts that are none: what a record's `log` column points at. */
  readonly logs: LogSource[] = []
  /** Seconds since 1970 from which `time` columns count. */
  baseSecond = 0
  /** tcp.analysis.<name> -> frames that carry it. */
  readonly tcpAnalysis = new Float64Array(16)
}
