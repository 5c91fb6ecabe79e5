import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { mplsFields } from './mpls-fields.ts'

const ROUTER_ALERT_OAM = 14
const GENERIC_CHANNEL = 13

/** RFC 3032: the label stack is one layer. What is below it is guessed by its first nibble (RFC 4928). */
export const mpls: Dissector = {
  name: 'mpls',
  dissect(packet) {
    let label = 0
    for (let isFirst = true, isBottom = false; !isBottom; isFirst = false) {
      if (!packet.need(4)) return ACCEPTED
      if (!isFirst) packet.repeat('mpls')
      if (packet.fields !== null) mplsFields(packet.fields, packet, packet.offset)
      label = packet.u24(packet.offset) >>> 4
      isBottom = (packet.u8(packet.offset + 2) & 1) === 1
      packet.offset += 4
    }
    if (!packet.need(1)) return ACCEPTED
    const nibble = packet.u8(packet.offset) >>> 4
    if (label === ROUTER_ALERT_OAM) packet.data()
    else if (label === GENERIC_CHANNEL || nibble === 1) packet.callNamed('pwach')
    else if (nibble === 4) packet.callNamed('ip')
    else if (nibble === 6) packet.callNamed('ipv6')
    else if (packet.callNamed('pwethheuristic') === REJECTED) packet.data()
    return ACCEPTED
  },
}
