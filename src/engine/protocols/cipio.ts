import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const CONNECTED_DATA = 0xb1

/** The class 0/1 data inside, drawn as the protocol itself once more. */
const connection: Dissector = { name: 'cipio', dissect: () => ACCEPTED }

/** EtherNet/IP implicit messages: items of the Common Packet Format (ODVA, volume 2, 2-6). */
export const cipio: Dissector = {
  name: 'cipio',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    const { end, wireEnd } = packet
    packet.drawAs('enip')
    let at = packet.offset + 2
    for (let left = packet.u16le(packet.offset); left > 0; left--) {
      if (!packet.need(4, at)) return ACCEPTED
      const type = packet.u16le(at)
      const length = packet.u16le(at + 2)
      if (type === CONNECTED_DATA && length > 0) callConnection(packet, at + 4, length, end, wireEnd)
      if (!packet.need(4 + length, at)) return ACCEPTED
      at += 4 + length
    }
    return ACCEPTED
  },
}

function callConnection(packet: Packet, at: number, length: number, end: number, wireEnd: number): void {
  const { offset } = packet
  packet.offset = at
  packet.limit(length)
  packet.call(connection)
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
}
