import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** RPKI to router, RFC 8210. */
export const rpkirtr: Dissector = {
  name: 'rpkirtr',
  dissect(packet) {
    shown = false
    dissectPdus(packet, 8, pduLength, dissectPdu)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function pduLength(packet: Packet): number {
  return packet.u32(packet.offset + 4)
}

function dissectPdu(): void {
  shown = true
}
