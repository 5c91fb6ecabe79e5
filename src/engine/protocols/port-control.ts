import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const NAT_PMP = 0
const PCP_LENGTH = 24

/** NAT-PMP, RFC 6886, and the Port Control Protocol, RFC 6887, on one port. In the hierarchy they have their own names. */
export const portControl: Dissector = {
  name: 'portcontrol',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const version = packet.u8(packet.offset)
    if (version > 2) return REJECTED
    if (version === NAT_PMP) {
      packet.drawAs('nat-pmp')
      packet.need(2)
    } else packet.need(PCP_LENGTH)
    return ACCEPTED
  },
}
