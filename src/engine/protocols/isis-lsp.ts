import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ISO 10589 link state PDU. */
export const isisLsp: Dissector = {
  name: 'isis.lsp',
  dissect(packet) {
    packet.need(19)
    return ACCEPTED
  },
}
