import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

/** Groups of versions 1 and 2: 224.0.0.2, 224.0.0.102, ff02::66 (IANA). */
const GROUP_1 = Uint8Array.of(224, 0, 0, 2)
const GROUP_2 = Uint8Array.of(224, 0, 0, 102)
const GROUP_IPV6 = Uint8Array.of(255, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x66)

const GROUP_STATE = 1
const INTERFACE_STATE = 2
const TEXT_AUTHENTICATION = 3
const MD5_AUTHENTICATION = 4

/** Hot Standby Router Protocol, RFC 2281, and Cisco's version 2. Shown only when sent to its groups. */
export const hsrp: Dissector = {
  name: 'hsrp',
  dissect(packet) {
    const { destination, sink } = packet
    if (destination === sink.ipv4(GROUP_1, 0)) {
      packet.need(20)
      return ACCEPTED
    }
    if (destination !== sink.ipv4(GROUP_2, 0) && destination !== sink.ipv6(GROUP_IPV6, 0)) return SILENT
    readElements(packet)
    return ACCEPTED
  },
}

/** Type, length, value; what is no element any more is data. */
function readElements(packet: Packet): void {
  let at = packet.offset
  while (at < packet.wireEnd) {
    if (!packet.need(2, at)) return
    const type = packet.u8(at)
    const length = packet.u8(at + 1)
    const known =
      (type === GROUP_STATE && length === 40) ||
      (type === INTERFACE_STATE && length === 4) ||
      (type === TEXT_AUTHENTICATION && length === 8) ||
      (type === MD5_AUTHENTICATION && length === 28)
    if (!known) {
      packet.offset = at
      packet.data()
      return
    }
    if (!packet.need(2 + length, at)) return
    at += 2 + length
  }
}
