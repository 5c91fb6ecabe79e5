import { pcapFile, type Written } from './capture-files.ts'
import { bytesOf, hex, tcpSegment, u16, u32, udpDatagram } from './frames.ts'

/** TCP flags. */
export const [FIN, SYN, RST, PSH, ACK, URG, ECE, CWR] = [1, 2, 4, 8, 16, 32, 64, 128]

/** Who speaks in a connection (client or server), and what. */
export type Line = readonly ['c' | 's', string | Uint8Array]

export type DhcpOption = readonly [code: number, value: readonly number[] | string]

/** A capture of several hosts, frame by frame in time, for tests of what a whole capture means. */
export class Scene {
  /** Seconds after the beginning; callers move it on. */
  now = 0
  private readonly written: Written[] = []
  private readonly began: number

  constructor(began = 1_700_000_000) {
    this.began = began
  }

  file(name: string): File {
    return new File([pcapFile(this.written) as Uint8Array<ArrayBuffer>], name)
  }

  wait(seconds: number): this {
    this.now += seconds
    return this
  }

  /** An Ethernet frame; 50 microseconds pass. `captured`: bytes kept of it. */
  frame(etherType: number, payload: Uint8Array, from = 'host', to = 'host', captured = Infinity): void {
    const bytes = bytesOf(hardware(to), hardware(from), u16(etherType), payload)
    const seconds = Math.floor(this.now)
    this.written.push({
      bytes: bytes.subarray(0, captured),
      seconds: this.began + seconds,
      fraction: Math.floor((this.now - seconds) * 1e6),
      length: bytes.length,
    })
    this.now += 50e-6
  }

  ip(source: string, destination: string, protocol: number, payload: Uint8Array): void {
    if (source.includes(':')) {
      const head = bytesOf([0x60, 0, 0, 0], u16(payload.length), [protocol, 64])
      this.frame(0x86dd, bytesOf(head, ipv6(source), ipv6(destination), payload), source, destination)
      return
    }
    const head = [0x45, 0, ...u16(20 + payload.length), 0, 1, 0x40, 0, 64, protocol, 0, 0]
    this.frame(0x0800, bytesOf(head, ipv4(source), ipv4(destination), payload), source, destination)
  }

  udp(source: string, sourcePort: number, destination: string, port: number, payload: Uint8Array | string = ''): void {
    this.ip(source, destination, 17, udpDatagram(bytesOf(payload), sourcePort, port))
  }

  /** One segment that belongs to nothing. */
  tcp(source: string, sourcePort: number, destination: string, port: number, flags: number): void {
    this.ip(source, destination, 6, tcpSegment(new Uint8Array(0), sourcePort, port, { flags, sequence: 1000 }))
  }

  echo(source: string, destination: string, isReply = false): void {
    const body = [0, 0, 0, 1, 0, 1, ...new Uint8Array(32)]
    if (source.includes(':')) this.ip(source, destination, 58, bytesOf([isReply ? 129 : 128, 0], body))
    else this.ip(source, destination, 1, bytesOf([isReply ? 0 : 8, 0], body))
  }

  /** A port that is closed to a datagram (RFC 792). */
  portUnreachable(source: string, destination: string, sourcePort: number, port: number): void {
    const head = [0x45, 0, 0, 28, 0, 1, 0x40, 0, 64, 17, 0, 0]
    const quoted = bytesOf(head, ipv4(destination), ipv4(source), u16(sourcePort), u16(port), [0, 8, 0, 0])
    this.ip(source, destination, 1, bytesOf([3, 3, 0, 0, 0, 0, 0, 0], quoted))
  }

