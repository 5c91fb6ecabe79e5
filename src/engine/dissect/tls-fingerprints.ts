import { md5Hex, sha256Text } from '../bytes/hashing.ts'

/** What fingerprints are made of; GREASE values (RFC 8701) are in it. */
export type HelloShape = {
  /** 't', 'q' or 'd': TLS over TCP, QUIC, DTLS. */
  transport: 't' | 'q' | 'd'
  /** legacy_version. */
  version: number
  ciphers: readonly number[]
  extensions: readonly number[]
  groups: readonly number[]
  pointFormats: readonly number[]
  signatureAlgorithms: readonly number[]
  supportedVersions: readonly number[]
  /** The first ALPN protocol; null without the extension. */
  firstAlpn: Uint8Array | null
}

const SERVER_NAME = 0x0000
const ALPN = 0x0010
/** JA4_b and JA4_c of nothing. */
const NOTHING = '000000000000'

/** RFC 8701: 0x0a0a, 0x1a1a … 0xfafa. */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >>> 8 === (value & 255)
}

/** Digests of the few texts that occur again and again, so that a capture full of hellos hashes each client once. */
const md5s = new Map<string, string>()
const sha256s = new Map<string, string>()
const MOST_REMEMBERED = 4096

function remembered(digests: Map<string, string>, text: string, digest: (text: string) => string): string {
  const known = digests.get(text)
  if (known !== undefined) return known
  if (digests.size >= MOST_REMEMBERED) digests.clear()
  const made = digest(text)
  digests.set(text, made)
  return made
}

const sane = (values: readonly number[]) => values.filter((value) => !isGrease(value))

/** JA3's text (salesforce/ja3): version, ciphers, extensions, groups, point formats, decimal, without GREASE. */
export function ja3Text(hello: HelloShape): string {
  const { version, ciphers, extensions, groups, pointFormats } = hello
  const lists = [sane(ciphers), sane(extensions), sane(groups), pointFormats]
  return `${version},${lists.map((list) => list.join('-')).join(',')}`
}

export function ja3(hello: HelloShape): string {
  return remembered(md5s, ja3Text(hello), md5Hex)
}

/** JA3S: version, chosen cipher, extensions of a ServerHello. */
export function ja3s(version: number, cipher: number, extensions: readonly number[]): string {
  return remembered(md5s, `${version},${cipher},${extensions.join('-')}`, md5Hex)
}

/** JA4 (FoxIO-LLC/ja4, technical details of JA4). */
export function ja4(hello: HelloShape): string {
  const ciphers = sane(hello.ciphers)
  const extensions = sane(hello.extensions)
  const sortedCiphers = ciphers.map(hex4).sort()
  const sortedExtensions = extensions
    .filter((type) => type !== SERVER_NAME && type !== ALPN)
    .map(hex4)
    .sort()
  const algorithms = sane(hello.signatureAlgorithms).map(hex4)
  const first =
    hello.transport +
    ja4Version(hello) +
    (extensions.includes(SERVER_NAME) ? 'd' : 'i') +
    count(ciphers.length) +
    count(extensions.length) +
    ja4Alpn(hello.firstAlpn)
  const third = sortedExtensions.join(',') + (algorithms.length === 0 ? '' : `_${algorithms.join(',')}`)
  return `${first}_${hash(sortedCiphers.join(','))}_${extensions.length === 0 ? NOTHING : hash(third)}`
}

function hash(text: string): string {
  return text === '' ? NOTHING : remembered(sha256s, text, sha256Text).slice(0, 12)
}

function count(n: number): string {
  return String(Math.min(n, 99)).padStart(2, '0')
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0')
}

const VERSIONS: Readonly<Record<number, string>> = {
  0x0304: '13',
  0x0303: '12',
  0x0302: '11',
  0x0301: '10',
  0x0300: 's3',
  0x0002: 's2',
  0xfeff: 'd1',
  0xfefd: 'd2',
  0xfefc: 'd3',
}

/** The highest version offered; DTLS counts down. */
function ja4Version(hello: HelloShape): string {
  const offered = sane(hello.supportedVersions)
  let best = hello.version
  if (offered.length > 0) best = hello.transport === 'd' ? Math.min(...offered) : Math.max(...offered)
  return VERSIONS[best] ?? '00'
}

/** First and last character of the first protocol; of its hexadecimal form when one of them is not alphanumeric. */
function ja4Alpn(protocol: Uint8Array | null): string {
  if (protocol === null || protocol.length === 0) return '00'
  const first = protocol[0]
  const last = protocol[protocol.length - 1]
  if (isAlphanumeric(first) && isAlphanumeric(last)) return String.fromCharCode(first, last)
  return (first >>> 4).toString(16) + (last & 15).toString(16)
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}
