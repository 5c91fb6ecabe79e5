import type { CredentialRecord } from '../dissect/credential-record.ts'
import type { DispatchTables } from '../dissect/dispatch.ts'
import type { AddressClaim, DhcpMessage, FileRecord, SmbAction } from '../dissect/evidence-records.ts'
import type { Packet } from '../dissect/packet.ts'
import type {
  CertificateRecord,
  DnsMessage,
  HttpMessage,
  SshMessage,
  TcpSegment,
  TlsHello,
} from '../dissect/records.ts'
import type { Sink } from '../dissect/sink.ts'
import { SessionTracker } from '../sessions/session-tracker.ts'
import { FAST_RETRANSMISSION, RETRANSMISSION, SPURIOUS_RETRANSMISSION } from '../sessions/tcp-flags.ts'
import type { TransportPacket } from '../sessions/transport-packet.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { ETH, ICMP, IP, IPV6, SCTP, UDP } from '../tables/conversations.ts'
import { PairMemo } from '../tables/pair-memo.ts'
import { TCP_ANALYSIS_NAMES } from '../tables/tcp-analysis-names.ts'
import { AddressClaimRows } from './address-claim-rows.ts'
import { CredentialRows } from './credential-rows.ts'
import { DhcpRows } from './dhcp-rows.ts'
import { DnsRows } from './dns-rows.ts'
import { FileRows } from './file-rows.ts'
import { HttpRows } from './http-rows.ts'
import { SmbRows } from './smb-rows.ts'
import { SshRows } from './ssh-rows.ts'
import { TlsRows } from './tls-rows.ts'

/** The Sink over the tables: interns, counts conversations, follows sessions, writes rows. */
export class TableSink implements Sink {
  protected readonly tables: CaptureTables
  private readonly dispatch: DispatchTables
  protected readonly tracker: SessionTracker
  private readonly dnsRows: DnsRows
  private readonly tlsRows: TlsRows
  private readonly httpRows: HttpRows
  private readonly sshRows: SshRows
  private readonly credentialRows: CredentialRows
  private readonly addressClaimRows: AddressClaimRows
  private readonly dhcpRows: DhcpRows
  private readonly fileRows: FileRows
  private readonly smbRows: SmbRows
  private readonly ethernetPairs = new PairMemo()
  private readonly ipv4Pairs = new PairMemo()
  private readonly transport: TransportPacket = {
    source: 0,
    destination: 0,
    sourcePort: 0,
    destinationPort: 0,
    proto: 0,
    time: 0,
    frame: 0,
    frameLength: 0,
    ipLength: 0,
    payloadLength: 0,
  }

  constructor(tables: CaptureTables, dispatch: DispatchTables) {
    this.tables = tables
    this.dispatch = dispatch
    this.tracker = new SessionTracker(tables)
    this.dnsRows = new DnsRows(tables, dispatch)
    this.tlsRows = new TlsRows(tables)
    this.httpRows = new HttpRows(tables, dispatch)
    this.sshRows = new SshRows(tables)
    this.credentialRows = new CredentialRows(tables, dispatch)
    this.addressClaimRows = new AddressClaimRows(tables, dispatch)
    this.dhcpRows = new DhcpRows(tables)
    this.fileRows = new FileRows(tables, dispatch)
    this.smbRows = new SmbRows(tables)
  }

  finish(): void {
    this.dnsRows.finish()
  }

  path(parent: number, symbol: number): number {
    return this.tables.paths.child(parent, symbol)
  }

  mac(b: Uint8Array, at: number): number {
    return this.tables.addresses.mac(word(b, at) >>> 0, (b[at + 4] << 8) | b[at + 5])
  }

  ipv4(b: Uint8Array, at: number): number {
    return this.tables.addresses.ipv4(word(b, at) >>> 0)
  }

  ipv6(b: Uint8Array, at: number): number {
    return this.tables.addresses.ipv6(
      word(b, at) >>> 0,
      word(b, at + 4) >>> 0,
      word(b, at + 8) >>> 0,
      word(b, at + 12) >>> 0,
    )
  }

  text(bytes: Uint8Array, from: number, to: number): number {
    return this.tables.texts.intern(bytes, from, to)
  }

  string(text: string): number {
    return this.tables.texts.internText(text)
  }

  textOf(id: number): string {
    return this.tables.texts.text(id)
  }

  ethernet(packet: Packet, at: number): void {
    const b = packet.bytes
    const { ethernetPairs } = this
    const parent = packet.track
    const w0 = word(b, at)
    const w1 = word(b, at + 4)
    const w2 = word(b, at + 8)
    if (!ethernetPairs.find(w0, w1, w2, parent)) {
      packet.destination = this.mac(b, at)
      packet.source = this.mac(b, at + 6)
      this.pair(packet, ETH)
      ethernetPairs.keep(w0, w1, w2, parent, packet.source, packet.destination, packet.track)
      return
    }
    packet.source = ethernetPairs.source
    packet.destination = ethernetPairs.destination
    packet.track = ethernetPairs.track
  }

