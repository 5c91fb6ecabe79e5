import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { ntpFields } from './ntp-fields.ts'

const CONTROL = 6
const PRIVATE = 7

/** Network Time Protocol, RFC 5905; control messages of RFC 9327. */
export const ntp: Dissector = {
  name: 'ntp',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    if (packet.fields !== null) ntpFields(packet.fields, packet, packet.offset)
    const mode = packet.u8(packet.offset) & 7
    packet.need(mode === CONTROL ? 12 : mode === PRIVATE ? 4 : 48)
    return ACCEPTED
  },
}
