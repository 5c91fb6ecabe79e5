import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** DLEP, RFC 8175: the length excludes type and length. */
export const dlep: Dissector = {
  name: 'dlep',
  dissect(packet) {
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
