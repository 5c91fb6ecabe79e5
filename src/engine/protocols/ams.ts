import { ACCEPTED, type Dissector, REJECTED, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** Beckhoff ADS/AMS over TCP. */
export const ams: Dissector = {
  name: 'ams',
  dissect(packet) {
    if (packet.remaining < 38) return REJECTED
    shown = false
    dissectPdus(packet, 6, pduLength, dissectPdu)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function pduLength(packet: Packet): number {
  return packet.u32le(packet.offset + 2) + 6
}

function dissectPdu(): void {
  shown = true
}
