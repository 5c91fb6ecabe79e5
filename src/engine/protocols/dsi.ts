import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

const HEADER = 16
const COMMAND = 2
const WRITE = 6

/** Data stream interface of the Apple filing protocol: headers of 16 octets, AFP in commands and writes. */
export const dsi: Dissector = {
  name: 'dsi',
  dissect(packet) {
    return dissectPdus(packet, HEADER, blockLength, dissectBlock)
  },
}

function blockLength(packet: Packet): number {
  return packet.u32(packet.offset + 8) + HEADER
}

function dissectBlock(packet: Packet): void {
  const command = packet.u8(packet.offset + 1)
  if ((command === COMMAND || command === WRITE) && packet.wireRemaining > HEADER) packet.note('afp')
}
