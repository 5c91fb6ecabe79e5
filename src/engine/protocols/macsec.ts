import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const SCI_PRESENT = 0x20
const ENCRYPTED = 0x0c
const ICV_LENGTH = 16

/** IEEE 802.1AE. Without encryption a type and its payload stand before the integrity check value. */
export const macsec: Dissector = {
  name: 'macsec',
  dissect(packet) {
    if (!packet.need(6)) return ACCEPTED
    const flags = packet.u8(packet.offset)
    const header = (flags & SCI_PRESENT) === 0 ? 6 : 14
    if (!packet.need(header)) return ACCEPTED
    packet.offset += header
    if ((flags & ENCRYPTED) !== 0 || packet.wireRemaining < 2 + ICV_LENGTH || !packet.need(2)) {
      packet.data()
      return ACCEPTED
    }
    packet.limit(packet.wireRemaining - ICV_LENGTH)
    packet.offset += 2
    packet.nextEtherType(packet.u16(packet.offset - 2))
    return ACCEPTED
  },
}