  ipv4Header(packet: Packet, at: number): void {
    const b = packet.bytes
    const { ipv4Pairs } = this
    const parent = packet.track
    const w0 = word(b, at + 12)
    const w1 = word(b, at + 16)
    if (!ipv4Pairs.find(w0, w1, 0, parent)) {
      packet.source = this.ipv4(b, at + 12)
      packet.destination = this.ipv4(b, at + 16)
      this.pair(packet, IP)
      ipv4Pairs.keep(w0, w1, 0, parent, packet.source, packet.destination, packet.track)
      return
    }
    packet.source = ipv4Pairs.source
    packet.destination = ipv4Pairs.destination
    packet.track = ipv4Pairs.track
  }

  ipv6Header(packet: Packet): void {
    this.pair(packet, IPV6)
  }

  udp(packet: Packet, length: number): void {
    const session = this.tracker.datagram(this.describe(packet, length), UDP)
    this.follow(packet, session)
  }

  sctp(packet: Packet, length: number): void {
    const session = this.tracker.datagram(this.describe(packet, length), SCTP)
    this.follow(packet, session)
  }

  icmp(packet: Packet, length: number): void {
    const session = this.tracker.datagram(this.describe(packet, length), ICMP)
    this.follow(packet, session)
  }

  tcp(packet: Packet, segment: TcpSegment): number {
    const session = this.tracker.tcp(this.describe(packet, segment.length), segment)
    this.follow(packet, session, segment.headerComplete)
    const found = this.tracker.analysis
    // Wireshark shows its analysis below the options: where they are cut it shows none.
    if (found !== 0 && segment.headerComplete) {
      // Wireshark marks a fast or spurious retransmission as a retransmission too.
      const marks = (found & (FAST_RETRANSMISSION | SPURIOUS_RETRANSMISSION)) !== 0 ? found | RETRANSMISSION : found
      const counts = this.tables.tcpAnalysis
      for (let bit = 0; bit < TCP_ANALYSIS_NAMES.length; bit++) if ((marks & (1 << bit)) !== 0) counts[bit]++
    }
    return found
  }

  service(packet: Packet, protocolName: string): void {
    const sessions = this.tables.sessions
    if (packet.session !== 0 && sessions.service[packet.session] === 0)
      sessions.service[packet.session] = this.dispatch.idOf(protocolName)
  }

  dns(packet: Packet, message: DnsMessage): void {
    this.service(packet, message.protocol)
    this.dnsRows.message(packet, message)
  }

  tlsHello(packet: Packet, hello: TlsHello): void {
    this.service(packet, hello.transport)
    this.tlsRows.hello(packet, hello)
  }

  certificate(packet: Packet, certificate: CertificateRecord): void {
    this.tlsRows.certificate(packet, certificate)
  }

  http(packet: Packet, message: HttpMessage): void {
    this.service(packet, message.protocol)
    this.httpRows.message(packet, message)
  }

  ssh(packet: Packet, message: SshMessage): void {
    this.service(packet, 'ssh')
    this.sshRows.message(packet, message)
  }

  credential(packet: Packet, credential: CredentialRecord): number {
    return this.credentialRows.add(packet, credential)
  }

  credentialAnswered(credential: number, isAccepted: boolean): void {
    this.credentialRows.answered(credential, isAccepted)
  }

  addressClaim(packet: Packet, claim: AddressClaim): void {
    this.addressClaimRows.claim(packet, claim)
  }

  dhcp(packet: Packet, message: DhcpMessage): void {
    this.service(packet, 'dhcp')
    this.dhcpRows.message(packet, message)
  }

  file(packet: Packet, file: FileRecord): void {
    this.fileRows.add(packet, file)
  }

  smb(packet: Packet, action: SmbAction): number {
    return this.smbRows.add(packet, action)
  }

  smbAnswered(action: number, isGranted: boolean): void {
    this.smbRows.answered(action, isGranted)
  }

  private pair(packet: Packet, layer: number): void {
    const { conversations, tracks } = this.tables
    const row = conversations.find(layer, packet.source, packet.destination, 0, 0)
    packet.track = conversations.track(tracks, packet.track, row, conversations.direction)
  }

  private describe(packet: Packet, payloadLength: number): TransportPacket {
    const t = this.transport
    t.source = packet.source
    t.destination = packet.destination
    t.sourcePort = packet.sourcePort
    t.destinationPort = packet.destinationPort
    t.proto = packet.ipProto
    t.time = packet.time
    t.frame = packet.number
    t.frameLength = packet.length
    t.ipLength = packet.ipLength
    t.payloadLength = payloadLength
    return t
  }

  private follow(packet: Packet, session: number, counted = true): void {
    packet.session = session
    packet.direction = this.tracker.direction
    if (!counted) return
    const { conversations, tracks } = this.tables
    const { conversation, conversationDirection } = this.tracker
    packet.track = conversations.track(tracks, packet.track, conversation, conversationDirection)
  }
}

/** Signed. */
function word(b: Uint8Array, at: number): number {
  return (b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]
}
