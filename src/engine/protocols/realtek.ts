import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Realtek's layer 2 protocols: loop detection (RLDP) and remote control (RRCP) by the first byte. */
export const realtek: Dissector = {
  name: 'realtek',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const kind = packet.u8(packet.offset)
    if (kind === 1) packet.callNamed('rrcp')
    else if (kind === 3 || kind === 0x23) packet.callNamed('rldp')
    else packet.data()
    return ACCEPTED
  },
}
