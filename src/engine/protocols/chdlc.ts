import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { skipOsiPadding } from '../dissect/osi-padding.ts'

const OSI = 0xfefe

/** Cisco HDLC: address, a zero byte, an EtherType or one of Cisco's own. */
export const chdlc: Dissector = {
  name: 'chdlc',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const type = packet.u16(packet.offset + 2)
    packet.offset += 4
    if (type === OSI) skipOsiPadding(packet)
    if (packet.next(packet.tables.chdlcProtocol, type) === REJECTED) packet.data()
    return ACCEPTED
  },
}
