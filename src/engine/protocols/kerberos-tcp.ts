import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** Kerberos over TCP, RFC 4120 section 7.2.2: a length before each message. */
export const kerberosTcp: Dissector = {
  name: 'kerberos',
  dissect(packet) {
    shown = false
    dissectPdus(packet, 4, pduLength, dissectPdu)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function pduLength(packet: Packet): number {
  return (packet.u32(packet.offset) & 0x7fffffff) + 4
}

function dissectPdu(): void {
  shown = true
}
