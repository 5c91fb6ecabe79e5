import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** RFC 4385 associated channel of a pseudowire. */
export const pwach: Dissector = {
  name: 'pwach',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const channel = packet.u16(packet.offset + 2)
    packet.offset += 4
    const name = channel === 7 ? 'bfd' : channel === 0x21 ? 'ip' : channel === 0x57 ? 'ipv6' : ''
    if (name === '' || packet.callNamed(name) === REJECTED) packet.data()
    return ACCEPTED
  },
}
