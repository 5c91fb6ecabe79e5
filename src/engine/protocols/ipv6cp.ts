import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 5072. */
export const ipv6cp: Dissector = {
  name: 'ipv6cp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
