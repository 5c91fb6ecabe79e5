import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const payloads = ['', 'ip', 'ipv6', 'eth', 'nsh', 'mpls']

/** RFC 8300: the length counts words of four bytes, `next protocol` has numbers of its own. */
export const nsh: Dissector = {
  name: 'nsh',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    const length = (packet.u16(packet.offset) & 0x3f) * 4
    const next = packet.u8(packet.offset + 3)
    if (length < 8 || !packet.need(length)) return ACCEPTED
    packet.offset += length
    if (next > 0 && next < payloads.length) packet.callNamed(payloads[next])
    else packet.data()
    return ACCEPTED
  },
}
