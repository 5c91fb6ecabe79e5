import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const HEADER_LENGTH = 61
/** Gnutella's header before its payload, and its payload type for Mojito. */
const GNUTELLA_HEADER_LENGTH = 23
const DHT_TYPE = 0x44

/** Mojito, LimeWire's distributed hash table, over Gnutella's header. */
const mojito: Dissector = {
  name: 'mojito',
  dissect: (packet) => (packet.remaining < HEADER_LENGTH ? REJECTED : ACCEPTED),
}

/** On any port: Gnutella's payload type, and a length that fits the datagram. */
export const mojitoHeuristic: Dissector = {
  name: 'mojito',
  dissect(packet) {
    if (!isMojito(packet)) return REJECTED
    const { stream } = packet
    if (stream !== undefined) stream.dissector = mojito
    return ACCEPTED
  },
}

function isMojito(packet: Packet): boolean {
  const at = packet.offset
  if (packet.remaining < HEADER_LENGTH) return false
  return packet.u8(at + 16) === DHT_TYPE && packet.u32le(at + 19) === packet.wireRemaining - GNUTELLA_HEADER_LENGTH
}
