import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

const HEADER = 16
const COMMAND = 2
const WRITE = 6

let shown = false

/** Data stream interface of the Apple filing protocol: headers of 16 octets, AFP in commands and writes. */
export const dsi: Dissector = {
  name: 'dsi',
  dissect(packet) {
    shown = false
    dissectPdus(packet, HEADER, blockLength, dissectBlock)
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function blockLength(packet: Packet): number {
  return packet.u32(packet.offset + 8) + HEADER
}

function dissectBlock(packet: Packet): void {
  shown = true
  const command = packet.u8(packet.offset + 1)
  if ((command === COMMAND || command === WRITE) && packet.wireRemaining > HEADER) packet.note('afp')
}
