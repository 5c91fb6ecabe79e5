import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const EXTENSIONS = 0x80
const NO_LINK_LAYER = 0x02
/** Bit of an ATM cookie: a control packet of the PIC. */
const CONTROL = 0x80

/** Juniper's header: magic number, flags, and where they say so extensions with their length. */
function juniper(payload: (packet: Packet) => void): Dissector {
  return {
    name: 'juniper',
    kind: 'pseudo',
    dissect(packet) {
      if (!packet.need(4)) return ACCEPTED
      const flags = packet.u8(packet.offset + 3)
      let header = 4
      if ((flags & EXTENSIONS) !== 0) {
        if (!packet.need(6)) return ACCEPTED
        header = 6 + packet.u16(packet.offset + 4)
      }
      if (!packet.need(header)) return ACCEPTED
      packet.offset += header
      if ((flags & NO_LINK_LAYER) !== 0) packet.data()
      else payload(packet)
      return ACCEPTED
    },
  }
}

/** A cookie, then LLC (RFC 2684); anything else is data. */
function atm(cookie: number): (packet: Packet) => void {
  return (packet) => {
    if (!packet.need(cookie)) return
    const isControl = (packet.u8(packet.offset) & CONTROL) !== 0
    packet.offset += cookie
    const isLlc = !isControl && packet.remaining >= 3 && (packet.u24(packet.offset) | 0x5454_00) === 0xfefe03
    if (!isLlc || packet.callNamed('llc') === REJECTED) packet.data()
  }
}

function byName(name: string): (packet: Packet) => void {
  return (packet) => {
    packet.callNamed(name)
  }
}

export const juniperEthernet = juniper(byName('eth'))
export const juniperFrameRelay = juniper(byName('fr'))
export const juniperChdlc = juniper(byName('chdlc'))
export const juniperAtm1 = juniper(atm(4))
export const juniperAtm2 = juniper(atm(8))
