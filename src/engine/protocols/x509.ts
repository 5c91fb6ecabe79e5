import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { X509Walk } from '../dissect/x509.ts'

/** A certificate as the body of HTTP, RFC 2585. */
export const pkixCertificate: Dissector = {
  name: 'pkix-cert',
  dissect(packet) {
    new X509Walk(packet).certificate(packet.offset, packet.end)
    return ACCEPTED
  },
}

/** A certificate revocation list as the body of HTTP, RFC 2585. */
export const pkixCrl: Dissector = {
  name: 'x509af',
  dissect(packet) {
    new X509Walk(packet).certificateList(packet.offset, packet.end)
    return ACCEPTED
  },
}
