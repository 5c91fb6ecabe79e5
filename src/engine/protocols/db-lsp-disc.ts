import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { isJson } from '../dissect/json-text.ts'

/** Dropbox LAN sync discovery: JSON in a broadcast. */
export const dbLspDisc: Dissector = {
  name: 'db-lsp-disc',
  dissect(packet) {
    if (!isJson(packet)) return ACCEPTED
    const { nested } = packet
    packet.nested = true
    packet.callNamed('json')
    packet.nested = nested
    return ACCEPTED
  },
}
