import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const SHORTEST = 20
/** 'QTV' behind the type of the first message. */
const MAGIC = 0x515456

/** Facebook's Zero protocol, which took the place of TLS on port 443: recognised, not read. */
export const fbZero: Dissector = { name: 'fb_zero', dissect: () => ACCEPTED }

/** Any port: a stream that begins with its magic. */
export const fbZeroHeuristic: Dissector = {
  name: 'fb_zero',
  dissect(packet) {
    if (packet.remaining < SHORTEST || packet.u24(packet.offset + 1) !== MAGIC) return REJECTED
    const stream = packet.stream
    if (stream !== undefined) stream.dissector = fbZero
    return ACCEPTED
  },
}
