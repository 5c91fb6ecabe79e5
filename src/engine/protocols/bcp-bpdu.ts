import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 3518 bridged frames: flags and MAC type, then the frame. */
export const bcpBpdu: Dissector = {
  name: 'bcp_bpdu',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    const isEthernet = packet.u8(packet.offset + 1) === 1
    packet.offset += 2
    if (isEthernet) packet.callNamed('eth')
    else packet.data()
    return ACCEPTED
  },
}
