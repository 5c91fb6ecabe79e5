import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const LONG_HEADER = 0x80
const VERSION_FLAG = 0x01
const LONG_ID_FLAG = 0x08
/** Flags, connection id, version. */
const SHORTEST = 13

/** The first three letters of versions. */
const Q02 = 0x513032
const Q03 = 0x513033
const Q04 = 0x513034

function isVersion(letters: number): boolean {
  return letters === Q02 || letters === Q03 || letters === Q04
}

/** Google QUIC up to Q046: recognised, not read. */
export const gquic: Dissector = { name: 'gquic', dissect: () => ACCEPTED }

/** Any port: a version Q02x, Q03x or Q04x behind a connection id of eight bytes, or Q04x in front of the ids. */
export const gquicHeuristic: Dissector = {
  name: 'gquic',
  dissect(packet) {
    if (packet.remaining < SHORTEST) return REJECTED
    const at = packet.offset
    const flags = packet.u8(at)
    const isPublic = (flags & VERSION_FLAG) !== 0 && (flags & LONG_ID_FLAG) !== 0 && isVersion(packet.u24(at + 9))
    const isLong = (flags & LONG_HEADER) !== 0 && packet.u24(at + 1) === Q04
    if (!isPublic && !isLong) return REJECTED
    const stream = packet.stream
    if (stream !== undefined) stream.dissector = gquic
    return ACCEPTED
  },
}
