import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** LISP reliable transport, draft-kouvelas-lisp-map-server-reliable-transport. */
export const lispTcp: Dissector = {
  name: 'lisp-tcp',
  dissect(packet) {
    shown = false
    dissectPdus(packet, 8, pduLength, dissectPdu)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function pduLength(packet: Packet): number {
  return packet.u16(packet.offset + 2)
}

function dissectPdu(): void {
  shown = true
}
