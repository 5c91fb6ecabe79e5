import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import { mqttFields } from './mqtt-fields.ts'

/** MQTT 3.1 to 5.0: control packets with a variable length, one name a call. */
export const mqtt: Dissector = {
  name: 'mqtt',
  dissect(packet) {
    return packet.fields === null
      ? dissectPdus(packet, 2, packetLength)
      : dissectPdus(packet, 2, packetLength, readFields)
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

function readFields(packet: Packet): void {
  let from = packet.offset + 1
  while (from < packet.end && packet.u8(from) >= 128) from++
  if (packet.fields !== null && packet.remaining > 0) mqttFields(packet.fields, packet, packet.offset, from + 1)
}
