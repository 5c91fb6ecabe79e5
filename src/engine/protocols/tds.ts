import { type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import { dissectTokenAs } from '../dissect/security-blob.ts'

const HEADER = 8
const LAST_TYPE = 18
const LOGIN7 = 16
const SSPI = 17

/** TDS, [MS-TDS]: packets with type, status and length; NTLM in logins. */
export const tds: Dissector = {
  name: 'tds',
  dissect(packet) {
    return dissectPdus(packet, HEADER, packetLength, dissectPacket)
  },
}

/** On other ports: whole packets one after the other. */
export const tdsHeuristic: Dissector = {
  name: 'tds',
  dissect(packet) {
    let { offset } = packet
    if (packet.remaining < HEADER) return REJECTED
    while (offset + HEADER <= packet.end) {
      const type = packet.u8(offset)
      const length = packet.u16(offset + 2)
      if (type === 0 || type > LAST_TYPE || packet.u8(offset + 1) > 1) return REJECTED
      if (length < HEADER + 1 || packet.u8(offset + 7) !== 0) return REJECTED
      offset += length
    }
    if (offset !== packet.end) return REJECTED
    const { stream } = packet
    if (stream !== undefined) stream.dissector = tds
    return tds.dissect(packet)
  },
}

function packetLength(packet: Packet): number {
  return packet.u16(packet.offset + 2)
}

function dissectPacket(packet: Packet): void {
  const at = packet.offset + HEADER
  const type = packet.u8(packet.offset)
  if (type === SSPI) dissectTokenAs(packet, at, packet.end - at, 'ntlmssp')
  else if (type === LOGIN7 && packet.end - at >= 86) {
    // The SSPI token's place and length, behind the other variable fields.
    const length = packet.u16le(at + 80)
    const from = at + packet.u16le(at + 78)
    if (length > 8 && from + 8 <= packet.end && packet.u32(from) === 0x4e544c4d)
      dissectTokenAs(packet, from, length, 'ntlmssp')
  }
}
