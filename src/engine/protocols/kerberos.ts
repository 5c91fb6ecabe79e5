import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** Kerberos messages over UDP, RFC 4120 section 5.4: an APPLICATION tag of a known message type. */
export const kerberos: Dissector = {
  name: 'kerberos',
  dissect(packet) {
    if (packet.remaining < 1) return REJECTED
    const tag = packet.u8(packet.offset)
    const type = tag & 31
    if (tag >>> 5 !== 3) return REJECTED
    const known = (type >= 10 && type <= 15) || (type >= 20 && type <= 22) || (type >= 25 && type <= 30)
    if (!known) return REJECTED
    packet.need(2)
    return ACCEPTED
  },
}
