import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/**
 * BSD loopback: four bytes of address family in the byte order of the machine that captured, or in network order
 * (OpenBSD). IPv6 has another number on every BSD. Some put an EtherType there, and some a PPP header.
 */
export const nullLoopback: Dissector = {
  name: 'null',
  dissect(packet) {
    if (packet.remaining >= 2 && packet.u16(packet.offset) === 0xff03) {
      packet.drawNothing()
      packet.callNamed('ppp')
      return ACCEPTED
    }
    if (!packet.need(4)) {
      packet.drawNothing()
      return ACCEPTED
    }
    let family = packet.u32le(packet.offset)
    if (family >>> 16 !== 0) family = ((family >>> 24) | ((family >>> 8) & 0xff00)) & 0xffff
    else if ((family & 0xff) === 0) family >>>= 8
    packet.offset += 4
    const verdict = family > 1500 ? packet.next(packet.tables.etherType, family) : packet.callNamed(familyName(family))
    if (verdict === REJECTED) packet.data()
    return ACCEPTED
  },
}

function familyName(family: number): string {
  switch (family) {
    case 2:
      return 'ip'
    case 24:
    case 28:
    case 30:
      return 'ipv6'
    case 7:
      return 'osi'
    case 16:
      return 'ddp'
    case 23:
      return 'ipx'
    default:
      return ''
  }
}
