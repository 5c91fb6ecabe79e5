import { CIPHER_NAMES } from './tls-cipher-names.ts'

/** RFC 5246, 8446, 6347, 9147 and their predecessors. */
const VERSION_NAMES: Readonly<Record<number, string>> = {
  0x0002: 'SSL 2.0',
  0x0300: 'SSL 3.0',
  0x0301: 'TLS 1.0',
  0x0302: 'TLS 1.1',
  0x0303: 'TLS 1.2',
  0x0304: 'TLS 1.3',
  0x0100: 'DTLS 1.0',
  0xfeff: 'DTLS 1.0',
  0xfefd: 'DTLS 1.2',
  0xfefc: 'DTLS 1.3',
}

/** 'TLS 1.3', 'TLS 1.3 draft 18', '0x0505' for what is not assigned. */
export function tlsVersionName(version: number): string {
  if (version >>> 8 === 0x7f) return `TLS 1.3 draft ${version & 255}`
  return VERSION_NAMES[version] ?? hex(version)
}

/** The cipher suite's name; its number in hexadecimal where it has none. */
export function cipherName(cipher: number): string {
  return CIPHER_NAMES[cipher] ?? hex(cipher)
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`
}
