import { ACCEPTED, type Dissector, REJECTED, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** LDP, RFC 5036, over TCP: the length excludes version and length. */
export const ldp: Dissector = {
  name: 'ldp',
  dissect(packet) {
    if (packet.remaining < 2 || packet.u16(packet.offset) !== 1) return REJECTED
    shown = false
    dissectPdus(packet, 4, pduLength, dissectPdu)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function pduLength(packet: Packet): number {
  return packet.u16(packet.offset + 2) + 4
}

function dissectPdu(): void {
  shown = true
}
