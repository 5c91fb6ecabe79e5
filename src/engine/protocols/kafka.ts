import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** Apache Kafka: a length before each message. */
export const kafka: Dissector = {
  name: 'kafka',
  dissect(packet) {
    shown = false
    dissectPdus(packet, 4, pduLength, dissectPdu)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function pduLength(packet: Packet): number {
  return packet.u32(packet.offset) + 4
}

function dissectPdu(): void {
  shown = true
}
