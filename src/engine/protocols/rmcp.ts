import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const CLASS_ASF = 6
const CLASS_IPMI = 7

/** Remote Management Control Protocol (DMTF DSP0136, section 3.2). */
export const rmcp: Dissector = {
  name: 'rmcp',
  dissect(packet) {
    if (packet.remaining < 4) return REJECTED
    const type = packet.u8(packet.offset + 3) & 31
    if (type !== CLASS_ASF && type !== CLASS_IPMI) return REJECTED
    packet.offset += 4
    if (packet.wireRemaining > 0) packet.note(type === CLASS_ASF ? 'asf' : 'ipmi_session')
    return ACCEPTED
  },
}
