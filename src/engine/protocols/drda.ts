import { type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

const HEADER = 10
const MAGIC = 0xd0

/** DRDA (DB2), DDM volume: data stream structures with a length and D0. */
const drda: Dissector = { name: 'drda', dissect: dissectDrda }

export const drdaHeuristic: Dissector = {
  name: 'drda',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < HEADER || packet.u8(at + 2) !== MAGIC) return REJECTED
    // The length of the object is that of the structure without its own header.
    if (packet.u16(at + 6) + 6 !== packet.u16(at)) return REJECTED
    const { stream } = packet
    if (stream !== undefined) stream.dissector = drda
    return dissectDrda(packet)
  },
}

function dissectDrda(packet: Packet): Verdict {
  return dissectPdus(packet, HEADER, (p) => p.u16(p.offset))
}
