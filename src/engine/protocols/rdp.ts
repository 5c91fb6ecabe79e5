import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { startsWith } from '../dissect/text-lines.ts'

/** RDP's part of the X.224 connection ([MS-RDPBCGR] 2.2.1.1 and 2.2.1.2): a cookie or a negotiation. */
export const rdp: Dissector = {
  name: 'rdp',
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (startsWith(bytes, offset, end, 'Cookie: ')) return ACCEPTED
    if (packet.remaining < 8) return REJECTED
    const type = packet.u8(offset)
    return type >= 1 && type <= 3 && packet.u16le(offset + 2) === 8 ? ACCEPTED : REJECTED
  },
}
