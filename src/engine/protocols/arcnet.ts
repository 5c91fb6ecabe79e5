import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const EXCEPTION = 0xff

/** ARCNET as BSD captures it: two addresses, then the protocol. */
export const arcnet: Dissector = {
  name: 'arcnet',
  dissect(packet) {
    return frame(packet, 2)
  },
}

/** ARCNET as Linux captures it: two bytes of offset stand before the protocol. */
export const arcnetLinux: Dissector = {
  name: 'arcnet',
  dissect(packet) {
    return frame(packet, 4)
  },
}

/** RFC 1201 has flag and sequence bytes after the protocol, RFC 1051 (protocols 240 and 241) has not. */
function frame(packet: Packet, header: number): typeof ACCEPTED {
  if (!packet.need(header + 1)) return ACCEPTED
  const protocol = packet.u8(packet.offset + header)
  packet.offset += header + 1
  const isOld = protocol === 240 || protocol === 241
  if (!isOld && protocol !== 0xdd) {
    if (!packet.need(1)) return ACCEPTED
    packet.offset += packet.u8(packet.offset) === EXCEPTION ? 7 : 3
  }
  switch (protocol) {
    case 240:
    case 212:
      packet.callNamed('ip')
      break
    case 241:
    case 213:
      packet.callNamed('arp')
      break
    case 0xdd:
      packet.callNamed('ddp')
      break
    default:
      packet.data()
  }
  return ACCEPTED
}
