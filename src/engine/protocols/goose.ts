import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEC 61850-8-1 generic object oriented substation events. */
export const goose: Dissector = {
  name: 'goose',
  dissect(packet) {
    packet.need(8)
    return ACCEPTED
  },
}
