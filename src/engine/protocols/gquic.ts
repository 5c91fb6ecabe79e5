import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const VERSION_FLAG = 0x01
const LONG_ID_FLAG = 0x08
/** Flags, connection id, version. */
const SHORTEST = 13

/** Google QUIC up to Q043: recognised, not read. */
export const gquic: Dissector = { name: 'gquic', dissect: () => ACCEPTED }

/** Any port: a connection id of eight bytes and a version Q02x, Q03x or Q04x. */
export const gquicHeuristic: Dissector = {
  name: 'gquic',
  dissect(packet) {
    if (packet.remaining < SHORTEST) return REJECTED
    const at = packet.offset
    const flags = packet.u8(at)
    if ((flags & VERSION_FLAG) === 0 || (flags & LONG_ID_FLAG) === 0) return REJECTED
    const version = packet.u24(at + 9)
    if (version !== 0x513032 && version !== 0x513033 && version !== 0x513034) return REJECTED
    const stream = packet.stream
    if (stream !== undefined) stream.dissector = gquic
    return ACCEPTED
  },
}
