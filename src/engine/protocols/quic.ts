import { hexText } from '../bytes/hashing.ts'
import { isForcedNegotiation, QUIC_Q050, QUIC_V2, quicDraft, unprotect } from '../bytes/quic-protection.ts'
import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import {
  HANDSHAKE,
  INITIAL,
  LONGEST_ID,
  type QuicConnection,
  QuicConnections,
  type QuicHeader,
  type QuicInitial,
  type QuicStream,
  RETRY,
  SHORT,
  VERSION_NEGOTIATION,
  ZERO_RTT,
} from '../dissect/quic-connections.ts'
import { dissectHandshake } from '../dissect/tls-handshake.ts'
import {
  quicCryptoFields,
  quicFrameFields,
  quicLengthFields,
  quicLongFields,
  quicNumberFields,
  quicPayloadLengthFields,
  quicShortFields,
  quicTokenFields,
} from './quic-fields.ts'

const LONG_HEADER = 0x80
/** Flag, version, lengths of both ids. */
const SHORTEST_LONG = 13
const OLDEST_DRAFT = 11
/** Flag, an id of one byte, a packet number and an authentication tag. */
const SHORTEST_SHORT = 1 + 1 + 1 + 16
/** Packets that one datagram may hold; real ones hold up to four. */
const MOST_COALESCED = 64

const FRAME_PADDING = 0x00
const FRAME_PING = 0x01
const FRAME_ACK = 0x02
const FRAME_ACK_ECN = 0x03
const FRAME_CRYPTO = 0x06
/** Ranges that one ACK frame may list. */
const MOST_RANGES = 10_000

/** Types of long header packets by the two bits behind the fixed bit, of version 2: RFC 9369 section 3.2. */
const TYPES_V2 = [RETRY, INITIAL, ZERO_RTT, HANDSHAKE]

const newConnections = () => new QuicConnections()
const newStream = (): QuicStream => ({ latest: null, connections: 0 })

/** The first packet of the datagram under dissection. */
const header: QuicHeader = { type: SHORT, version: 0, destinationId: '', sourceId: '' }
/** Whose CRYPTO frame is handed to TLS. */
let handshaking: QuicInitial | null = null
let side: 0 | 1 = 0

/** QUIC, RFC 9000 (and drafts from 22): Initial packets are decrypted. */
export const quic: Dissector = { name: 'quic', dissect: dissectQuic }

/** Any port: long headers of a known version, short headers of a known connection. */
export const quicHeuristic: Dissector = {
  name: 'quic',
  dissect(packet) {
    if (packet.remaining < SHORTEST_LONG || !looksLikeQuic(packet)) return REJECTED
    const stream = packet.stream
    if (stream !== undefined) stream.dissector = quic
    return dissectQuic(packet)
  },
}

/** The handshake messages in CRYPTO frames, without TLS records: RFC 9001 section 4. */
const quicHandshake: Dissector = {
  name: 'tls',
  dissect(packet) {
    if (handshaking !== null) dissectHandshake(packet, handshaking.tls, side, 'quic', packet.offset, packet.end, false)
    return ACCEPTED
  },
}

function looksLikeQuic(packet: Packet): boolean {
  const { offset, end } = packet
  if ((packet.u8(offset) & LONG_HEADER) === 0) {
    const stream = packet.stream
    if (stream === undefined || packet.remaining < SHORTEST_SHORT) return false
    const connections = packet.keep('quic', newConnections)
    return connections.any && connections.findShort(packet, stream.of('quic', newStream), offset + 1, end - 17) !== null
  }
  if (quicDraft(packet.u32(offset + 1)) < OLDEST_DRAFT) return false
  const destinationLength = packet.u8(offset + 5)
  const next = offset + 6 + destinationLength
  return destinationLength <= LONGEST_ID && next < end && packet.u8(next) <= LONGEST_ID
}

function dissectQuic(packet: Packet): Verdict {
  const { offset } = packet
  if (!packet.need(1)) return ACCEPTED
  const stream = packet.stream
  if ((packet.u8(offset) & LONG_HEADER) === 0) {
    // Which connection it is makes no difference: nothing of it can be read.
    if (packet.fields !== null) showShort(packet, offset)
    packet.need(1 + LONGEST_ID)
    return ACCEPTED
  }
  if (!readHeader(packet, offset)) return ACCEPTED
  if (stream === undefined) return ACCEPTED
  const connections = packet.keep('quic', newConnections)
  const state = stream.of('quic', newStream)
  const known = connections.find(packet, state, header)
  const connection = connections.learn(packet, state, known, header)
  dissectPackets(packet, connection, connections.fromServer, header.destinationId)
  return ACCEPTED
}