  /** A whole connection: handshake, the lines, each confirmed, and the end that the client begins. */
  connection(client: string, clientPort: number, server: string, port: number, lines: readonly Line[]): void {
    const next = { c: 1000, s: 5000 }
    const send = (side: 'c' | 's', flags: number, payload: Uint8Array = new Uint8Array(0)) => {
      const isClient = side === 'c'
      const segment = tcpSegment(payload, isClient ? clientPort : port, isClient ? port : clientPort, {
        sequence: next[side],
        acknowledgment: (flags & ACK) === 0 ? 0 : next[isClient ? 's' : 'c'],
        flags,
      })
      this.ip(isClient ? client : server, isClient ? server : client, 6, segment)
      next[side] += payload.length + ((flags & (SYN | FIN)) === 0 ? 0 : 1)
    }
    send('c', SYN)
    send('s', SYN | ACK)
    send('c', ACK)
    for (const [side, text] of lines) {
      const bytes = bytesOf(text)
      for (let at = 0; at < bytes.length; at += 1400) send(side, PSH | ACK, bytes.subarray(at, at + 1400))
      send(side === 'c' ? 's' : 'c', ACK)
    }
    send('c', FIN | ACK)
    send('s', FIN | ACK)
    send('c', ACK)
  }

  /** A lookup and, unless it is null, its answer: addresses of the name, or none and an rcode. */
  lookup(
    client: string,
    server: string,
    name: string,
    { type = 1, rcode = 0, addresses = [] as readonly string[], answer = true, port = 0 } = {},
  ): void {
    const id = (this.written.length * 7) & 0xffff
    const question = bytesOf(...name.split('.').map((label) => bytesOf([label.length], label)), [0], u16(type), [0, 1])
    const clientPort = port || 20_000 + (this.written.length % 40_000)
    this.udp(client, clientPort, server, 53, bytesOf(u16(id), [1, 0, 0, 1, 0, 0, 0, 0, 0, 0], question))
    if (!answer) return
    const records = addresses.map((address) => bytesOf([0xc0, 12, 0, 1, 0, 1], u32(60), [0, 4], ipv4(address)))
    const head = bytesOf(u16(id), [0x81, 0x80 | rcode, 0, 1], u16(records.length), [0, 0, 0, 0])
    this.udp(server, 53, client, clientPort, bytesOf(head, question, ...records))
  }

  /** operation: 1 asks, 2 answers; `mac` is a name of the machine that says to have `sender`. */
  arp(operation: number, mac: string, sender: string, target: string, toMac = 'host'): void {
    const body = bytesOf(
      hex('0001 0800 06 04'),
      u16(operation),
      hardware(mac),
      ipv4(sender),
      operation === 1 ? new Uint8Array(6) : hardware(toMac),
      ipv4(target),
    )
    this.frame(0x0806, body, mac, operation === 1 ? 'broadcast' : toMac)
  }

  /** A message of DHCP; `server` is who sends it, null = the client. */
  dhcp(transaction: number, server: string | null, your: string, options: readonly DhcpOption[]): void {
    const fixed = bytesOf(
      [server === null ? 1 : 2, 1, 6, 0],
      u32(transaction),
      new Uint8Array(8),
      ipv4(your),
      new Uint8Array(8),
      hardware(`dhcp client ${transaction}`),
      new Uint8Array(10 + 192),
      hex('63825363'),
    )
    const encoded = options.map(([code, value]) => {
      const bytes = bytesOf(value)
      return bytesOf([code, bytes.length], bytes)
    })
    const message = bytesOf(fixed, ...encoded, [255])
    if (server === null) this.udp('0.0.0.0', 68, '255.255.255.255', 67, message)
    else this.udp(server, 67, '255.255.255.255', 68, message)
  }
}

export function ipv4(text: string): number[] {
  return text.split('.').map(Number)
}

function ipv6(text: string): Uint8Array {
  const [head, tail = ''] = text.split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const zeros = 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)]
  return bytesOf(...all.map((group) => u16(Number.parseInt(group, 16))))
}

/** A locally administered address for each name. */
function hardware(name: string): number[] {
  if (name === 'broadcast') return [255, 255, 255, 255, 255, 255]
  let hash = 0
  for (const letter of name) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0
  return [2, 0, ...u32(hash)]
}
