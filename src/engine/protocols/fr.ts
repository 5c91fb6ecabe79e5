import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import { skipOsiPadding } from '../dissect/osi-padding.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectSnap } from '../dissect/snap.ts'

const UNNUMBERED_INFORMATION = 0x03
const EXCHANGE_IDENTIFICATION = 0xaf
const SNAP = 0x80

/** Frame Relay (Q.922 address of two to four bytes), encapsulated as in RFC 2427 or in Cisco's way. */
export const fr: Dissector = {
  name: 'fr',
  dissect(packet) {
    let length = 2
    if (!packet.need(2)) return ACCEPTED
    while ((packet.u8(packet.offset + length - 1) & 1) === 0) {
      length++
      if (length > 4 || !packet.need(length)) return ACCEPTED
    }
    packet.offset += length
    if (!packet.need(1)) return ACCEPTED
    const control = packet.u8(packet.offset)
    if (control === UNNUMBERED_INFORMATION) {
      packet.offset++
      callNlpid(packet)
    } else if (control === EXCHANGE_IDENTIFICATION) packet.data()
    else callCisco(packet)
    return ACCEPTED
  },
}

function callNlpid(packet: Packet): void {
  if (!packet.need(1)) return
  if (packet.u8(packet.offset) === 0) packet.offset++
  if (!packet.need(1)) return
  const identifier = packet.u8(packet.offset)
  if (identifier === SNAP) {
    packet.offset++
    dissectSnap(packet, 0)
    return
  }
  if (identifier === 8) {
    packet.offset++
    if (packet.callNamed('q933') === REJECTED) packet.data()
    return
  }
  if (packet.next(packet.tables.nlpid, identifier) !== REJECTED) return
  packet.offset++
  if (callByName(packet, identifier) === REJECTED) packet.data()
}

function callByName(packet: Packet, identifier: number): Verdict {
  switch (identifier) {
    case 0xcc:
      return packet.callNamed('ip')
    case 0x8e:
      return packet.callNamed('ipv6')
    case 0xcf:
      return packet.callNamed('ppp')
    case 9:
      return packet.callNamed('lmi')
    default:
      return REJECTED
  }
}

function callCisco(packet: Packet): void {
  if (!packet.need(2)) return
  const type = packet.u16(packet.offset)
  const isKnown = packet.tables.chdlcProtocol[type] !== 0 || packet.tables.etherType[type] !== 0
  if (!isKnown) {
    // Whole Ethernet frames without a header of their own.
    packet.callNamed('eth')
    return
  }
  packet.offset += 2
  if (type === 0xfefe) skipOsiPadding(packet)
  if (packet.next(packet.tables.chdlcProtocol, type) === REJECTED) packet.data()
}
