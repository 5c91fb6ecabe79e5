import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

/** ARPHRD values of Linux that change what follows. */
const GRE_DEVICE = 778
const RADIOTAP_DEVICE = 803
/** Up to this, `protocol` is one of Linux's own numbers (linux/if_ether.h, ETH_P_802_3_MIN). */
const LAST_LINUX_PROTOCOL = 1536

/** Linux cooked capture, version 1. */
export const sll: Dissector = {
  name: 'sll',
  dissect(packet) {
    if (!packet.need(16)) return ACCEPTED
    const at = packet.offset
    packet.offset = at + 16
    callPayload(packet, packet.u16(at + 2), packet.u16(at + 14))
    return ACCEPTED
  },
}

/** Linux cooked capture, version 2. */
export const sll2: Dissector = {
  name: 'sll',
  dissect(packet) {
    if (!packet.need(20)) return ACCEPTED
    const at = packet.offset
    packet.offset = at + 20
    callPayload(packet, packet.u16(at + 8), packet.u16(at))
    return ACCEPTED
  },
}

function callPayload(packet: Packet, device: number, protocol: number): void {
  if (device === RADIOTAP_DEVICE) packet.callNamed('radiotap')
  else if (protocol <= LAST_LINUX_PROTOCOL) {
    const name = linuxProtocol(protocol)
    if (name === '' || packet.callNamed(name) === REJECTED) packet.data()
  } else if (device !== GRE_DEVICE) packet.nextEtherType(protocol)
  else if (packet.next(packet.tables.greProtocol, protocol) === REJECTED) packet.data()
}

function linuxProtocol(protocol: number): string {
  switch (protocol) {
    case 1:
      return 'ipx'
    case 3:
      return 'eth'
    case 4:
      return 'llc'
    case 7:
      return 'ppp'
    case 12:
      return 'can'
    case 0xf6:
      return 'wpan'
    default:
      return ''
  }
}
