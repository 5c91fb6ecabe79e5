import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

const CLIENT_SSL = 0x0800
/** A login request cut behind its fixed fields asks for TLS. */
const SSL_REQUEST_LENGTH = 32

/** MySQL client/server protocol: packets with a 3-octet length and a sequence number. */
export const mysql: Dissector = {
  name: 'mysql',
  dissect(packet) {
    return dissectPdus(packet, 4, packetLength, dissectPacket)
  },
}

function packetLength(packet: Packet): number {
  const at = packet.offset
  return packet.u16le(at) + packet.u8(at + 2) * 65536 + 4
}

function dissectPacket(packet: Packet): void {
  const at = packet.offset
  const { stream } = packet
  if (stream === undefined || packet.remaining !== SSL_REQUEST_LENGTH + 4 || packet.u8(at + 3) !== 1) return
  if ((packet.u16le(at + 4) & CLIENT_SSL) === 0) return
  stream.dissector = packet.tables.named('tls') ?? null
}
