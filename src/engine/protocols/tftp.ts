import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const UDP = 17
const SERVER_PORT = 69
const READ_REQUEST = 1
const WRITE_REQUEST = 2
const DATA = 3
const ACK = 4
const ERROR = 5

/**
 * TFTP, RFC 1350. The server answers a request from a port of its own: what goes to or comes from the client's port is
 * TFTP from then on.
 */
export const tftp: Dissector = {
  name: 'tftp',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    const at = packet.offset
    const opcode = packet.u16(at)
    if (packet.destinationPort === SERVER_PORT && !packet.inError)
      packet.expectations.expect(UDP, packet.source, packet.sourcePort, tftp)
    if (opcode === READ_REQUEST || opcode === WRITE_REQUEST) skipStrings(packet, at + 2, 2)
    else if (opcode === ACK) packet.need(4)
    else if (opcode === ERROR) {
      if (packet.need(4)) skipStrings(packet, at + 4, 1)
    } else if (opcode === DATA && packet.need(4)) {
      packet.offset = at + 4
      packet.data()
    }
    return ACCEPTED
  },
}

/** `count` strings, each ended by a zero. */
function skipStrings(packet: Packet, from: number, count: number): void {
  let at = from
  for (let i = 0; i < count; i++) {
    while (at < packet.end && packet.u8(at) !== 0) at++
    if (!packet.need(1, at)) return
    at++
  }
}
