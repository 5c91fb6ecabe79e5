import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** ISO 9577: the first byte names the network layer protocol, and is its own first byte or stands before it. */
export const osi: Dissector = {
  name: 'osi',
  kind: 'pseudo',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const identifier = packet.u8(packet.offset)
    if (packet.next(packet.tables.nlpid, identifier) !== REJECTED) return ACCEPTED
    const name = identifier === 0xcc ? 'ip' : identifier === 0x8e ? 'ipv6' : identifier === 0xcf ? 'ppp' : ''
    if (name === '') {
      packet.data()
      return ACCEPTED
    }
    packet.offset++
    packet.callNamed(name)
    return ACCEPTED
  },
}
