import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const OSI = 0xfefe

/** Cisco HDLC: address, a zero byte, an EtherType or one of Cisco's own. */
export const chdlc: Dissector = {
  name: 'chdlc',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const type = packet.u16(packet.offset + 2)
    packet.offset += 4
    // A padding byte may stand before OSI protocols.
    if (type === OSI && packet.remaining > 1 && packet.u8(packet.offset) === 3) packet.offset++
    if (packet.next(packet.tables.chdlcProtocol, type) === REJECTED) packet.data()
    return ACCEPTED
  },
}
