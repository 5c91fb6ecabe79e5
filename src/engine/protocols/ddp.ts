import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** AppleTalk's Datagram Delivery Protocol, long header. */
export const ddp: Dissector = {
  name: 'ddp',
  dissect(packet) {
    packet.need(13)
    return ACCEPTED
  },
}
