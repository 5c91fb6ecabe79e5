import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const GTP_PRIME_PORT = 3386
/** Flags of version 1: protocol type, extension header, sequence number, N-PDU number. */
const PROTOCOL_TYPE = 0x10
const EXTENSION = 0x04
const OPTIONAL = 0x07
const T_PDU = 255

/** Message types of versions 0 and 1 (TS 29.060 table 1, TS 32.295). */
const isMessageType = (type: number) =>
  (type >= 1 && type <= 7) ||
  (type >= 16 && type <= 37) ||
  (type >= 48 && type <= 62) ||
  type === 70 ||
  (type >= 96 && type <= 105) ||
  (type >= 112 && type <= 121) ||
  type === 128 ||
  type === 129 ||
  type === 240 ||
  type === 241 ||
  type >= 254

/** GPRS Tunnelling Protocol, 3GPP TS 29.060 and 29.281; version 2 (TS 29.274) is drawn beside it. */
export const gtp: Dissector = { name: 'gtp', dissect: dissectGtp }

/** GTP' (charging), 3GPP TS 32.295. */
export const gtpPrime: Dissector = { name: 'gtpprime', dissect: dissectGtp }

const gtpv2: Dissector = {
  name: 'gtpv2',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const hasTunnel = (packet.u8(packet.offset) & 8) !== 0
    packet.need(hasTunnel ? 12 : 8)
    return ACCEPTED
  },
}

function dissectGtp(packet: Packet): Verdict {
  if (packet.remaining < 2) return REJECTED
  const at = packet.offset
  const flags = packet.u8(at)
  const version = flags >>> 5
  if (version > 2) return REJECTED
  const onPrimePort = packet.sourcePort === GTP_PRIME_PORT || packet.destinationPort === GTP_PRIME_PORT
  if (version === 2 && !onPrimePort) {
    packet.call(gtpv2)
    return ACCEPTED
  }
  if (!isMessageType(packet.u8(at + 1))) return REJECTED
  const isPrime = (flags & PROTOCOL_TYPE) === 0
  if (isPrime && !onPrimePort) packet.drawAs('gtpprime')
  if (!packet.need(4)) return ACCEPTED
  const payload = isPrime ? primePayload(packet, flags) : tunnelPayload(packet, flags, version)
  if (payload < 0 || packet.u8(at + 1) !== T_PDU || isPrime) return ACCEPTED
  packet.offset = payload
  if (packet.wireRemaining <= 0 || !packet.need(1)) return ACCEPTED
  const first = packet.u8(payload)
  if (first >= 0x45 && first <= 0x4e) packet.callNamed('ip')
  else if (first >>> 4 === 6) packet.callNamed('ipv6')
  return ACCEPTED
}

function primePayload(packet: Packet, flags: number): number {
  const length = (flags & 1) !== 0 || flags >>> 5 > 0 ? 6 : 20
  return packet.need(length) ? packet.offset + length : -1
}

/** Answers where the payload begins; -1 after the packet ended before it. */
function tunnelPayload(packet: Packet, flags: number, version: number): number {
  const at = packet.offset
  if (version === 0) return packet.need(20) ? at + 20 : -1
  if (!packet.need(8)) return -1
  if ((flags & OPTIONAL) === 0) return at + 8
  if (!packet.need(12)) return -1
  let payload = at + 12
  let next = (flags & EXTENSION) !== 0 ? packet.u8(at + 11) : 0
  while (next !== 0) {
    if (!packet.need(1, payload)) return -1
    const length = packet.u8(payload) * 4
    // A length of 0 is wrong, and no extension header can follow.
    if (length === 0) return payload + 1
    if (!packet.need(length, payload)) return -1
    next = packet.u8(payload + length - 1)
    payload += length
  }
  return payload
}
