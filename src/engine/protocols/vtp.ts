import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco VLAN Trunking Protocol. */
export const vtp: Dissector = {
  name: 'vtp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
