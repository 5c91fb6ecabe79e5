import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ISO 10589 hello PDU. */
export const isisHello: Dissector = {
  name: 'isis.hello',
  dissect(packet) {
    packet.need(11)
    return ACCEPTED
  },
}
