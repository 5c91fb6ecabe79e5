import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const VERSION_3 = 0x30
const VERSION_4 = 0x40
const VERSION_5 = 0x50

/** UDP based FTP with multicast: versions 4 and 5 are drawn as protocols of their own. */
export const uftp: Dissector = {
  name: 'uftp',
  dissect(packet) {
    if (packet.remaining < 4) return REJECTED
    const version = packet.u8(packet.offset)
    if (version === VERSION_4 || version === VERSION_5) {
      packet.drawNothing()
      packet.note(version === VERSION_4 ? 'uftp4' : 'uftp5')
      return ACCEPTED
    }
    return version === VERSION_3 ? ACCEPTED : REJECTED
  },
}
