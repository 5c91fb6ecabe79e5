import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** Header length of each version: NetFlow 1, 5, 7, 8, 9 and IPFIX. */
const HEADERS = new Map([
  [1, 16],
  [5, 24],
  [7, 24],
  [8, 28],
  [9, 20],
  [10, 16],
])

/** NetFlow, RFC 3954, and IPFIX, RFC 7011. */
export const cflow: Dissector = {
  name: 'cflow',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    const header = HEADERS.get(packet.u16(packet.offset))
    if (header === undefined) return REJECTED
    packet.need(header)
    return ACCEPTED
  },
}
