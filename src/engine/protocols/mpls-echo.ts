import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const HEADER_LENGTH = 32
/** Echo request and reply, and their data plane variants of RFC 6425. */
const isEcho = (type: number) => type === 1 || type === 2

/** LSP Ping, RFC 8029 section 3. */
export const mplsEcho: Dissector = {
  name: 'mpls-echo',
  dissect(packet) {
    if (packet.remaining < 5) return REJECTED
    const at = packet.offset
    const version = packet.u16(at)
    const type = packet.u8(at + 4)
    if (version !== 1) return version === 2 ? ACCEPTED : REJECTED
    if (packet.wireRemaining < (isEcho(type) ? HEADER_LENGTH : 16)) return REJECTED
    return ACCEPTED
  },
}
