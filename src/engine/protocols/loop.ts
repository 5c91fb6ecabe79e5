import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const REPLY = 1
const FORWARD = 2

/** Ethernet configuration testing (Ethernet 2.0, section 8): functions one after the other, then data. */
export const loop: Dissector = {
  name: 'loop',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    packet.offset += 2
    for (let kind = FORWARD; kind === FORWARD; ) {
      if (!packet.need(4)) return ACCEPTED
      kind = packet.u16le(packet.offset)
      packet.offset += kind === FORWARD ? 8 : kind === REPLY ? 4 : 2
    }
    packet.data()
    return ACCEPTED
  },
}
