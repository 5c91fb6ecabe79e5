import type { LayerSummary, LayerValues } from './layer-values.ts'

/** IANA "TLS HandshakeType", as Wireshark words them. */
const MESSAGES: Readonly<Record<string, string>> = {
  0: 'Hello Request',
  1: 'Client Hello',
  2: 'Server Hello',
  3: 'Hello Verify Request',
  4: 'New Session Ticket',
  5: 'End of Early Data',
  8: 'Encrypted Extensions',
  11: 'Certificate',
  12: 'Server Key Exchange',
  13: 'Certificate Request',
  14: 'Server Hello Done',
  15: 'Certificate Verify',
  16: 'Client Key Exchange',
  20: 'Finished',
  22: 'Certificate Status',
  24: 'Key Update',
}
const ALERTS: Readonly<Record<string, string>> = {
  0: 'Close Notify',
  10: 'Unexpected Message',
  20: 'Bad Record MAC',
  40: 'Handshake Failure',
  42: 'Bad Certificate',
  45: 'Certificate Expired',
  46: 'Certificate Unknown',
  47: 'Illegal Parameter',
  48: 'Unknown CA',
  50: 'Decode Error',
  51: 'Decrypt Error',
  70: 'Protocol Version',
  80: 'Internal Error',
  112: 'Unrecognized Name',
}
const VERSIONS: Readonly<Record<string, string>> = {
  '0x0300': 'SSLv3',
  '0x0301': 'TLSv1',
  '0x0302': 'TLSv1.1',
  '0x0303': 'TLSv1.2',
  '0x0304': 'TLSv1.3',
  '0xfeff': 'DTLS 1.0',
  '0xfefd': 'DTLS 1.2',
  '0xfefc': 'DTLS 1.3',
}

/** RFC 8446: what its records hold, one after the other. */
export const tlsSummary: LayerSummary = (tls) => {
  const parts = messages(tls)
  return parts.length === 0 ? null : { protocol: label(tls), text: parts.join(', ') }
}

function messages(tls: LayerValues): string[] {
  const parts: string[] = []
  const prefix = tls.name === 'dtls' ? 'dtls' : 'tls'
  for (const [at, { name, value }] of tls.fields.entries()) {
    if (name === `${prefix}.handshake`) {
      const type = tls.fields[at + 1]
      const isReadable = type?.name === `${prefix}.handshake.type`
      parts.push(isReadable ? (MESSAGES[type.value] ?? `Unknown (${type.value})`) : 'Encrypted Handshake Message')
    } else if (name === `${prefix}.change_cipher_spec`) parts.push('Change Cipher Spec')
    else if (name === `${prefix}.app_data`) parts.push('Application Data')
    else if (name === `${prefix}.alert_message`) {
      const level = tls.fields.slice(at).find((field) => field.name === `${prefix}.alert_message.level`)?.value
      const description = tls.fields.slice(at).find((field) => field.name === `${prefix}.alert_message.desc`)?.value
      const words = description === undefined ? undefined : (ALERTS[description] ?? `Description ${description}`)
      parts.push(
        words === undefined
          ? 'Encrypted Alert'
          : `Alert (Level: ${level === '2' ? 'Fatal' : 'Warning'}, Description: ${words})`,
      )
    } else if (value === '24' && name === `${prefix}.record.content_type`) parts.push('Heartbeat')
  }
  return parts
}

/** The version that its records name; a hello may agree on a later one. */
function label(tls: LayerValues): string {
  const selected = tls.all('tls.handshake.extensions.supported_version')
  if (selected.length === 1) return VERSIONS[selected[0]] ?? 'TLS'
  const version = tls.first(tls.name === 'dtls' ? 'dtls.record.version' : 'tls.record.version')
  return VERSIONS[version] ?? tls.name.toUpperCase()
}
