import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { callIeee8023, LEAST_ETHER_TYPE, MAX_LENGTH } from '../dissect/ieee-802-3.ts'
import { ethernetFields, trailerFields } from '../dissect/ethernet-fields.ts'

/** Cisco FabricPath in front of another Ethernet frame. */
const FABRIC_PATH = 0x8903
const ISL_HEADER = 26

/** Ethernet II, or IEEE 802.3 with a length in place of the type (IEEE 802.3 clause 3). */
export const ethernet: Dissector = {
  name: 'eth',
  dissect(packet) {
    if (!packet.need(14)) {
      packet.drawNothing()
      return ACCEPTED
    }
    const at = packet.offset
    const type = packet.u16(at + 12)
    if (packet.inError) {
      packet.destination = packet.sink.mac(packet.bytes, at)
      packet.source = packet.sink.mac(packet.bytes, at + 6)
    } else packet.sink.ethernet(packet, at)
    if (type <= MAX_LENGTH && (packet.u24(at) & 0xfdffff) === 0x01000c && packet.u16(at + 3) === 0) {
      // Cisco's ISL uses the destination address (01 or 03:00:0c:00:00) as a label; the frame is inside.
      packet.drawNothing()
      packet.repeat('isl')
      packet.offset = at + ISL_HEADER
      if (packet.need(1) && packet.u8(at + 5) >>> 4 === 0) packet.callNamed('eth')
      else packet.data()
      return ACCEPTED
    }
    if (type === FABRIC_PATH && packet.remaining > 30) {
      packet.drawNothing()
      packet.callNamed('cfp')
      return ACCEPTED
    }
    if (packet.fields !== null) ethernetFields(packet.fields, packet, at)
    packet.offset = at + 14
    const { fields } = packet
    if (fields !== null) fields.contentEnd = type <= MAX_LENGTH && type !== 0 ? at + 14 + type : -1
    const { end, wireEnd } = packet
    if (type >= LEAST_ETHER_TYPE || type === 0) packet.nextEtherType(type)
    else if (type > MAX_LENGTH) packet.data()
    else callIeee8023(packet, type)
    if (fields !== null) {
      packet.end = end
      packet.wireEnd = wireEnd
      trailerFields(fields, packet, at, fields.contentEnd)
      fields.contentEnd = -1
    }
    return ACCEPTED
  },
}