/** The fields of a datagram with a short header: its id is as long as the connection's. */
function showShort(packet: Packet, at: number): void {
  const { fields, stream } = packet
  if (fields === null) return
  const connections = stream && packet.keep('quic', newConnections)
  const connection =
    (stream && connections?.findShort(packet, stream.of('quic', newStream), at + 1, packet.end)) ?? null
  quicShortFields(fields, packet, at, connection, idLengthTo(packet, connection), true)
}

/** Whether a coalesced packet goes to the id of the first one; what does not is padding. */
function isIdAt(packet: Packet, at: number, id: string): boolean {
  const end = at + id.length / 2
  return end <= packet.end && hexText(packet.bytes.subarray(at, end)) === id
}

function idLengthTo(packet: Packet, connection: QuicConnection | null): number {
  if (connection === null) return 0
  return (connection.fromServer(packet) ? connection.clientId : connection.serverId).length / 2
}

/** Fills `header` from the long header at `at`; false when the packet ends inside of it. */
function readHeader(packet: Packet, at: number): boolean {
  if (!packet.need(6, at)) return false
  header.version = packet.u32(at + 1)
  header.type = header.version === 0 ? VERSION_NEGOTIATION : packetType(packet.u8(at), header.version)
  const destinationAt = at + 6
  const destinationLength = packet.u8(at + 5)
  const sourceAt = destinationAt + destinationLength + 1
  if (!packet.need(destinationLength + 1, destinationAt)) return false
  const sourceLength = packet.u8(sourceAt - 1)
  if (!packet.need(sourceLength, sourceAt)) return false
  header.destinationId = idText(packet.bytes, destinationAt, destinationLength)
  header.sourceId = idText(packet.bytes, sourceAt, sourceLength)
  return true
}

function idText(bytes: Uint8Array, at: number, length: number): string {
  return length > LONGEST_ID ? '' : hexText(bytes.subarray(at, at + length))
}

function packetType(first: number, version: number): number {
  const bits = (first >>> 4) & 3
  return version === QUIC_V2 ? TYPES_V2[bits] : bits
}

/** The packets of a datagram; those behind the first are drawn as further QUIC layers. */
function dissectPackets(
  packet: Packet,
  connection: QuicConnection | null,
  fromServer: boolean,
  destinationId: string,
): void {
  const { offset, wireEnd } = packet
  let at = offset
  for (let count = 0; at < wireEnd && count < MOST_COALESCED; count++) {
    if (at > offset) packet.repeat('quic')
    if (!packet.need(1, at)) return
    if ((packet.u8(at) & LONG_HEADER) === 0) {
      // A short header goes on to the end of the datagram; or it is padding.
      if (at > offset && connection !== null) {
        if (packet.fields !== null && isIdAt(packet, at + 1, destinationId))
          quicShortFields(packet.fields, packet, at, connection, destinationId.length / 2, false)
        packet.need(1 + LONGEST_ID, at)
      }
      return
    }
    if (at > offset && (!readHeader(packet, at) || header.destinationId !== destinationId)) return
    if (packet.fields !== null) quicLongFields(packet.fields, packet, at, connection, at === offset)
    const next = dissectLong(packet, connection, fromServer, at)
    if (next < 0 || packet.stopped !== 0) return
    at = next
  }
}

/** The long header packet at `at`, already read into `header`; answers where the next one begins, -1 for nowhere. */
function dissectLong(packet: Packet, connection: QuicConnection | null, fromServer: boolean, at: number): number {
  const { type, version } = header
  if (type === RETRY || type === VERSION_NEGOTIATION || isForcedNegotiation(version)) return -1
  let next = at + 5
  next += 1 + packet.u8(next)
  next += 1 + packet.u8(next)
  if (type === INITIAL) {
    const tokenLength = varint(packet, next)
    if (tokenLength < 0) return -1
    next += varintSize(packet, next) + tokenLength
    if (packet.fields !== null) quicTokenFields(packet.fields, packet, next - tokenLength, next)
  }
  const length = varint(packet, next)
  if (length < 0) return -1
  next += varintSize(packet, next)
  const end = Math.min(packet.wireEnd, next + length)
  if (packet.fields !== null) {
    quicPayloadLengthFields(packet.fields, length, next)
    quicLengthFields(packet.fields, packet, at, end, type === INITIAL ? 0 : next)
  }
  if (connection !== null && type === INITIAL && end <= packet.end)
    decryptInitial(packet, connection, fromServer, at, next, end)
  else if (connection !== null && type === HANDSHAKE && !fromServer) connection.goOn()
  return end
}

