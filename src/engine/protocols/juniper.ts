import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const EXTENSIONS = 0x80
const NO_LINK_LAYER = 0x02

/** Juniper's header: magic number, flags, and where they say so extensions with their length. */
function juniper(payload: string): Dissector {
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
      else packet.callNamed(payload)
      return ACCEPTED
    },
  }
}

export const juniperEthernet = juniper('eth')
export const juniperFrameRelay = juniper('fr')
export const juniperChdlc = juniper('chdlc')
