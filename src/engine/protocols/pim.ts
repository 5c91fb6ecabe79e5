import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const REGISTER = 1
const NULL_REGISTER = 0x40000000

/** PIM version 2, RFC 7761 section 4.9; version 1 comes inside IGMP and is only named. */
export const pim: Dissector = {
  name: 'pim',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const at = packet.offset
    if (packet.u8(at) >>> 4 !== 2 || (packet.u8(at) & 15) !== REGISTER) return ACCEPTED
    if (!packet.need(9)) return ACCEPTED
    const isNull = (packet.u32(at + 4) & NULL_REGISTER) !== 0
    packet.offset = at + 8
    const version = packet.u8(packet.offset) >>> 4
    if (isNull) return ACCEPTED
    if (version === 4) packet.callNamed('ip')
    else if (version === 6) packet.callNamed('ipv6')
    return ACCEPTED
  },
}
