import { hexText } from '../bytes/hashing.ts'
import { type InitialKeys, initialKeys } from '../bytes/quic-protection.ts'
import type { Packet } from './packet.ts'
import { QuicCryptoStream } from './quic-crypto-stream.ts'
import { TlsSession } from './tls-session.ts'

/** RFC 9000 section 17.2: version 1 allows no longer connection id. */
export const LONGEST_ID = 20

/** Packet types of long headers, in the numbers of version 1. */
export const INITIAL = 0
export const ZERO_RTT = 1
export const HANDSHAKE = 2
export const RETRY = 3
export const VERSION_NEGOTIATION = 4
export const SHORT = 5

/** Initial packets of one connection that are decrypted; a handshake has a few. */
const MOST_DECRYPTED = 64
/** Connections over the same addresses and ports. */
const MOST_ON_STREAM = 64

/** The first packet of a datagram. Ids are hexadecimal, '' = empty. */
export type QuicHeader = { type: number; version: number; destinationId: string; sourceId: string }

/** What is needed while Initial packets are decrypted. Two sides: 0 = client, 1 = server. */
export class QuicInitial {
  keys: InitialKeys
  /** Packet numbers expected next. */
  readonly expected: [number, number] = [0, 0]
  readonly crypto: readonly [QuicCryptoStream, QuicCryptoStream] = [new QuicCryptoStream(), new QuicCryptoStream()]
  readonly tls = new TlsSession()

  constructor(keys: InitialKeys) {
    this.keys = keys
  }
}

/** One QUIC connection, known by the ids that its sides chose. */
export class QuicConnection {
  version: number
  readonly serverAddress: number
  readonly serverPort: number
  /** Ids by which packets to the client and to the server are known; the first is the one of the handshake. */
  clientId = ''
  serverId = ''
  /** Destination id of the client's first Initial packet, or of the first after a Retry; null = not known. */
  initialId: Uint8Array | null = null
  /** Another connection over the same addresses and ports, before this one. */
  readonly previous: QuicConnection | null
  private initial: QuicInitial | null = null
  /** The keys follow from an id or version that is no longer the one in use. */
  private stale = false
  /** Initial packets that may still be decrypted. */
  private left = MOST_DECRYPTED

  constructor(packet: Packet, version: number, previous: QuicConnection | null) {
    this.version = version
    this.serverAddress = packet.destination
    this.serverPort = packet.destinationPort
    this.previous = previous
  }

  fromServer(packet: Packet): boolean {
    return packet.sourcePort === this.serverPort && packet.source === this.serverAddress
  }

  /** For the next Initial packet; null when there are no keys, when enough were decrypted, or the handshake went on. */
  nextInitial(): QuicInitial | null {
    if (this.initialId === null || this.left <= 0) return null
    this.left--
    if (this.initial !== null && !this.stale) return this.initial
    const keys = initialKeys(this.version, this.initialId)
    if (keys === null) return null
    this.stale = false
    // What was read of the handshake stays: after a Retry the client says the same again.
    if (this.initial === null) this.initial = new QuicInitial(keys)
    else this.initial.keys = keys
    return this.initial
  }

  /** The client sent what it can only send with the ServerHello: Initial packets have nothing new any more. */
  goOn(): void {
    this.left = 0
    this.initial = null
  }

  /** The server chose another version (RFC 9368). */
  changeVersion(version: number): void {
    if (version === this.version) return
    this.version = version
    this.stale = true
  }

  rekey(initialId: Uint8Array | null): void {
    this.initialId = initialId
    this.stale = true
  }
}

/** What a stream remembers: the connection seen last over it. */
export type QuicStream = { latest: QuicConnection | null; connections: number }

/** All connections of a capture, by id: packets find theirs also when addresses change. */
export class QuicConnections {
  private readonly byClientId = new Map<string, QuicConnection>()
  private readonly byServerId = new Map<string, QuicConnection>()
  private readonly byInitialId = new Map<string, QuicConnection>()
  /** Bit n: some id has n bytes. */
  private lengths = 0
  /** A bit for each pair of bytes that an id begins with: most datagrams that are not QUIC end at this question. */
  private readonly beginnings = new Uint8Array(8192)
  /** Set by `find`. */
  fromServer = false

  /** Whether any connection is known. */
  get any(): boolean {
    return this.lengths !== 0
  }

