import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet } from '../dissect/packet.ts'
import { tlsRecordFields } from '../dissect/tls-fields.ts'
import { dissectHandshake, isMessageType } from '../dissect/tls-handshake.ts'
import {
  ALERT,
  APPLICATION_DATA,
  CHANGE_CIPHER_SPEC,
  HANDSHAKE,
  isContentType,
  SSL3,
  TLCP,
  TLS10,
  TLS11,
  TLS12,
  TLS13,
  TlsSession,
} from '../dissect/tls-session.ts'
import { X509Walk } from '../dissect/x509.ts'

const RECORD_HEADER = 5
/** A record has at most 2^14 bytes and 2048 for encryption (RFC 5246 section 6.2.3). */
const LONGEST_RECORD = 0x4000 + 2048

const CLIENT_HELLO = 1
/** SSL 2.0: not a version on the wire of a record, but of the conversation. */
const SSL2 = 0x0002
const SSL2_ERROR = 0
const SSL2_CLIENT_HELLO = 1
const SSL2_MASTER_KEY = 2
const SSL2_SERVER_HELLO = 4

/** Ports behind which Wireshark expects a TLS server: its table tls.port. */
const SERVER_PORTS: ReadonlySet<number> = new Set([
  324, 443, 465, 636, 802, 853, 993, 995, 1300, 2221, 2443, 3249, 3250, 3251, 3252, 3389, 3496, 5061, 5671, 5684, 5868,
  8883, 11207, 19999, 27017,
])

/** Length of the MAC of cipher suites without encryption (RFC 5246, 4785, 4492, 5487, 5489). */
const NULL_CIPHER_MACS: ReadonlyMap<number, number> = new Map([
  [0x0001, 16],
  [0x0002, 20],
  [0x002c, 20],
  [0x002d, 20],
  [0x002e, 20],
  [0x003b, 32],
  [0x00b0, 32],
  [0x00b1, 48],
  [0x00b4, 32],
  [0x00b5, 48],
  [0x00b8, 32],
  [0x00b9, 48],
  [0xc001, 20],
  [0xc006, 20],
  [0xc00b, 20],
  [0xc010, 20],
  [0xc015, 20],
  [0xc039, 20],
  [0xc03a, 32],
  [0xc03b, 48],
])

const newSession = () => new TlsSession()
/** For packets without a stream: those that an ICMP error quotes. */
const unrelated = new TlsSession()

/** TLS over a byte stream, RFC 8446 section 5.1 and its predecessors; SSL 2.0 hellos are recognised. */
export const tls: Dissector = { name: 'tls', dissect: dissectTls }

/** Any port: what begins like a handshake or application data record, or an SSL 2.0 ClientHello. */
export const tlsHeuristic: Dissector = {
  name: 'tls',
  dissect(packet) {
    if (!beginsLikeRecord(packet) && !isSsl2ClientHello(packet)) return REJECTED
    const stream = packet.stream
    if (stream !== undefined) stream.dissector = tls
    return dissectTls(packet)
  },
}

function dissectTls(packet: Packet): Verdict {
  if (packet.remaining > 4 && isText(packet)) return REJECTED
  const stream = packet.stream
  const session = stream === undefined ? unrelated : stream.of('tls', newSession)
  if (stream === undefined) unrelated.reset()
  const { wireEnd } = packet
  let at = packet.offset
  while (at < wireEnd) {
    const next = dissectRecord(packet, session, at)
    if (next < 0 || packet.stopped !== 0) return ACCEPTED
    at = next
  }
  return ACCEPTED
}

/** The record at `at`; answers where the next one begins, -1 when the packet ends here. */
function dissectRecord(packet: Packet, session: TlsSession, at: number): number {
  const available = packet.wireEnd - at
  if (session.version === SSL2) return dissectSsl2Record(packet, session, at)
  if (available < RECORD_HEADER) return more(packet, at, ONE_MORE_SEGMENT)
  if (!packet.need(RECORD_HEADER, at)) return -1
  const type = packet.u8(at)
  const known = isVersion(session.version)
  if (known) {
    if (type === 0x80 && packet.u8(at + 2) === SSL2_CLIENT_HELLO) return dissectSsl2Record(packet, session, at)
  } else if (looksLikeSsl2(packet, at)) return dissectSsl2Record(packet, session, at)
  else if (!isContentType(type) || !isRecordVersion(packet.u16(at + 1))) return -1

  const length = packet.u16(at + 3)
  // TLS says to ignore records of unknown type; SSL 3.0 does not.
  if (!isContentType(type)) return known && session.version !== SSL3 ? -1 : at + RECORD_HEADER + length
  if (available < RECORD_HEADER + length) {
    // Of what is encrypted nothing but the header is looked at.
    const kept = type === APPLICATION_DATA && session.version !== 0 ? RECORD_HEADER : undefined
    return more(packet, at, RECORD_HEADER + length - available, kept)
  }
  const from = at + RECORD_HEADER
  if (packet.fields !== null) tlsRecordFields(packet.fields, packet, at, type, length, session.version)
  if (type === APPLICATION_DATA && session.version !== 0) {
    if (session.cipher !== 0) showUnencrypted(packet, session, from, length)
    return from + length
  }
  if (!packet.need(1, from)) return -1
  if (session.version === 0) learnVersion(packet, session, type, packet.u8(from), packet.u16(at + 1))
  if (type === CHANGE_CIPHER_SPEC) {
    const side = session.side(packet, SERVER_PORTS)
    if (session.version !== TLS13 && session.cipherSpecFrame[side] === 0) session.cipherSpecFrame[side] = packet.number
  } else if (type === HANDSHAKE) {
    if (!packet.need(length, from)) return -1
    dissectHandshake(packet, session, session.side(packet, SERVER_PORTS), 'tls', from, from + length, true)
  }
  return from + length
}

