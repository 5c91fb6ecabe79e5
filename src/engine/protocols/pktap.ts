import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const HEADER = 108

/** Apple's PKTAP: little-endian header with its length and the link type of what follows. */
export const pktap: Dissector = {
  name: 'pktap',
  dissect(packet) {
    if (!packet.need(HEADER)) return ACCEPTED
    const length = packet.u32le(packet.offset)
    const linkType = packet.u32le(packet.offset + 8)
    if (length < HEADER || !packet.need(length)) return ACCEPTED
    packet.offset += length
    packet.note('pcap_pktdata')
    if (linkType < 65536) packet.next(packet.tables.linkType, linkType)
    return ACCEPTED
  },
}
