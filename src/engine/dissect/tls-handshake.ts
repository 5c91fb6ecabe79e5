import type { Packet } from './packet.ts'
import { dissectCertificateRequest, dissectCertificates, dissectCertificateStatus } from './tls-certificates.ts'
import { encryptedHandshakeFields, handshakeFields } from './tls-fields.ts'
import { type HelloTransport, reportClientHello, reportServerHello, serverChoice } from './tls-hello.ts'
import { PartialHandshake, TLS13, type TlsSession } from './tls-session.ts'

const CLIENT_HELLO = 1
const SERVER_HELLO = 2
const CERTIFICATE = 11
const CERTIFICATE_REQUEST = 13
const CERTIFICATE_STATUS = 22

/** IANA "TLS HandshakeType", and those in use before or beside it. */
const MESSAGE_TYPES = new Set([0, 1, 2, 3, 4, 5, 6, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 67])

/** An encrypted record has at least a MAC of 16 bytes. */
const SHORTEST_ENCRYPTED = 16

export function isMessageType(type: number): boolean {
  return MESSAGE_TYPES.has(type)
}

/**
 * Handshake messages in a record's contents, bytes[from, to) of the packet, together with what earlier records of the
 * same side left over. `maybeEncrypted`: the contents come straight from the wire, so that they may be a Finished message
 * or another one after ChangeCipherSpec; recognised as Wireshark does.
 */
export function dissectHandshake(
  packet: Packet,
  session: TlsSession,
  side: 0 | 1,
  transport: HelloTransport,
  from: number,
  to: number,
  maybeEncrypted: boolean,
): void {
  let at = from
  const partial = session.partial[side]
  if (partial !== null) {
    at = continueMessage(packet, session, side, transport, partial, from, to)
    if (at < 0) return
  } else if (looksEncrypted(packet, session, side, from, to, maybeEncrypted)) {
    if (packet.fields !== null) encryptedHandshakeFields(packet.fields)
    return
  }
  while (at < to) {
    const left = to - at
    const length = left < 4 ? 0 : 4 + packet.u24(at + 1)
    if (length === 0 || left < length) {
      const rest = new PartialHandshake()
      rest.add(packet.bytes, at, to)
      session.partial[side] = rest
      return
    }
    dissectMessage(packet, session, transport, packet.u8(at), at + 4, at + length)
    at += length
  }
}

/** Adds to the message under way. Answers where the next one begins, or -1 when the record holds none. */
function continueMessage(
  packet: Packet,
  session: TlsSession,
  side: 0 | 1,
  transport: HelloTransport,
  partial: PartialHandshake,
  from: number,
  to: number,
): number {
  let at = from
  while (at < to && partial.length < 4) partial.add(packet.bytes, at, ++at)
  const { wanted } = partial
  if (wanted === 0) return -1
  const end = Math.min(to, at + wanted - partial.length)
  partial.add(packet.bytes, at, end)
  if (partial.length < wanted) return -1
  session.partial[side] = null
  if (partial.kept) {
    const { bytes } = packet
    packet.bytes = partial.bytes
    dissectMessage(packet, session, transport, partial.bytes[0], 4, wanted)
    packet.bytes = bytes
  }
  return end
}

function looksEncrypted(
  packet: Packet,
  session: TlsSession,
  side: 0 | 1,
  from: number,
  to: number,
  maybeEncrypted: boolean,
): boolean {
  if (to - from < SHORTEST_ENCRYPTED) return false
  if (maybeEncrypted) {
    // Two HelloRequests in a row do not occur: this is the explicit nonce of an AEAD cipher.
    if (packet.u32(from) === 0 && packet.u8(from + 4) === 0) return true
    const frame = session.cipherSpecFrame[side]
    if (frame !== 0 && packet.number > frame) return true
  }
  return !MESSAGE_TYPES.has(packet.u8(from)) || packet.u8(from + 1) !== 0
}

/** A whole message whose body is bytes[from, to). */
export function dissectMessage(
  packet: Packet,
  session: TlsSession,
  transport: HelloTransport,
  type: number,
  from: number,
  to: number,
): void {
  const { fields } = packet
  if (fields !== null) {
    const known = transport === 'quic' ? { version: TLS13, cipher: session.cipher } : session
    handshakeFields(fields, packet, transport === 'dtls', type, from, to, known)
  }
  if (type === CLIENT_HELLO) {
    session.serverAddress = packet.destination
    session.serverPort = packet.destinationPort
    reportClientHello(packet, transport, from, to)
  } else if (type === SERVER_HELLO) {
    const { version, cipher } = serverChoice(packet, from, to)
    if (version !== 0) session.version = version >>> 8 === 0x7f ? TLS13 : version
    session.cipher = cipher
    reportServerHello(packet, transport, from, to)
  } else if (type === CERTIFICATE) dissectCertificates(packet, session, transport, from, to)
  else if (type === CERTIFICATE_REQUEST) dissectCertificateRequest(packet, session, from, to)
  else if (type === CERTIFICATE_STATUS) dissectCertificateStatus(packet, from, to)
}
