import { ByteMemo } from './byte-memo.ts'
import type { Packet } from './packet.ts'
import type { TlsHello } from './records.ts'
import {
  EXTENSION_ALPN,
  EXTENSION_POINT_FORMATS,
  EXTENSION_SERVER_NAME,
  EXTENSION_SIGNATURE_ALGORITHMS,
  EXTENSION_SUPPORTED_GROUPS,
  EXTENSION_SUPPORTED_VERSIONS,
  TlsExtensions,
} from './tls-extensions.ts'
import { type HelloShape, ja3, ja3s, ja4 } from './tls-fingerprints.ts'
import { TlsHelloShape } from './tls-hello-shape.ts'

const CLIENT_HELLO = 1
const SERVER_HELLO = 2

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

const extensions = new TlsExtensions()
const shape = new TlsHelloShape()

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
  clear(CLIENT_HELLO, transport, packet.u16(from))
  shape.begin(CLIENT_HELLO, transport, hello.version)
  shape.vector(packet.bytes, ciphersFrom, ciphersEnd)
  for (extensions.begin(packet, at, to); extensions.next(packet); ) {
    if (extensions.type === EXTENSION_SERVER_NAME && hello.serverName === 0)
      readServerName(packet, extensions.from, extensions.to)
    shape.extension(packet.bytes, extensions)
  }
  const known = packet.keep('hellos', newKnownHellos)
  let client = known.find(shape.bytes, 0, shape.length)
  if (client === null) {
    extensions.begin(packet, at, to)
    client = describeClient(packet, transport, numbers16(packet, ciphersFrom, ciphersEnd))
    known.remember(shape.bytes, 0, shape.length, client)
  }
  report(packet, client)
}

/** What follows from a hello but for its server name, as TextPool ids. */
type KnownHello = { alpn: number; supportedVersions: number; ja3: number; ja4: number }

/** Kinds of hello remembered: one browser, one server sends the same thousands of times. */
const MOST_KNOWN = 8192
const LONGEST_SHAPE = 4096
const newKnownHellos = () => new ByteMemo<KnownHello>(MOST_KNOWN, LONGEST_SHAPE, LONGEST_SHAPE)

function report(packet: Packet, known: KnownHello): void {
  hello.alpn = known.alpn
  hello.supportedVersions = known.supportedVersions
  hello.ja3 = known.ja3
  hello.ja4 = known.ja4
  packet.sink.tlsHello(packet, hello)
}

/** The client whose extensions are about to be walked. */
function describeClient(packet: Packet, transport: HelloTransport, ciphers: number[]): KnownHello {
  const types: number[] = []
  const client = {
    transport: LETTERS[transport],
    version: hello.version,
    ciphers,
    extensions: types,
    groups: [] as number[],
    pointFormats: [] as number[],
    signatureAlgorithms: [] as number[],
    supportedVersions: [] as number[],
    firstAlpn: null as Uint8Array | null,
  } satisfies HelloShape
  while (extensions.next(packet)) {
    types.push(extensions.type)
    readClientExtension(packet, client)
  }
  return {
    alpn: hello.alpn,
    supportedVersions:
      client.supportedVersions.length === 0 ? 0 : packet.sink.string(client.supportedVersions.map(hex).join(',')),
    ja3: packet.sink.string(ja3(client)),
    ja4: packet.sink.string(ja4(client)),
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
function readServerName(packet: Packet, from: number, to: number): void {
  if (to - from < 5 || packet.u8(from + 2) !== 0) return
  hello.serverName = packet.sink.text(packet.bytes, from + 5, Math.min(to, from + 5 + packet.u16(from + 3)))
}

function readClientExtension(packet: Packet, client: ClientShape): void {
  const { bytes } = packet
  const { type, from, to } = extensions
  if (type === EXTENSION_SUPPORTED_GROUPS) client.groups.push(...list16(packet, from, to))
  else if (type === EXTENSION_POINT_FORMATS) {
    if (from < to)
      for (let at = from + 1; at < Math.min(to, from + 1 + bytes[from]); at++) client.pointFormats.push(bytes[at])
  } else if (type === EXTENSION_SIGNATURE_ALGORITHMS) client.signatureAlgorithms.push(...list16(packet, from, to))
  else if (type === EXTENSION_ALPN) {
    hello.alpn = alpnText(packet, from, to)
    if (to - from >= 3) client.firstAlpn = bytes.slice(from + 3, Math.min(to, from + 3 + bytes[from + 2]))
  } else if (type === EXTENSION_SUPPORTED_VERSIONS && from < to)
    client.supportedVersions.push(...numbers16(packet, from + 1, Math.min(to, from + 1 + bytes[from])))
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
  const listAt = at + (bare ? 2 : 3)
  shape.begin(SERVER_HELLO, transport, version)
  shape.number(hello.cipher)
  for (extensions.begin(packet, listAt, to); extensions.next(packet); ) {
    // tshark reads two bytes whatever the extension's length.
    if (extensions.type === EXTENSION_SUPPORTED_VERSIONS && extensions.from + 2 <= to)
      hello.selectedVersion = packet.u16(extensions.from)
    shape.extension(packet.bytes, extensions)
  }
  const known = packet.keep('hellos', newKnownHellos)
  let server = known.find(shape.bytes, 0, shape.length)
  if (server === null) {
    extensions.begin(packet, listAt, to)
    server = describeServer(packet)
    known.remember(shape.bytes, 0, shape.length, server)
  }
  report(packet, server)
}

/** The server whose extensions are about to be walked. */
function describeServer(packet: Packet): KnownHello {
  const types: number[] = []
  while (extensions.next(packet)) {
    const { type, from, to } = extensions
    types.push(type)
    if (type === EXTENSION_ALPN) hello.alpn = alpnText(packet, from, to)
  }
  return {
    alpn: hello.alpn,
    supportedVersions: 0,
    ja3: packet.sink.string(ja3s(hello.version, hello.cipher, types)),
    ja4: 0,
  }
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
  for (extensions.begin(packet, at + 3, to); extensions.next(packet); )
    if (extensions.type === EXTENSION_SUPPORTED_VERSIONS && extensions.to - extensions.from === 2)
      choice.version = packet.u16(extensions.from)
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
