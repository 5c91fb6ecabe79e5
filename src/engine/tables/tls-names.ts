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

const CIPHER_NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(CIPHER_NAMES).map(([number, name]) => [name, Number(number)]),
)

/** The number of a cipher suite's name ('TLS_…', 'unknown-4865'); 0 where it is none. */
export function cipherNumber(name: string): number {
  const unknown = /^unknown-(\d{1,5})$/.exec(name)
  return CIPHER_NUMBERS.get(name) ?? (unknown === null ? 0 : Number(unknown[1]) & 0xffff)
}

/** Zeek's names of versions: 'TLSv12', 'SSLv3', 'DTLSv10', 'TLSv13-draft23', 'unknown-64282'. */
const ZEEK_VERSIONS: ReadonlyMap<string, number> = new Map([
  ['SSLv2', 0x0002],
  ['SSLv3', 0x0300],
  ['TLSv10', 0x0301],
  ['TLSv11', 0x0302],
  ['TLSv12', 0x0303],
  ['TLSv13', 0x0304],
  ['DTLSv10', 0xfeff],
  ['DTLSv12', 0xfefd],
  ['DTLSv13', 0xfefc],
])

/** The number of a version as Zeek names it; 0 where it is none. */
export function tlsVersionNumber(name: string): number {
  const draft = /^TLSv13-draft(\d{1,2})$/.exec(name)
  if (draft !== null) return 0x7f00 | Number(draft[1])
  const unknown = /^unknown-(\d{1,5})$/.exec(name)
  return ZEEK_VERSIONS.get(name) ?? (unknown === null ? 0 : Number(unknown[1]) & 0xffff)
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`
}
