import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ISO 10589: the common header tells which of the four kinds of PDU follows. */
export const isis: Dissector = {
  name: 'isis',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    const type = packet.u8(packet.offset + 4) & 31
    packet.offset += 8
    if (type >= 15 && type <= 17) packet.callNamed('isis.hello')
    else if (type === 18 || type === 20) packet.callNamed('isis.lsp')
    else if (type === 24 || type === 25) packet.callNamed('isis.csnp')
    else if (type === 26 || type === 27) packet.callNamed('isis.psnp')
    return ACCEPTED
  },
}
