import type { LayerSummary } from './layer-values.ts'

const LONG = ['Initial', '0-RTT', 'Handshake', 'Retry']
const LONG_V2 = ['Retry', 'Initial', '0-RTT', 'Handshake']

/** RFC 9000 section 12.2: the packets of the datagram. */
export const quicSummary: LayerSummary = (quic) => {
  const parts: string[] = []
  for (const { name, value } of quic.fields) {
    if (name === 'quic.long.packet_type') parts.push(LONG[Number(value)] ?? 'Long Header')
    else if (name === 'quic.long.packet_type_v2') parts.push(LONG_V2[Number(value)] ?? 'Long Header')
    else if (name === 'quic.short') parts.push('Protected Payload (KP0)')
    else if (name === 'quic.supported_version' && parts.at(-1) !== 'Version Negotiation')
      parts.push('Version Negotiation')
    else if (name === 'quic.dcid' && value !== '') parts.push(`DCID=${value}`)
    else if (name === 'quic.scid' && value !== '') parts.push(`SCID=${value}`)
    else if (name === 'quic.packet_number') parts.push(`PKN: ${value}`)
    else if (name === 'quic.crypto.offset') parts.push('CRYPTO')
  }
  return parts.length === 0 ? null : { text: parts.join(', ') }
}
