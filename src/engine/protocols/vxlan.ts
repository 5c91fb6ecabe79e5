import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { vxlanFields } from './vxlan-fields.ts'

/** Virtual eXtensible LAN, RFC 7348. */
export const vxlan: Dissector = {
  name: 'vxlan',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    if (packet.fields !== null) vxlanFields(packet.fields, packet, packet.offset)
    packet.offset += 8
    packet.callNamed('eth')
    return ACCEPTED
  },
}

/** Next protocol of the Generic Protocol Extension -> dissector. */
const NEXT = ['', 'ip', 'ipv6', 'eth', 'nsh', 'mpls']

/** VXLAN Generic Protocol Extension, draft-ietf-nvo3-vxlan-gpe. It is in the hierarchy as `vxlan`, not in frame.protocols. */
export const vxlanGpe: Dissector = {
  name: 'vxlan_gpe',
  dissect(packet) {
    packet.drawAs('vxlan', false)
    if (!packet.need(8)) return ACCEPTED
    const at = packet.offset
    packet.offset = at + 8
    const name = NEXT[packet.u8(at + 3)] ?? ''
    if (name === '' || packet.callNamed(name) === REJECTED) packet.data()
    return ACCEPTED
  },
}
