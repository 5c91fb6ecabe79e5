import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { dissectSnap } from '../dissect/snap.ts'

const SNAP = 0xaa
const UNNUMBERED_INFORMATION = 0x03
const EXCHANGE_IDENTIFICATION = 0xaf

/** IEEE 802.2: service access points and a control field of one byte (unnumbered) or two. */
export const llc: Dissector = {
  name: 'llc',
  dissect(packet) {
    if (!packet.need(1)) {
      packet.drawNothing()
      return ACCEPTED
    }
    if (!packet.need(3)) return ACCEPTED
    const at = packet.offset
    const destination = packet.u8(at)
    const control = packet.u8(at + 2)
    const header = (control & 3) === 3 ? 3 : 4
    if (!packet.need(header)) return ACCEPTED
    packet.offset = at + header
    if (packet.wireRemaining <= 0) return ACCEPTED
    const isInformation = (control & 1) === 0 || control === UNNUMBERED_INFORMATION
    if (!isInformation) {
      if ((control & 0xef) === EXCHANGE_IDENTIFICATION && destination !== SNAP && packet.u8(packet.offset) === 0x81)
        packet.repeat('basicxid')
      else packet.data()
    } else if (destination === SNAP && packet.u8(at + 1) === SNAP) dissectSnap(packet, 2)
    else if (packet.next(packet.tables.llcSap, destination) === REJECTED) packet.data()
    return ACCEPTED
  },
}
