import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { startsWith } from '../dissect/text-lines.ts'

/** BitTorrent's local service discovery, BEP 14, by its first line. */
export const lsdHeuristic: Dissector = {
  name: 'lsd',
  dissect: (packet) =>
    startsWith(packet.bytes, packet.offset, packet.end, 'BT-SEARCH * HTTP/1.1\r\n') ? ACCEPTED : REJECTED,
}