function decryptInitial(
  packet: Packet,
  connection: QuicConnection,
  fromServer: boolean,
  at: number,
  numberAt: number,
  end: number,
): void {
  if (fromServer) connection.changeVersion(header.version)
  const initial = connection.nextInitial()
  if (initial === null) return
  side = fromServer ? 1 : 0
  const keys = fromServer ? initial.keys.server : initial.keys.client
  const open = unprotect(keys, packet.bytes, at, numberAt, end, initial.expected[side])
  if (open === null) return
  initial.expected[side] = Math.max(initial.expected[side], open.packetNumber + 1)
  if (packet.fields !== null) quicNumberFields(packet.fields, open.packetNumber)
  // The frames of Google's Q050 are not TLS.
  if (header.version !== QUIC_Q050) dissectFrames(packet, initial, open.payload)
}

/** The frames of an Initial packet (RFC 9000 section 12.4): CRYPTO goes to TLS, ACK and the like are skipped. */
function dissectFrames(packet: Packet, initial: QuicInitial, payload: Uint8Array): void {
  const { bytes, offset, end, wireEnd } = packet
  packet.bytes = payload
  packet.end = payload.length
  packet.wireEnd = payload.length
  let at = 0
  while (at >= 0 && at < payload.length && packet.stopped === 0) {
    const type = payload[at++]
    if (packet.fields !== null && !(type === FRAME_PADDING && payload[at - 2] === FRAME_PADDING))
      quicFrameFields(packet.fields, type, at - 1)
    if (type === FRAME_PADDING || type === FRAME_PING) continue
    if (type === FRAME_ACK || type === FRAME_ACK_ECN) at = skipAck(packet, at, type === FRAME_ACK_ECN)
    else if (type === FRAME_CRYPTO) at = dissectCrypto(packet, initial, at)
    else break
  }
  packet.bytes = bytes
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
}

function dissectCrypto(packet: Packet, initial: QuicInitial, at: number): number {
  const position = varint(packet, at)
  if (position < 0) return -1
  const lengthAt = at + varintSize(packet, at)
  const length = varint(packet, lengthAt)
  if (length < 0) return -1
  const from = lengthAt + varintSize(packet, lengthAt)
  if (!packet.need(length, from)) return -1
  if (packet.fields !== null) quicCryptoFields(packet.fields, position, length, from)
  const { bytes, end, wireEnd } = packet
  const ready = initial.crypto[side].add(bytes, from, from + length, position)
  if (ready !== null) {
    packet.bytes = ready
    packet.offset = 0
    packet.end = ready.length
    packet.wireEnd = ready.length
    handshaking = initial
    packet.callNested(quicHandshake)
    handshaking = null
    packet.bytes = bytes
    packet.end = end
    packet.wireEnd = wireEnd
  }
  return from + length
}

/** RFC 9000 section 19.3. */
function skipAck(packet: Packet, from: number, ecn: boolean): number {
  let at = from
  // Largest acknowledged, delay, number of ranges, first range.
  let ranges = 0
  for (let field = 0; field < 4; field++) {
    const value = varint(packet, at)
    if (value < 0) return -1
    if (field === 2) ranges = value
    at += varintSize(packet, at)
  }
  if (ranges > MOST_RANGES) return -1
  for (let field = 0; field < ranges * 2 + (ecn ? 3 : 0); field++) {
    if (varint(packet, at) < 0) return -1
    at += varintSize(packet, at)
  }
  return at
}

/** Bytes of the variable-length integer at `at` (RFC 9000 section 16). */
function varintSize(packet: Packet, at: number): number {
  return 1 << (packet.u8(at) >>> 6)
}

/** Its value, or -1 when it is cut: then dissection stops. */
function varint(packet: Packet, at: number): number {
  if (!packet.need(1, at)) return -1
  const size = varintSize(packet, at)
  if (!packet.need(size, at)) return -1
  let value = packet.u8(at) & 0x3f
  for (let i = 1; i < size; i++) value = value * 256 + packet.u8(at + i)
  return value
}
