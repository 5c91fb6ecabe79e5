import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { type ReassemblyBudget, ReassemblyBuffer } from '../dissect/reassembly-buffer.ts'
import { dtlsRecordFields } from '../dissect/tls-fields.ts'
import { dissectMessage, isMessageType } from '../dissect/tls-handshake.ts'
import {
  ALERT,
  CHANGE_CIPHER_SPEC,
  DTLS10,
  DTLS10_OPENSSL,
  DTLS12,
  HANDSHAKE,
  isContentType,
  TlsSession,
} from '../dissect/tls-session.ts'

const RECORD_HEADER = 13
const MESSAGE_HEADER = 12
const CLIENT_HELLO = 1
/** Messages under reassembly that are kept of one side of a session. */
const MOST_MESSAGES = 16
/** A message longer than this is not put together. */
const LONGEST_MESSAGE = 0x20000

/** Wireshark's table dtls.port: who sends from one of these is the server while no ClientHello was seen. */
const SERVER_PORTS: ReadonlySet<number> = new Set([853, 2221, 5684, 5868])

class DtlsSession extends TlsSession {
  /** By side: message_seq -> its fragments. */
  readonly messages: readonly [Map<number, ReassemblyBuffer>, Map<number, ReassemblyBuffer>] = [new Map(), new Map()]

  buffer(side: 0 | 1, sequence: number, budget: ReassemblyBudget): ReassemblyBuffer {
    const messages = this.messages[side]
    let buffer = messages.get(sequence)
    if (buffer === undefined) {
      for (const [oldest, first] of messages) {
        if (messages.size < MOST_MESSAGES) break
        first.release()
        messages.delete(oldest)
      }
      buffer = new ReassemblyBuffer(budget)
      messages.set(sequence, buffer)
    }
    return buffer
  }

  finish(side: 0 | 1, sequence: number): void {
    this.messages[side].get(sequence)?.release()
    this.messages[side].delete(sequence)
  }
}

const newSession = () => new DtlsSession()
/** For packets without a session: those that an ICMP error quotes. */
const unrelated = new DtlsSession()

/** DTLS 1.0 and 1.2, RFC 6347. */
export const dtls: Dissector = { name: 'dtls', dissect: dissectDtls }

/** Any port: records with a DTLS version that fill the datagram exactly. */
export const dtlsHeuristic: Dissector = {
  name: 'dtls',
  dissect: (packet) => (looksLikeDatagram(packet) ? dissectDtls(packet) : REJECTED),
}

function dissectDtls(packet: Packet): Verdict {
  const stream = packet.stream
  const session = stream === undefined ? unrelated : stream.of('dtls', newSession)
  if (stream === undefined) unrelated.reset()
  const { wireEnd } = packet
  let at = packet.offset
  while (at < wireEnd) {
    if (!packet.need(3, at)) return ACCEPTED
    if (session.version === 0 && !looksLikeRecord(packet, at)) return ACCEPTED
    const next = dissectRecord(packet, session, at)
    if (next < 0) return ACCEPTED
    at = next
  }
  return ACCEPTED
}

/** The record at `at`; answers where the next one begins, -1 when the packet ends here. */
function dissectRecord(packet: Packet, session: DtlsSession, at: number): number {
  if (!packet.need(RECORD_HEADER, at)) return -1
  const type = packet.u8(at)
  const length = packet.u16(at + 11)
  const from = at + RECORD_HEADER
  if (!isContentType(type)) return from + length
  if (!packet.need(1, from)) return -1
  if (session.version === 0 && !packet.inError) learnVersion(packet, session, type, packet.u8(from), at + 1)
  if (packet.fields !== null) dtlsRecordFields(packet.fields, packet, at, type, length)
  if (type === HANDSHAKE) {
    dissectMessages(packet, session, from, from + length)
    if (packet.stopped !== 0) return -1
  } else if (type === ALERT) {
    if (!packet.need(2, from)) return -1
  } else if (type === CHANGE_CIPHER_SPEC) {
    const side = session.side(packet, SERVER_PORTS)
    if (session.cipherSpecFrame[side] === 0) session.cipherSpecFrame[side] = packet.number
  }
  return from + length
}

function learnVersion(packet: Packet, session: DtlsSession, type: number, firstByte: number, versionAt: number): void {
  if (type === ALERT) return
  if (type === HANDSHAKE && (firstByte === CLIENT_HELLO || !isMessageType(firstByte))) return
  const version = packet.u16(versionAt)
  if (isVersion(version)) session.version = version
}

/** The handshake messages, or fragments of them, in bytes[from, to); `to` may lie beyond what was captured. */
function dissectMessages(packet: Packet, session: DtlsSession, from: number, to: number): void {
  const side = session.side(packet, SERVER_PORTS)
  let at = from
  while (at < to) {
    if (!packet.need(MESSAGE_HEADER, at)) return
    const type = packet.u8(at)
    const length = packet.u24(at + 1)
    const sequence = packet.u16(at + 4)
    const fragmentAt = packet.u24(at + 6)
    const fragment = packet.u24(at + 9)
    // A fragment that does not fit shows that the record is encrypted.
    if (at + fragment > to || !isMessageType(type)) return
    const body = at + MESSAGE_HEADER
    at = body + fragment
    if (fragmentAt > 0 && fragment === 0) continue
    if (fragment + fragmentAt > length && fragmentAt > 0) continue
    if (!packet.need(fragment, body)) return
    if (fragment < length) dissectFragment(packet, session, side, type, sequence, length, fragmentAt, body, fragment)
    else dissectMessage(packet, session, 'dtls', type, body, body + Math.min(length, fragment))
    if (packet.stopped !== 0) return
  }
}

/** A part of a message: the one that brings the end shows the whole, if all of it is there. */
function dissectFragment(
  packet: Packet,
  session: DtlsSession,
  side: 0 | 1,
  type: number,
  sequence: number,
  length: number,
  fragmentAt: number,
  body: number,
  fragment: number,
): void {
  if (length > LONGEST_MESSAGE || packet.inError) return
  const buffer = session.buffer(side, sequence, packet.budget)
  buffer.add(fragmentAt, packet.bytes, body, body + fragment)
  buffer.endAt(length)
  if (!buffer.complete || fragmentAt + fragment !== length) return
  const { bytes } = packet
  packet.bytes = buffer.bytes
  if (buffer.captured >= length) dissectMessage(packet, session, 'dtls', type, 0, length)
  packet.bytes = bytes
  session.finish(side, sequence)
}

function isVersion(version: number): boolean {
  return version === DTLS10 || version === DTLS12 || version === DTLS10_OPENSSL
}

function looksLikeRecord(packet: Packet, at: number): boolean {
  return isContentType(packet.u8(at)) && isVersion(packet.u16(at + 1))
}

/** Records end where the datagram ends; of a cut datagram as much as is there has to look like records. */
function looksLikeDatagram(packet: Packet): boolean {
  const { offset, end, wireEnd, fragmented } = packet
  let at = offset
  if (end === wireEnd) {
    while (at + RECORD_HEADER <= end && looksLikeRecord(packet, at)) {
      at += RECORD_HEADER + packet.u16(at + 11)
      if (at === end) return true
    }
    return fragmented && at - offset >= RECORD_HEADER
  }
  while (at + 3 <= end) {
    if (!looksLikeRecord(packet, at)) return false
    if (at + RECORD_HEADER > end) return true
    at += RECORD_HEADER + packet.u16(at + 11)
  }
  return end - offset >= 3 && (at <= wireEnd || fragmented)
}
