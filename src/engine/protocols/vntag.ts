import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { callIeee8023, MAX_LENGTH } from '../dissect/ieee-802-3.ts'

/** Cisco VN-Tag: four bytes of tag, then a type or length. */
export const vntag: Dissector = {
  name: 'vntag',
  dissect(packet) {
    if (!packet.need(6)) return ACCEPTED
    const type = packet.u16(packet.offset + 4)
    packet.offset += 6
    if (type <= MAX_LENGTH) callIeee8023(packet, type)
    else packet.nextEtherType(type)
    return ACCEPTED
  },
}
