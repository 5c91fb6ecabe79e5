import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** Git pack protocol: pkt-lines, four hexadecimal digits of length. */
export const git: Dissector = {
  name: 'git',
  dissect(packet) {
    return dissectPdus(packet, 4, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  let length = 0
  for (let i = 0; i < 4; i++) {
    const digit = Number.parseInt(String.fromCharCode(packet.u8(packet.offset + i)), 16)
    if (Number.isNaN(digit)) return 0
    length = length * 16 + digit
  }
  return length < 4 ? 4 : length
}

function dissectPdu(): void {}
