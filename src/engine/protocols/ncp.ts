import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** NetWare Core Protocol over TCP: DmdT or tNcP and a length. */
export const ncp: Dissector = {
  name: 'ncp',
  dissect(packet) {
    shown = false
    dissectPdus(packet, 8, packetLength, dissectPacket)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function packetLength(packet: Packet): number {
  return packet.u32(packet.offset + 4) & 0x7fffffff
}

function dissectPacket(): void {
  shown = true
}
