import type { Packet } from './packet.ts'

/** What a dissector says of the bytes it was given. */
export type Verdict = typeof REJECTED | typeof ACCEPTED | typeof SILENT
/** Not mine: the caller tries the next candidate, the name leaves the path again. */
export const REJECTED = 0
/** Mine, also when it turned out malformed halfway. */
export const ACCEPTED = 1
/** Mine, but nothing is shown of it (it only asked for more bytes): the name leaves the path again. */
export const SILENT = 2

/**
 * One protocol. `dissect` is called with `packet.offset` at its first byte, `packet.end` after its last captured byte and
 * `packet.wireEnd` after its last byte on the wire (>= end). It reads only after `packet.need(n)`, hands payload on with
 * `packet.next…`/`packet.call…` and allocates nothing on the common path. It imports no other protocol and no table:
 * what the tables need goes through `packet.sink`.
 */
export type Dissector = {
  /** Wireshark's filter name, as frame.protocols has it. */
  readonly name: string
  /** 'pseudo': only in frame.protocols (X.509 parts); default 'layer'. */
  readonly kind?: 'layer' | 'pseudo'
  /** Looks only at the beginning of a body (fewer than 64 bytes): a caller need not have collected the rest. */
  readonly needsBeginning?: true
  readonly dissect: (packet: Packet) => Verdict
}

/** key -> dissector, for each table that Wireshark has too. A registry reads like a table in a book. */
export type ProtocolRegistry = {
  readonly linkType: Readonly<Record<number, Dissector>>
  readonly etherType: Readonly<Record<number, Dissector>>
  readonly llcSap: Readonly<Record<number, Dissector>>
  /** SNAP protocol of Cisco's OUI. */
  readonly ciscoPid: Readonly<Record<number, Dissector>>
  /** Network layer protocol identifier (ISO 9577) of protocols that begin with it. */
  readonly nlpid: Readonly<Record<number, Dissector>>
  /** Cisco HDLC, and Frame Relay in Cisco's way: mostly EtherTypes. */
  readonly chdlcProtocol: Readonly<Record<number, Dissector>>
  readonly pppProtocol: Readonly<Record<number, Dissector>>
  readonly greProtocol: Readonly<Record<number, Dissector>>
  readonly ipProto: Readonly<Record<number, Dissector>>
  readonly udpPort: Readonly<Record<number, Dissector>>
  readonly tcpPort: Readonly<Record<number, Dissector>>
  readonly sctpPort: Readonly<Record<number, Dissector>>
  /** SCTP payload protocol identifier. */
  readonly sctpPpi: Readonly<Record<number, Dissector>>
  /** HTTP and MIME bodies by lower-case media type. */
  readonly mediaType: Readonly<Record<string, Dissector>>
  /** Tried in order when no port matched. */
  readonly udpHeuristic: readonly Dissector[]
  readonly tcpHeuristic: readonly Dissector[]
  readonly sctpHeuristic: readonly Dissector[]
  /** What TURN relays. */
  readonly stunHeuristic: readonly Dissector[]
  /** Reached only by name (packet.callNamed), from other dissectors. */
  readonly named: readonly Dissector[]
}
