import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { ntpFields } from './ntp-fields.ts'

const ACTIVE = 1
const BROADCAST = 5
const CONTROL = 6
const PRIVATE = 7

/** Network Time Protocol, RFC 5905; control messages of RFC 9327. */
export const ntp: Dissector = {
  name: 'ntp',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    if (packet.fields !== null) ntpFields(packet.fields, packet, packet.offset)
    const first = packet.u8(packet.offset)
    const mode = first & 7
    const version = (first >>> 3) & 7
    const isWhole = packet.need(mode === CONTROL ? 12 : mode === PRIVATE ? 4 : 48)
    // The port alone says little: whoever hides there seldom writes a header of NTP.
    if (isWhole && mode >= ACTIVE && mode <= BROADCAST && version >= 1 && version <= 4 && !packet.inError)
      packet.sink.service(packet, 'ntp')
    return ACCEPTED
  },
}
