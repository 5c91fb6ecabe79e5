import type { Packet } from './packet.ts'
import type { TlsHello } from './records.ts'
import { type HelloShape, ja3, ja3s, ja4 } from './tls-fingerprints.ts'

const CLIENT_HELLO = 1
const SERVER_HELLO = 2

const EXTENSION_SERVER_NAME = 0
const EXTENSION_SUPPORTED_GROUPS = 10
const EXTENSION_POINT_FORMATS = 11
const EXTENSION_SIGNATURE_ALGORITHMS = 13
const EXTENSION_ALPN = 16
const EXTENSION_SUPPORTED_VERSIONS = 43

/** Extensions whose contents, not only their presence, describe the client. */
const DESCRIBING: ReadonlySet<number> = new Set([
  EXTENSION_SUPPORTED_GROUPS,
  EXTENSION_POINT_FORMATS,
  EXTENSION_SIGNATURE_ALGORITHMS,
  EXTENSION_ALPN,
  EXTENSION_SUPPORTED_VERSIONS,
])

/** The names by which hellos are listed, and JA4's letters for them. */
export type HelloTransport = 'tls' | 'quic' | 'dtls'
const LETTERS = { tls: 't', quic: 'q', dtls: 'd' } as const

const hello: TlsHello = {
  kind: CLIENT_HELLO,
  transport: 'tls',
  version: 0,
  serverName: 0,
  alpn: 0,
  supportedVersions: 0,
  selectedVersion: 0,
  cipher: 0,
  ja3: 0,
  ja4: 0,
}

/** An extension: its data is bytes[from, to). */
type Extension = { type: number; from: number; to: number }

/**
 * Reads the body of a ClientHello, bytes[from, to) (RFC 8446 section 4.1.2, RFC 6347 section 4.2.1), and reports it.
 * What is cut off is left out, as tshark does.
 */
export function reportClientHello(packet: Packet, transport: HelloTransport, from: number, to: number): void {
  if (to - from < 35 || packet.inError) return
  let at = from + 34
  at = skipVector(packet, at, to, 1)
  if (transport === 'dtls') at = skipVector(packet, at, to, 1)
  if (at + 2 > to) return
  const ciphersFrom = at + 2
  const ciphersEnd = Math.min(to, ciphersFrom + packet.u16(at))
  at = skipVector(packet, ciphersEnd, to, 1)
  const extensions = readExtensions(packet, at, to)
  clear(CLIENT_HELLO, transport, packet.u16(from))
  for (const extension of extensions)
    if (extension.type === EXTENSION_SERVER_NAME && hello.serverName === 0) readServerName(packet, extension)
  const known = packet.keep('client hellos', newKnownHellos)
  const key = shapeKey(packet, transport, ciphersFrom, ciphersEnd, extensions)
  let client = known.get(key)
  if (client === undefined) {
    client = describeClient(packet, transport, numbers16(packet, ciphersFrom, ciphersEnd), extensions)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, client)
  }
  hello.alpn = client.alpn
  hello.supportedVersions = client.supportedVersions
  hello.ja3 = client.ja3
  hello.ja4 = client.ja4
  packet.sink.tlsHello(packet, hello)
}

/** What follows from a hello but for its server name, as TextPool ids. */
type KnownHello = { alpn: number; supportedVersions: number; ja3: number; ja4: number }

/** Kinds of client remembered: one browser sends the same hello thousands of times. */
const MOST_KNOWN = 4096
const newKnownHellos = (): Map<string, KnownHello> => new Map()

const decoder = new TextDecoder('latin1')
const scratch = new Uint8Array(0x10000)

/** All bytes that `describeClient` looks at, with their lengths, as text: equal for hellos of the same kind. */
function shapeKey(
  packet: Packet,
  transport: HelloTransport,
  ciphersFrom: number,
  ciphersEnd: number,
  extensions: readonly Extension[],
): string {
  let n = 0
  const put16 = (value: number) => {
    scratch[n++] = value >>> 8
    scratch[n++] = value
  }
  const put = (from: number, to: number) => {
    const end = Math.min(to, from + scratch.length - n - 4)
    put16(end - from)
    for (let at = from; at < end; at++) scratch[n++] = packet.bytes[at]
  }
  scratch[n++] = LETTERS[transport].charCodeAt(0)
  put16(hello.version)
  put(ciphersFrom, ciphersEnd)
  for (const { type, from, to } of extensions) {
    if (n + 8 > scratch.length) break
    put16(type)
    if (DESCRIBING.has(type)) put(from, to)
  }
  return decoder.decode(scratch.subarray(0, n))
}

function describeClient(
  packet: Packet,
  transport: HelloTransport,
  ciphers: number[],
  extensions: readonly Extension[],
): KnownHello {
  const shape = {
    transport: LETTERS[transport],
    version: hello.version,
    ciphers,
    extensions: extensions.map(({ type }) => type),
    groups: [] as number[],
    pointFormats: [] as number[],
    signatureAlgorithms: [] as number[],
    supportedVersions: [] as number[],
    firstAlpn: null as Uint8Array | null,
  } satisfies HelloShape
  for (const extension of extensions) readClientExtension(packet, extension, shape)
  return {
    alpn: hello.alpn,
    supportedVersions:
      shape.supportedVersions.length === 0 ? 0 : packet.sink.string(shape.supportedVersions.map(hex).join(',')),
    ja3: packet.sink.string(ja3(shape)),
    ja4: packet.sink.string(ja4(shape)),
  }
}

type ClientShape = {
  groups: number[]
  pointFormats: number[]
  signatureAlgorithms: number[]
  supportedVersions: number[]
  firstAlpn: Uint8Array | null
}

