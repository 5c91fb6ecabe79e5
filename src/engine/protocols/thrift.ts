import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const VERSION_1 = 0x8001
const LAST_TYPE = 4
const LONGEST_NAME = 256

/** Apache Thrift's binary protocol, strict form, in a datagram: version, message type, method name, sequence number. */
export const thriftHeuristic: Dissector = {
  name: 'thrift',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 12 || packet.u16(at) !== VERSION_1 || packet.u8(at + 2) !== 0) return REJECTED
    const type = packet.u8(at + 3)
    const length = packet.u32(at + 4)
    if (type < 1 || type > LAST_TYPE || length > LONGEST_NAME || length + 12 > packet.wireRemaining) return REJECTED
    for (let i = 0; i < length && at + 8 + i < packet.end; i++) {
      const byte = packet.u8(at + 8 + i)
      if (byte < 32 || byte > 126) return REJECTED
    }
    return ACCEPTED
  },
}
