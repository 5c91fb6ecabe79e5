import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

/** One-letter keys of BEP 5: a, e, q, r, t, v, y. */
const KEYS = 'aeqrtvy'

const LETTER_D = 0x64

/** BitTorrent's distributed hash table, BEP 5, once its conversation is known: a bencoded dictionary. */
export const btDht: Dissector = {
  name: 'bt-dht',
  dissect(packet) {
    if (packet.remaining < 1 || packet.u8(packet.offset) !== LETTER_D) return REJECTED
    return ACCEPTED
  },
}

/** On any port: a dictionary whose first key is one known letter, `d1:a`. */
export const btDhtHeuristic: Dissector = {
  name: 'bt-dht',
  dissect(packet) {
    if (!isDictionary(packet)) return REJECTED
    const { stream } = packet
    if (stream !== undefined) stream.dissector = btDht
    return ACCEPTED
  },
}

function isDictionary(packet: Packet): boolean {
  const at = packet.offset
  if (packet.remaining < 4) return false
  if (packet.u8(at) !== LETTER_D || packet.u8(at + 1) !== 0x31 || packet.u8(at + 2) !== 0x3a) return false
  return KEYS.includes(String.fromCharCode(packet.u8(at + 3)))
}
