import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** D-Bus message. */
export const dbus: Dissector = {
  name: 'dbus',
  dissect(packet) {
    packet.need(16)
    return ACCEPTED
  },
}
