import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

const HEADER = 24
const SEND_RR_DATA = 0x6f
const SEND_UNIT_DATA = 0x70
const CONNECTED_DATA = 0xb1
const UNCONNECTED_DATA = 0xb2

/** EtherNet/IP encapsulation (CIP volume 2 chapter 2): cip in the data items of SendRRData and SendUnitData. */
export const enip: Dissector = {
  name: 'enip',
  dissect(packet) {
    return dissectPdus(packet, 4, packetLength, dissectPacket)
  },
}

/** CIP itself: a request or an answer. */
export const cip: Dissector = { name: 'cip', dissect: () => ACCEPTED }

function packetLength(packet: Packet): number {
  return packet.u16le(packet.offset + 2) + HEADER
}

function dissectPacket(packet: Packet): void {
  const at = packet.offset
  const command = packet.u16le(at)
  if ((command !== SEND_RR_DATA && command !== SEND_UNIT_DATA) || packet.remaining < HEADER + 8) return
  const items = packet.u16le(at + HEADER + 6)
  let item = at + HEADER + 8
  for (let i = 0; i < items && item + 4 <= packet.end && packet.stopped === RUNNING; i++) {
    const type = packet.u16le(item)
    const length = packet.u16le(item + 2)
    const skip = type === CONNECTED_DATA ? 2 : 0
    if ((type === CONNECTED_DATA || type === UNCONNECTED_DATA) && length > skip) {
      packet.offset = item + 4 + skip
      packet.call(cip)
    }
    item += 4 + length
  }
}
