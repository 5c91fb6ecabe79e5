import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const SERVICE_TAG = 0x88a8
const BACKBONE = 0x88e7

/** IEEE 802.1ad service tag; a second one, or a backbone tag of 802.1ah, belongs to the same layer. */
export const ieee8021ad: Dissector = {
  name: 'ieee8021ad',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    let length = 4
    let type = packet.u16(packet.offset + 2)
    if (type === SERVICE_TAG) length = 8
    else if (type === BACKBONE) length = 4 + 18
    if (!packet.need(length)) return ACCEPTED
    packet.offset += length
    type = packet.u16(packet.offset - 2)
    packet.nextEtherType(type)
    return ACCEPTED
  },
}
