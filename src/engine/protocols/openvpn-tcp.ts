import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** OpenVPN over TCP: a length before each packet. */
export const openvpnTcp: Dissector = {
  name: 'openvpn',
  dissect(packet) {
    shown = false
    dissectPdus(packet, 2, packetLength, dissectPacket)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function packetLength(packet: Packet): number {
  return packet.u16(packet.offset) + 2
}

function dissectPacket(): void {
  shown = true
}
