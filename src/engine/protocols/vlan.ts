import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { callIeee8023, MAX_LENGTH } from '../dissect/ieee-802-3.ts'
import { vlanFields } from './vlan-fields.ts'

/** IEEE 802.1Q tag. */
export const vlan: Dissector = {
  name: 'vlan',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const type = packet.u16(packet.offset + 2)
    if (packet.fields !== null) vlanFields(packet.fields, packet, packet.offset)
    packet.offset += 4
    if (type <= MAX_LENGTH) callIeee8023(packet, type)
    else packet.nextEtherType(type)
    return ACCEPTED
  },
}
