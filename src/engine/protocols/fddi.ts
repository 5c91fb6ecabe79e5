import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const LLC_FRAME = 0x50

/** FDDI: frame control, two addresses; only asynchronous LLC frames carry packets. */
export const fddi: Dissector = {
  name: 'fddi',
  dissect(packet) {
    if (!packet.need(13)) return ACCEPTED
    const isLlc = (packet.u8(packet.offset) & 0xf0) === LLC_FRAME
    packet.offset += 13
    if (isLlc) packet.callNamed('llc')
    else packet.data()
    return ACCEPTED
  },
}
