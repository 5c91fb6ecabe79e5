import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Classical IP over ATM (RFC 2225), as Linux captures it: no header at all. */
export const clip: Dissector = {
  name: 'clip',
  dissect(packet) {
    packet.callNamed('ip')
    return ACCEPTED
  },
}
