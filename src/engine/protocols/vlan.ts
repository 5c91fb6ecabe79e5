import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { callIeee8023, MAX_LENGTH } from '../dissect/ieee-802-3.ts'
import { trailerFields } from '../dissect/ethernet-fields.ts'
import { vlanFields, vlanLayout } from './vlan-fields.ts'

/** IEEE 802.1Q tag. */
export const vlan: Dissector = {
  name: 'vlan',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const type = packet.u16(packet.offset + 2)
    const { fields, offset, end, wireEnd } = packet
    if (fields !== null) {
      vlanFields(fields, packet, offset)
      fields.contentEnd = type <= MAX_LENGTH ? offset + 4 + type : -1
    }
    packet.offset = offset + 4
    if (type <= MAX_LENGTH) callIeee8023(packet, type)
    else packet.nextEtherType(type)
    if (fields !== null) {
      packet.end = end
      packet.wireEnd = wireEnd
      trailerFields(fields, packet, offset, fields.contentEnd, vlanLayout.trailer)
      fields.contentEnd = -1
    }
    return ACCEPTED
  },
}
