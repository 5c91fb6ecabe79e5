import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'

/** IEEE 1588 versions 1 and 2; other versions show nothing. */
export const ptp: Dissector = {
  name: 'ptp',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    const version = packet.u8(packet.offset + 1) & 15
    if (version !== 1 && version !== 2) return SILENT
    packet.need(34)
    return ACCEPTED
  },
}
