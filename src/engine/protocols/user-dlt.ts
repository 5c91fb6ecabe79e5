import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** LINKTYPE_USER0 and so on: what they hold is private. */
export const userDlt: Dissector = {
  name: 'user_dlt',
  dissect(packet) {
    packet.data()
    return ACCEPTED
  },
}

/** LINKTYPE_USER2, which macOS uses for PKTAP. */
export const userDlt2: Dissector = {
  name: 'user_dlt',
  dissect(packet) {
    packet.callNamed('pktap')
    return ACCEPTED
  },
}
