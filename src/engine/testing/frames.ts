/** Frames as bytes, built from the inside out, for tests. Checksums are left 0: nothing here verifies them. */

export type Ends = { source?: string; destination?: string; sourcePort?: number; destinationPort?: number }

const CLIENT = '192.0.2.1'
const SERVER = '198.51.100.2'

export function bytesOf(...parts: (Uint8Array | readonly number[] | string)[]): Uint8Array {
  const encoder = new TextEncoder()
  const arrays = parts.map((part) =>
    typeof part === 'string' ? encoder.encode(part) : part instanceof Uint8Array ? part : Uint8Array.from(part),
  )
  const out = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0))
  let at = 0
  for (const array of arrays) {
    out.set(array, at)
    at += array.length
  }
  return out
}

/** '16 03 01' or '160301' as bytes. */
export function hex(text: string): Uint8Array {
  const digits = text.replace(/[^0-9a-fA-F]/g, '')
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16))
}

export const u16 = (n: number): number[] => [(n >>> 8) & 255, n & 255]
export const u32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]

export function ethernetFrame(etherType: number, payload: Uint8Array): Uint8Array {
  return bytesOf([2, 0, 0, 0, 0, 2], [2, 0, 0, 0, 0, 1], u16(etherType), payload)
}

export type Ipv4Options = { source?: string; destination?: string; id?: number; fragment?: number }

/** `fragment`: flags and offset field (0x2000 = more fragments; offset in 8-byte units). */
export function ipv4Packet(protocol: number, payload: Uint8Array, options: Ipv4Options = {}): Uint8Array {
  const { source = CLIENT, destination = SERVER, id = 1, fragment = 0 } = options
  const address = (text: string) => text.split('.').map(Number)
  return bytesOf(
    [0x45, 0, ...u16(20 + payload.length), ...u16(id), ...u16(fragment), 64, protocol, 0, 0],
    address(source),
    address(destination),
    payload,
  )
}

export function udpDatagram(payload: Uint8Array, sourcePort = 40000, destinationPort = 53): Uint8Array {
  return bytesOf(u16(sourcePort), u16(destinationPort), u16(8 + payload.length), [0, 0], payload)
}

/** FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
export type TcpOptions = {
  sequence?: number
  acknowledgment?: number
  flags?: number
  window?: number
  options?: number[]
}

export function tcpSegment(payload: Uint8Array, sourcePort: number, destinationPort: number, o: TcpOptions = {}) {
  const options = o.options ?? []
  return bytesOf(
    u16(sourcePort),
    u16(destinationPort),
    u32(o.sequence ?? 0),
    u32(o.acknowledgment ?? 0),
    [((20 + options.length) / 4) << 4, o.flags ?? 0x10],
    u16(o.window ?? 65535),
    [0, 0, 0, 0],
    options,
    payload,
  )
}

/** Ethernet, IPv4, UDP. */
export function udpFrame(payload: Uint8Array, ends: Ends = {}): Uint8Array {
  return ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(payload, ends.sourcePort, ends.destinationPort), ends))
}

/** A TCP connection: keeps sequence numbers, `client` and `server` answer the next frame of each side. */
export class TcpConversation {
  private readonly next = [1000, 5000]
  private readonly clientPort: number
  private readonly serverPort: number

  constructor(serverPort: number, clientPort = 40000) {
    this.serverPort = serverPort
    this.clientPort = clientPort
  }

  handshake(): Uint8Array[] {
    const frames = [this.segment(0, new Uint8Array(0), { flags: 0x02, acknowledgment: 0 })]
    this.next[0]++
    frames.push(this.segment(1, new Uint8Array(0), { flags: 0x12 }))
    this.next[1]++
    frames.push(this.segment(0, new Uint8Array(0), {}))
    return frames
  }

  client(payload: Uint8Array | string, options: TcpOptions = {}): Uint8Array {
    return this.send(0, payload, options)
  }

  server(payload: Uint8Array | string, options: TcpOptions = {}): Uint8Array {
    return this.send(1, payload, options)
  }

  private send(side: 0 | 1, payload: Uint8Array | string, options: TcpOptions): Uint8Array {
    const bytes = bytesOf(payload)
    const frame = this.segment(side, bytes, options)
    if (options.sequence === undefined) this.next[side] += bytes.length
    return frame
  }

  private segment(side: 0 | 1, payload: Uint8Array, options: TcpOptions): Uint8Array {
    const ports = side === 0 ? [this.clientPort, this.serverPort] : [this.serverPort, this.clientPort]
    const segment = tcpSegment(payload, ports[0], ports[1], {
      sequence: this.next[side],
      acknowledgment: this.next[1 - side],
      ...options,
    })
    const ends = side === 0 ? {} : { source: SERVER, destination: CLIENT }
    return ethernetFrame(0x0800, ipv4Packet(6, segment, ends))
  }
}

/** fe80::1 to fe80::2, or as given in 16 bytes each. */
export function ipv6Packet(
  nextHeader: number,
  payload: Uint8Array,
  ends: { source?: readonly number[]; destination?: readonly number[] } = {},
): Uint8Array {
  const linkLocal = (last: number) => [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]
  return bytesOf(
    [0x60, 0, 0, 0, ...u16(payload.length), nextHeader, 64],
    ends.source ?? linkLocal(1),
    ends.destination ?? linkLocal(2),
    payload,
  )
}
