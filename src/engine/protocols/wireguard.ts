import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** Length of messages 1 to 3: handshake initiation, response, cookie reply. */
const LENGTHS = [0, 148, 92, 64]
const DATA = 4
const SHORTEST_DATA = 32

/** WireGuard (whitepaper section 5.4), once its conversation is known. */
export const wireguard: Dissector = {
  name: 'wg',
  dissect(packet) {
    if (packet.remaining < 4) return REJECTED
    const type = packet.u8(packet.offset)
    if (type < 1 || type > DATA) return REJECTED
    return ACCEPTED
  },
}

/** WireGuard on any port: the messages have fixed lengths, or at least the smallest for data. */
export const wireguardHeuristic: Dissector = {
  name: 'wg',
  dissect(packet) {
    if (packet.wireRemaining < 4) return REJECTED
    if (!packet.need(4)) return ACCEPTED
    const at = packet.offset
    const type = packet.u8(at)
    const length = packet.wireRemaining
    if (type < 1 || type > DATA) return REJECTED
    if (type === DATA ? length < SHORTEST_DATA || packet.u24(at + 1) !== 0 : length !== LENGTHS[type]) return REJECTED
    const { stream } = packet
    if (stream !== undefined) stream.dissector = wireguard
    return ACCEPTED
  },
}