  /** The connection of a datagram that begins with this header. */
  find(packet: Packet, stream: QuicStream, header: QuicHeader): QuicConnection | null {
    const { type, destinationId } = header
    if (type === ZERO_RTT && destinationId !== '') {
      this.fromServer = false
      return this.byInitialId.get(destinationId) ?? null
    }
    let found = this.findById(packet, stream, destinationId)
    if (type !== INITIAL || destinationId === '') return found
    if (found === null) {
      found = this.byInitialId.get(destinationId) ?? null
      if (found !== null) this.fromServer = false
    }
    // A client's Initial for neither the first id nor the server's begins a connection, as after Version Negotiation.
    if (
      found !== null &&
      !this.fromServer &&
      destinationId !== found.serverId &&
      this.byInitialId.get(destinationId) !== found
    )
      return null
    return found
  }

  private findById(packet: Packet, stream: QuicStream, id: string): QuicConnection | null {
    if (id === '') {
      if (stream.latest !== null) this.fromServer = stream.latest.fromServer(packet)
      return stream.latest
    }
    const client = this.byClientId.get(id)
    if (client !== undefined) {
      this.fromServer = this.byServerId.has(id) ? client.fromServer(packet) : true
      return client
    }
    this.fromServer = false
    return this.byServerId.get(id) ?? null
  }

  /** The connection of a short header packet: its id stands at `at` and may have any known length. */
  findShort(packet: Packet, stream: QuicStream, at: number, end: number): QuicConnection | null {
    if (this.lengths === 0) return null
    const longest = Math.min(LONGEST_ID, end - at)
    for (let connection = stream.latest; connection !== null; connection = connection.previous) {
      const id = connection.fromServer(packet) ? connection.clientId : connection.serverId
      if (id === '' || startsWith(packet.bytes, at, end, id)) return connection
    }
    const beginning = longest > 1 ? packet.u16(at) : 0
    if ((this.beginnings[beginning >>> 3] & (1 << (beginning & 7))) === 0) return null
    for (let length = longest; length > 1; length--) {
      if ((this.lengths & (1 << length)) === 0) continue
      const found = this.findById(packet, stream, hexText(packet.bytes.subarray(at, at + length)))
      if (found !== null) return found
    }
    return null
  }

  /** Learns from the first packet of a datagram; makes a connection for a client's first Initial. */
  learn(packet: Packet, stream: QuicStream, known: QuicConnection | null, header: QuicHeader): QuicConnection | null {
    const { type, destinationId, sourceId } = header
    let connection = known
    if (type === INITIAL && !(connection !== null && this.fromServer)) {
      this.fromServer = false
      if (connection === null) {
        if (stream.connections >= MOST_ON_STREAM) return null
        stream.connections++
        connection = new QuicConnection(packet, header.version, stream.latest)
        stream.latest = connection
        this.setInitial(connection, destinationId, sourceId)
      } else if (connection.initialId === null && destinationId !== '') {
        // The answer to a Retry: the server names itself anew.
        this.setInitial(connection, destinationId, sourceId)
        this.byServerId.delete(connection.serverId)
        connection.serverId = ''
      }
    } else if (connection !== null && this.fromServer && (type === INITIAL || type === RETRY || type === HANDSHAKE)) {
      if (type === RETRY) {
        if (connection.initialId !== null) this.byInitialId.delete(hexText(connection.initialId))
        connection.rekey(null)
      }
      if (connection.serverId === '' && sourceId !== '') {
        connection.serverId = sourceId
        this.remember(this.byServerId, sourceId, connection)
      }
    }
    return connection
  }

  private setInitial(connection: QuicConnection, destinationId: string, sourceId: string): void {
    if (sourceId !== '') {
      connection.clientId = sourceId
      this.remember(this.byClientId, sourceId, connection)
    }
    if (destinationId === '') return
    connection.rekey(unhex(destinationId))
    this.byInitialId.set(destinationId, connection)
  }

  private remember(map: Map<string, QuicConnection>, id: string, connection: QuicConnection): void {
    map.set(id, connection)
    this.lengths |= 1 << (id.length / 2)
    const beginning = Number.parseInt(id.slice(0, 4), 16)
    if (id.length >= 4) this.beginnings[beginning >>> 3] |= 1 << (beginning & 7)
  }
}

function startsWith(bytes: Uint8Array, at: number, end: number, id: string): boolean {
  if (at + id.length / 2 > end) return false
  for (let i = 0; i < id.length; i += 2) if (bytes[at + i / 2] !== Number.parseInt(id.slice(i, i + 2), 16)) return false
  return true
}

function unhex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16))
}