/** Application data of a cipher suite that does not encrypt: all but the MAC is data. */
function showUnencrypted(packet: Packet, session: TlsSession, from: number, length: number): void {
  const mac = NULL_CIPHER_MACS.get(session.cipher)
  if (mac === undefined) {
    session.cipher = 0
    return
  }
  const { offset, wireEnd } = packet
  const side = session.side(packet, SERVER_PORTS)
  if (session.cipherSpecFrame[side] === 0 || length <= mac) return
  packet.offset = from
  packet.wireEnd = from + length - mac
  packet.data()
  packet.offset = offset
  packet.wireEnd = wireEnd
}

/** Asks for more bytes of the stream, where that is possible. */
function more(packet: Packet, at: number, length: number, kept?: number): number {
  if (packet.canDesegment > 0) packet.wantMore(at, length, kept)
  return -1
}

/** Every record but ClientHellos and alerts tells the version that the conversation uses. */
function learnVersion(packet: Packet, session: TlsSession, type: number, firstByte: number, version: number): void {
  if (type === ALERT || !isRecordVersion(version)) return
  if (type === HANDSHAKE && (firstByte === CLIENT_HELLO || !isMessageType(firstByte))) return
  if (!packet.inError) session.version = version
}

/** Versions with which Wireshark goes straight to the record: TLS 1.3 is not among them. */
function isVersion(version: number): boolean {
  return (version >= SSL3 && version <= TLS12) || version === TLCP
}

function isRecordVersion(version: number): boolean {
  return (version >= SSL3 && version <= TLS13) || version === TLCP
}

/** TLS does not begin with four printable characters: this is a protocol before STARTTLS, or another one. */
function isText(packet: Packet): boolean {
  for (let at = packet.offset; at < packet.offset + 4; at++) {
    const byte = packet.u8(at)
    if (byte < 0x20 || byte > 0x7e) return false
  }
  return true
}

function beginsLikeRecord(packet: Packet): boolean {
  if (packet.remaining < RECORD_HEADER) return false
  const at = packet.offset
  const type = packet.u8(at)
  if (type !== HANDSHAKE && type !== APPLICATION_DATA) return false
  const version = packet.u16(at + 1)
  if (version !== SSL3 && version !== TLS10 && version !== TLS11 && version !== TLS12 && version !== TLCP) return false
  const length = packet.u16(at + 3)
  return length !== 0 && length < LONGEST_RECORD
}

/** RFC 5246 appendix E.2, with a length below 256. */
function isSsl2ClientHello(packet: Packet): boolean {
  if (packet.remaining < 46) return false
  const at = packet.offset
  if (packet.u8(at) !== 0x80 || packet.u8(at + 2) !== SSL2_CLIENT_HELLO) return false
  const ciphers = packet.u16(at + 5)
  const sessionId = packet.u16(at + 7)
  if (ciphers === 0 || ciphers % 3 !== 0) return false
  return (sessionId === 0 || sessionId === 16) && packet.u16(at + 9) === 32
}

function looksLikeSsl2(packet: Packet, at: number): boolean {
  if (packet.u8(at) < 0x80) return false
  const type = packet.u8(at + 2)
  return type === SSL2_ERROR || type === SSL2_CLIENT_HELLO || type === SSL2_MASTER_KEY || type === SSL2_SERVER_HELLO
}

function isSsl2Version(packet: Packet, at: number): boolean {
  if (at + 2 > packet.end) return false
  const version = packet.u16(at)
  return version === SSL2 || isRecordVersion(version)
}

/** An SSL 2.0 record: a length of two bytes, or of three with padding. */
function dissectSsl2Record(packet: Packet, session: TlsSession, at: number): number {
  const available = packet.wireEnd - at
  if (!packet.need(1, at)) return -1
  const header = (packet.u8(at) & 0x80) !== 0 ? 2 : 3
  if (available < header) return more(packet, at, ONE_MORE_SEGMENT)
  if (!packet.need(header, at)) return -1
  const length = packet.u16(at) & (header === 2 ? 0x7fff : 0x3fff)
  if (available < header + length) return more(packet, at, header + length - available)
  if (!packet.need(1, at + header)) return -1
  const type = packet.u8(at + header)
  if (session.version === 0 && type >= SSL2_MASTER_KEY && type <= 8 && !packet.inError) session.version = SSL2
  if (type === SSL2_SERVER_HELLO && isSsl2Version(packet, at + header + 3) && packet.need(11, at + header)) {
    // Type, hit, certificate type, version, length of the certificate, of the ciphers, of the connection id.
    const from = at + header + 11
    const certificate = packet.u16(at + header + 5)
    if (certificate > 0 && packet.need(certificate, from)) new X509Walk(packet).certificate(from, from + certificate)
  }
  return at + header + length
}
