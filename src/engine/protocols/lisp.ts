import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const ENCAPSULATED_CONTROL = 8
/** Header of each message type: request, reply, register, notify (RFC 9301 section 5). */
const HEADERS = [0, 28, 12, 16, 16, 20, 16, 8]

/** LISP control messages, RFC 9301. */
export const lisp: Dissector = {
  name: 'lisp',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const type = packet.u8(packet.offset) >>> 4
    if (type === ENCAPSULATED_CONTROL) {
      if (!packet.need(5)) return ACCEPTED
      packet.offset += 4
      const version = packet.u8(packet.offset) >>> 4
      if (version !== 4 && version !== 6) packet.data()
      else if (packet.callNamed(version === 4 ? 'ip' : 'ipv6') === REJECTED) packet.data()
      return ACCEPTED
    }
    const header = HEADERS[type] ?? 0
    if (packet.need(Math.max(4, header)) && header === 0) packet.data()
    return ACCEPTED
  },
}

/** LISP data, RFC 9300 section 5: eight bytes, then an IP packet. */
export const lispData: Dissector = {
  name: 'lisp-data',
  dissect(packet) {
    if (packet.wireRemaining < 8) return REJECTED
    if (!packet.need(9)) return ACCEPTED
    packet.offset += 8
    const version = packet.u8(packet.offset) >>> 4
    if (version === 4) packet.callNamed('ip')
    else if (version === 6) packet.callNamed('ipv6')
    return ACCEPTED
  },
}
