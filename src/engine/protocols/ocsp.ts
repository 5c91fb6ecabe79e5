import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { X509Walk } from '../dissect/x509.ts'

/** An OCSP request as the body of HTTP, RFC 6960 section 4.1. */
export const ocspRequest: Dissector = {
  name: 'ocsp',
  dissect(packet) {
    new X509Walk(packet).ocspRequest(packet.offset, packet.end)
    return ACCEPTED
  },
}

/** An OCSP response as the body of HTTP, RFC 6960 section 4.2. */
export const ocspResponse: Dissector = {
  name: 'ocsp',
  dissect(packet) {
    new X509Walk(packet).ocspResponse(packet.offset, packet.end)
    return ACCEPTED
  },
}
