/**
 * What application dissectors report to the tables. One reused object per dissector: the sink copies what it needs
 * before it returns. Text is given as TextPool ids (`sink.text`), 0 = unset.
 */

/** A DNS-format message of opcode 0. */
export type DnsMessage = {
  /** 'dns', 'mdns' or 'llmnr'. */
  protocol: string
  id: number
  response: boolean
  rcode: number
  /** Names as tshark prints them (no trailing dot, root = `<Root>`). */
  questionNames: number[]
  questionTypes: number[]
  /** The answer section, every RR. The ttl of an OPT RR means something else; value 0 = not rendered. */
  answerNames: number[]
  answerTypes: number[]
  answerTtls: number[]
  answerValues: number[]
}

export type TlsHello = {
  /** 1 = ClientHello, 2 = ServerHello. */
  kind: number
  transport: 'tls' | 'quic' | 'dtls'
  version: number
  serverName: number
  /** Protocols in wire order, joined by a line feed. */
  alpn: number
  /** '0x0304,0x0303' in wire order. */
  supportedVersions: number
  selectedVersion: number
  cipher: number
  ja3: number
  ja4: number
}

export type CertificateRecord = {
  transport: 'tls' | 'quic' | 'dtls'
  index: number
  subjectCommonName: number
  issuerCommonName: number
  subject: number
  issuer: number
  notBefore: number
  notAfter: number
  serial: number
  subjectAltNames: number
  signatureAlgorithm: number
  fingerprint: number
  sha1: number
}

export type HttpMessage = {
  /** 'http', 'ssdp' or 'http2'. */
  protocol: string
  method: number
  host: number
  uri: number
  userAgent: number
  referrer: number
  /** 0 = request. */
  status: number
  phrase: number
  contentType: number
  server: number
  bodyLength: number
}

/** What SSH says in the clear: an identification string, or a key exchange with what is agreed on so far. */
export type SshMessage = {
  fromServer: boolean
  version: number
  hassh: number
  keyExchange: number
  hostKey: number
  cipher: number
  mac: number
  compression: number
}

/** A TCP segment as the sequence analysis needs it. */
export type TcpSegment = {
  sourcePort: number
  destinationPort: number
  sequence: number
  acknowledgment: number
  /** Low 9 bits of the flags field. */
  flags: number
  window: number
  /** Window scale option; -1 = absent. */
  windowScale: number
  /** Payload bytes on the wire. */
  length: number
  /** Whether the header was captured to its end; if not, Wireshark counts the segment in no TCP conversation. */
  headerComplete: boolean
  /** SACK option present with at least one block. */
  sack: boolean
  /** TSval; -1 = option absent. */
  timestampValue: number
}
