import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

let shown = false

/** MQTT 3.1 to 5.0: control packets with a variable length, one name a call. */
export const mqtt: Dissector = {
  name: 'mqtt',
  dissect(packet) {
    shown = false
    dissectPdus(packet, 2, packetLength, dissectPacket)
    return shown || packet.stopped !== 0 ? ACCEPTED : SILENT
  },
}

function packetLength(packet: Packet): number {
  let length = 0
  for (let i = 0; i < 4; i++) {
    const at = packet.offset + 1 + i
    if (at >= packet.end) return 0
    const byte = packet.u8(at)
    length += (byte & 127) * 128 ** i
    if (byte < 128) return 2 + i + length
  }
  return 5 + length
}

function dissectPacket(): void {
  shown = true
}
