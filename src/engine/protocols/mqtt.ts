import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** MQTT 3.1 to 5.0: control packets with a variable length, one name a call. */
export const mqtt: Dissector = {
  name: 'mqtt',
  dissect(packet) {
    return dissectPdus(packet, 2, packetLength)
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