/** ServerNameList: length, then type (0 = host name), length, name (RFC 6066 section 3). */
function readServerName(packet: Packet, { from, to }: Extension): void {
  if (to - from < 5 || packet.u8(from + 2) !== 0) return
  hello.serverName = packet.sink.text(packet.bytes, from + 5, Math.min(to, from + 5 + packet.u16(from + 3)))
}

function readClientExtension(packet: Packet, { type, from, to }: Extension, shape: ClientShape): void {
  const { bytes } = packet
  if (type === EXTENSION_SUPPORTED_GROUPS) shape.groups.push(...list16(packet, from, to))
  else if (type === EXTENSION_POINT_FORMATS) {
    if (from < to)
      for (let at = from + 1; at < Math.min(to, from + 1 + bytes[from]); at++) shape.pointFormats.push(bytes[at])
  } else if (type === EXTENSION_SIGNATURE_ALGORITHMS) shape.signatureAlgorithms.push(...list16(packet, from, to))
  else if (type === EXTENSION_ALPN) {
    hello.alpn = alpnText(packet, from, to)
    if (to - from >= 3) shape.firstAlpn = bytes.slice(from + 3, Math.min(to, from + 3 + bytes[from + 2]))
  } else if (type === EXTENSION_SUPPORTED_VERSIONS && from < to)
    shape.supportedVersions.push(...numbers16(packet, from + 1, Math.min(to, from + 1 + bytes[from])))
}

/** Reads the body of a ServerHello, bytes[from, to) (RFC 8446 section 4.1.3), and reports it. */
export function reportServerHello(packet: Packet, transport: HelloTransport, from: number, to: number): void {
  if (to - from < 36 || packet.inError) return
  const version = packet.u16(from)
  // Drafts of TLS 1.3 before 22 had neither session id nor compression.
  const bare = version >>> 8 === 0x7f && (version & 255) < 22
  let at = from + 34
  if (!bare) at = skipVector(packet, at, to, 1)
  if (at + 2 > to) return
  clear(SERVER_HELLO, transport, version)
  hello.cipher = packet.u16(at)
  const extensions = readExtensions(packet, at + (bare ? 2 : 3), to)
  for (const { type, from: start, to: stop } of extensions) {
    if (type === EXTENSION_ALPN) hello.alpn = alpnText(packet, start, stop)
    else if (type === EXTENSION_SUPPORTED_VERSIONS && start + 2 <= to) hello.selectedVersion = packet.u16(start)
  }
  hello.ja3 = packet.sink.string(
    ja3s(
      version,
      hello.cipher,
      extensions.map(({ type }) => type),
    ),
  )
  packet.sink.tlsHello(packet, hello)
}

/** What a ServerHello chooses. version: of supported_versions where it has them, else legacy_version; 0 = cut. */
type Choice = { version: number; cipher: number }

const choice: Choice = { version: 0, cipher: 0 }

/** Reads the choices of the ServerHello whose body is bytes[from, to); the object is reused. */
export function serverChoice(packet: Packet, from: number, to: number): Readonly<Choice> {
  choice.version = 0
  choice.cipher = 0
  if (to - from < 36) return choice
  choice.version = packet.u16(from)
  if (choice.version >>> 8 === 0x7f) return choice
  const at = skipVector(packet, from + 34, to, 1)
  if (at + 2 <= to) choice.cipher = packet.u16(at)
  for (const extension of readExtensions(packet, at + 3, to))
    if (extension.type === EXTENSION_SUPPORTED_VERSIONS && extension.to - extension.from === 2)
      choice.version = packet.u16(extension.from)
  return choice
}

function clear(kind: number, transport: HelloTransport, version: number): void {
  hello.kind = kind
  hello.transport = transport
  hello.version = version
  hello.serverName = 0
  hello.alpn = 0
  hello.supportedVersions = 0
  hello.selectedVersion = 0
  hello.cipher = 0
  hello.ja3 = 0
  hello.ja4 = 0
}

function readExtensions(packet: Packet, at: number, to: number): Extension[] {
  const found: Extension[] = []
  if (at + 2 > to) return found
  const end = Math.min(to, at + 2 + packet.u16(at))
  let next = at + 2
  while (next + 4 <= end) {
    const from = next + 4
    const stop = Math.min(end, from + packet.u16(next + 2))
    found.push({ type: packet.u16(next), from, to: stop })
    next = stop
  }
  return found
}

/** After the vector at `at`, whose length takes `size` bytes; never beyond `to`. */
function skipVector(packet: Packet, at: number, to: number, size: 1 | 2): number {
  if (at + size > to) return to
  return Math.min(to, at + size + (size === 1 ? packet.u8(at) : packet.u16(at)))
}

function numbers16(packet: Packet, from: number, to: number): number[] {
  const found: number[] = []
  for (let at = from; at + 2 <= to; at += 2) found.push(packet.u16(at))
  return found
}

/** A vector of 16-bit numbers with a length of 16 bits. */
function list16(packet: Packet, from: number, to: number): number[] {
  return from + 2 > to ? [] : numbers16(packet, from + 2, Math.min(to, from + 2 + packet.u16(from)))
}

/** The protocols of an ALPN extension, joined by a line feed (RFC 7301); 0 for none. */
function alpnText(packet: Packet, from: number, to: number): number {
  const protocols: string[] = []
  let at = from + 2
  while (at < to) {
    const end = Math.min(to, at + 1 + packet.u8(at))
    protocols.push(String.fromCharCode(...packet.bytes.subarray(at + 1, end)))
    at = end
  }
  return protocols.length === 0 ? 0 : packet.sink.string(protocols.join('\n'))
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`
}
