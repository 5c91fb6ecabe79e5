import type { CertificateRecord, DnsMessage, HttpMessage, SshMessage, TcpSegment, TlsHello } from './records.ts'
import type { CredentialRecord } from './credential-record.ts'
import type { AddressClaim, DhcpMessage, FileRecord, SmbAction } from './evidence-records.ts'
import type { Packet } from './packet.ts'

/**
 * Where dissectors leave what they found; the ingest implements it over the tables. Addresses and texts become ids.
 * Nothing of a packet quoted in an ICMP error is reported: dissectors ask `packet.inError` first.
 */
export interface Sink {
  /** Node of the path trie. `symbol` = protocol id * 2, + 1 when nested. */
  path(parent: number, symbol: number): number

  /** Six bytes at `offset` as an address id. */
  mac(bytes: Uint8Array, offset: number): number
  ipv4(bytes: Uint8Array, offset: number): number
  ipv6(bytes: Uint8Array, offset: number): number
  /** TextPool id of bytes[from, to). */
  text(bytes: Uint8Array, from: number, to: number): number
  /** TextPool id of a string. */
  string(text: string): number
  /** The other way, for state that dissectors keep. */
  textOf(id: number): string

  /** An Ethernet header at `offset` of the packet's bytes: sets packet.source and destination, counts the pair. */
  ethernet(packet: Packet, offset: number): void
  /** As `ethernet`, for an IPv4 header. */
  ipv4Header(packet: Packet, offset: number): void
  /** An IPv6 header: counts the address pair; dissectors have set packet.source and destination. */
  ipv6Header(packet: Packet): void
  /** A UDP header: finds or makes the session, sets packet.session and packet.direction. `length`: payload on the wire. */
  udp(packet: Packet, length: number): void
  /** An SCTP header, or any other transport with ports. */
  sctp(packet: Packet, length: number): void
  /**
   * ICMP, ICMPv6: packet.sourcePort and destinationPort hold, as in Zeek, the type and the type of the answer (echo: 8
   * and 0), or type and code where there is no answer.
   */
  icmp(packet: Packet, length: number): void
  /**
   * A TCP header: as udp, and the sequence analysis. Answers the tcp.analysis flags of the segment, a bit set
   * (see sessions/tcp-flags.ts).
   */
  tcp(packet: Packet, segment: TcpSegment): number
  /** An application protocol is known of the packet's session. */
  service(packet: Packet, protocolName: string): void

  dns(packet: Packet, message: DnsMessage): void
  tlsHello(packet: Packet, hello: TlsHello): void
  certificate(packet: Packet, certificate: CertificateRecord): void
  http(packet: Packet, message: HttpMessage): void
  ssh(packet: Packet, message: SshMessage): void
  /** A log-in that the packet's sender asks for. Answers its number for `credentialAnswered`; 0 = not kept. */
  credential(packet: Packet, credential: CredentialRecord): number
  /** The server said what it thinks of a log-in. */
  credentialAnswered(credential: number, isAccepted: boolean): void
  /** The sender says that an IP address is at a hardware address. */
  addressClaim(packet: Packet, claim: AddressClaim): void
  dhcp(packet: Packet, message: DhcpMessage): void
  /** A body; after the message that carries it. */
  file(packet: Packet, file: FileRecord): void
  /** The packet's sender asks for it. Answers its number for `smbAnswered`; 0 = not kept. */
  smb(packet: Packet, action: SmbAction): number
  smbAnswered(action: number, isGranted: boolean): void
}
