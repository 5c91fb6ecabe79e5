import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const BEGINNING = 0x80

/** RFC 1990 with long sequence numbers. Only the first fragment of a packet tells its protocol. */
export const mp: Dissector = {
  name: 'mp',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const isFirst = (packet.u8(packet.offset) & BEGINNING) !== 0
    packet.offset += 4
    if (!isFirst || packet.remaining < 2) {
      packet.data()
      return ACCEPTED
    }
    packet.repeat('ppp')
    const isShort = (packet.u8(packet.offset) & 1) === 1
    const protocol = isShort ? packet.u8(packet.offset) : packet.u16(packet.offset)
    packet.offset += isShort ? 1 : 2
    if (packet.next(packet.tables.pppProtocol, protocol) === REJECTED) packet.data()
    return ACCEPTED
  },
}
