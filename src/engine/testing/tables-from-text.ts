import { CaptureTables, type ProtocolKind } from '../tables/capture-tables.ts'
import type { Table, TypedArray } from '../tables/column.ts'
import { ETH, ICMP, IP, IPV6, TCP, UDP } from '../tables/conversations.ts'
import { newLogSource } from '../tables/log-source.ts'
import { frameOfRecord, isRecord, recordOf } from '../tables/records.ts'
import { CONN_STATES, UNSET_BYTES, UNSET_DURATION, UNSET_IP_BYTES, UNSET_PACKETS } from '../tables/sessions.ts'

/**
 * Tables written as text, one row a line; empty lines and those that begin with # do not count.
 *
 * A packet: seconds, bytes on the wire, layers, then who speaks to whom from the outermost header to the innermost:
 *
 *     0.25 74 eth:ethertype:ip:tcp:(tls) 02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:4000>10.0.0.2:443 service=tls
 *
 * A layer in parentheses is nested; 'ethertype' is a pseudo-layer, '_ws.…' an expert's. Addresses with a port make a
 * session of TCP, UDP or ICMP (type and code in place of ports), whichever layer comes next; [2001:db8::1]:53 has one,
 * 2001:db8::1 has none. `service=` names the session's application, `history=` and `state=` are its so far, `captured=` is
 * the bytes captured, `data=` those of payload. IP bytes are the frame's less 14 for an Ethernet header.
 *
 * A session that only a log tells of, and its record; `frame=r1` then names the first record:
 *
 *     conn 0.5 10.0.0.1:4000>10.0.0.2:443 tcp duration=2 service=tls packets=5/6 ip=500/600 bytes=300/400
 *
 * A row of another table: dns, answer, hello, certificate or http, then column=value (values with spaces in quotes). What
 * is not given is taken from the packet `frame` (or `queryFrame`, `responseFrame`): session, addresses, ports.
 */
export function tablesFromText(text: string, baseSecond = 1_700_000_000): CaptureTables {
  const writer = new Writer(baseSecond)
  for (const line of text.split('\n')) {
    const words: string[] = line.match(/(?:[^\s"]+|"[^"]*")+/g) ?? []
    if (words.length > 0 && !words[0].startsWith('#')) writer.line(words)
  }
  return writer.tables
}

type Hop = { source: number; destination: number; sourcePort: number; destinationPort: number; session: number }

const TRANSPORTS: Readonly<Record<string, { layer: number; proto: number }>> = {
  tcp: { layer: TCP, proto: 6 },
  udp: { layer: UDP, proto: 17 },
  icmp: { layer: ICMP, proto: 1 },
  icmpv6: { layer: ICMP, proto: 58 },
}

class Writer {
  readonly tables = new CaptureTables()
  private readonly names: string[] = ['']
  private readonly kinds: ProtocolKind[] = ['layer']
  private readonly hops: Hop[] = []
  private readonly recordHops: Hop[] = []

  constructor(baseSecond: number) {
    this.tables.baseSecond = baseSecond
    this.tables.protocolNames = this.names
    this.tables.protocolKinds = this.kinds
    this.tables.sources.push({
      file: 'text',
      fileNumber: 0,
      linkType: 1,
      snapLength: 0,
      precision: 6,
      interfaceName: null,
      drops: null,
    })
  }

  line(words: string[]): void {
    const { dns, dnsAnswers, tlsHellos, certificates, http } = this.tables
    const others: Readonly<Record<string, Table>> = {
      dns,
      answer: dnsAnswers,
      hello: tlsHellos,
      certificate: certificates,
      http,
    }
    if (words[0] === 'conn') this.conn(words.slice(1))
    else if (Object.hasOwn(others, words[0])) this.row(others[words[0]], words.slice(1))
    else this.packet(words)
  }

  private packet([seconds, length, layers, ...rest]: string[]): void {
    const { packets, paths } = this.tables
    const row = packets.addRow()
    const options = new Map(rest.filter((word) => word.includes('=')).map(pairOf))
    packets.time[row] = Math.round(Number(seconds) * 1e9)
    packets.length[row] = Number(length)
    packets.captured[row] = Number(options.get('captured') ?? length)
    packets.offset[row] = row
    const names = layers === '-' ? [] : layers.split(':')
    for (const name of names) {
      const nested = name.startsWith('(')
      packets.path[row] = paths.child(
        packets.path[row],
        this.protocol(nested ? name.slice(1, -1) : name) * 2 + Number(nested),
      )
    }
    const transports = names.filter((name) => Object.hasOwn(TRANSPORTS, name))
    const ethernet = rest.some((word) => /^(..:){5}..>/.test(word)) ? 14 : 0
    this.hops[row] = { source: 0, destination: 0, sourcePort: 0, destinationPort: 0, session: 0 }
    for (const word of rest) if (word.includes('>')) this.hop(row, word, transports, ethernet)
    this.told(packets.session[row], row, options)
  }

  /** What a packet's line says of its session. */
  private told(session: number, row: number, options: Map<string, string>): void {
    const { sessions, histories, conversations } = this.tables
    const service = options.get('service')
    if (service !== undefined) sessions.service[session] = this.protocol(service)
    const history = options.get('history')
    if (history !== undefined)
      sessions.history[session] = Array.from(history).reduce(
        (node, letter) => histories.child(node, letter.charCodeAt(0)),
        0,
      )
    const state = options.get('state')
    if (state !== undefined) sessions.connState[session] = CONN_STATES.indexOf(state)
    const isOriginator = conversations.a[sessions.conversation[session]] === this.hops[row].source
    sessions[isOriginator ? 'origBytes' : 'respBytes'][session] += Number(options.get('data') ?? 0)
  }

  private conn([seconds, pair, proto, ...rest]: string[]): void {
    const { sessions, records, logs } = this.tables
    if (logs.length === 0)
      records.beginLog(logs.push(newLogSource({ name: 'conn.log', order: 0, format: 'zeek-tsv' }, 'conn')) - 1)
    const record = records.addRow()
    const session = sessions.addLogRow()
    const given = new Map(rest.map(pairOf))
    const [from, to] = pair.split('>').map((end) => this.end(end))
    const time = Math.round(Number(seconds) * 1e9)
    records.session[record] = session
    records.time[record] = time
    sessions.firstFrame[session] = frameOfRecord(record)
    sessions.proto[session] = TRANSPORTS[proto].proto
    sessions.service[session] = given.has('service') ? this.protocol(given.get('service') ?? '') : 0
    sessions.origHost[session] = from.address
    sessions.respHost[session] = to.address
    sessions.origPort[session] = from.port ?? 0
    sessions.respPort[session] = to.port ?? 0
    sessions.start[session] = time
    sessions.end[session] = time + Math.round(Number(given.get('duration') ?? 0) * 1e9)
    for (const [name, columns, bit] of [
      ['duration', [], UNSET_DURATION],
      ['packets', ['origPackets', 'respPackets'], UNSET_PACKETS],
      ['bytes', ['origBytes', 'respBytes'], UNSET_BYTES],
      ['ip', ['origIpBytes', 'respIpBytes'], UNSET_IP_BYTES],
    ] as const) {
      const values = given.get(name)?.split('/')
      if (values === undefined) sessions.unset[session] |= bit
      else for (const [i, column] of columns.entries()) sessions[column][session] = Number(values[i])
    }
    this.recordHops[record] = {
      source: from.address,
      destination: to.address,
      sourcePort: from.port ?? 0,
      destinationPort: to.port ?? 0,
      session,
    }
  }

  /** One header's pair of addresses: joins the packet's track, and its session where there are ports. */
  private hop(row: number, word: string, transports: string[], ethernet: number): void {
    const { packets, conversations, tracks, addresses } = this.tables
    const [from, to] = word.split('>').map((end) => this.end(end))
    const join = (layer: number, fromPort: number, toPort: number): number => {
      const conversation = conversations.find(layer, from.address, to.address, fromPort, toPort)
      packets.track[row] = tracks.child(packets.track[row], conversation * 2 + conversations.direction)
      return conversation
    }
    const kind = addresses.kind[from.address]
    join(kind === 1 ? ETH : kind === 4 ? IP : IPV6, 0, 0)
    this.hops[row] = {
      source: from.address,
      destination: to.address,
      sourcePort: from.port ?? 0,
      destinationPort: to.port ?? 0,
      session: packets.session[row],
    }
    if (from.port === null || to.port === null) return
    const { layer, proto } = TRANSPORTS[transports.shift() ?? 'tcp']
    const conversation = join(layer, from.port, to.port)
    packets.session[row] = this.session(row, conversation, proto, ethernet)
    this.hops[row].session = packets.session[row]
  }

  private session(row: number, conversation: number, proto: number, ethernet: number): number {
    const { conversations, sessions, packets } = this.tables
    const time = packets.time[row]
    let session = conversations.session[conversation]
    if (session === 0) {
      session = sessions.addRow()
      conversations.session[conversation] = session
      sessions.proto[session] = proto
      sessions.stream[session] = conversations.stream[conversation]
      sessions.conversation[session] = conversation
      sessions.origHost[session] = conversations.a[conversation]
      sessions.respHost[session] = conversations.b[conversation]
      sessions.origPort[session] = conversations.aPort[conversation]
      sessions.respPort[session] = conversations.bPort[conversation]
      sessions.start[session] = time
      sessions.end[session] = time
      sessions.firstFrame[session] = row + 1
    }
    sessions.start[session] = Math.min(sessions.start[session], time)
    sessions.end[session] = Math.max(sessions.end[session], time)
    const side = conversations.direction === 0 ? 'orig' : 'resp'
    sessions[`${side}Packets`][session]++
    sessions[`${side}FrameBytes`][session] += packets.length[row]
    sessions[`${side}IpBytes`][session] += packets.length[row] - ethernet
    return session
  }

  private row(table: Table, words: string[]): void {
    const row = table.addRow()
    const given = new Map(words.map(pairOf).map(([column, value]) => [column, frameText(value)]))
    const frame = Number(given.get('frame') ?? given.get('queryFrame') ?? 0)
    const reply = frame === 0 ? Number(given.get('responseFrame') ?? 0) : 0
    const place = frame || reply
    const hop = isRecord(place) ? this.recordHops[recordOf(place)] : this.hops[place - 1]
    if (hop !== undefined) {
      const turned = reply > 0
      const from = turned ? [hop.destination, hop.destinationPort] : [hop.source, hop.sourcePort]
      const to = turned ? [hop.source, hop.sourcePort] : [hop.destination, hop.destinationPort]
      for (const [column, value] of [
        ['session', hop.session],
        ['source', from[0]],
        ['sourcePort', from[1]],
        ['destination', to[0]],
        ['destinationPort', to[1]],
        ['client', from[0]],
        ['clientPort', from[1]],
        ['server', to[0]],
        ['serverPort', to[1]],
      ] as const)
        if (table !== this.tables.http || column !== 'server') set(table, column, row, value)
    }
    for (const [column, value] of given)
      if (!set(table, column, row, this.value(column, value))) throw new Error(column)
  }

  private value(column: string, value: string): number {
    if (column === 'protocol') return this.protocol(value)
    if (value !== '' && !Number.isNaN(Number(value))) return Number(value)
    return this.tables.texts.internText(value.replaceAll('\\n', '\n'))
  }

  private protocol(name: string): number {
    const known = this.names.indexOf(name, 1)
    if (known > 0) return known
    this.kinds.push(name === 'ethertype' ? 'pseudo' : name.startsWith('_ws.') ? 'expert' : 'layer')
    return this.names.push(name) - 1
  }

  private end(text: string): { address: number; port: number | null } {
    const { addresses } = this.tables
    if (/^(..:){5}..$/.test(text)) {
      const digits = text.replaceAll(':', '')
      return { address: addresses.mac(parseInt(digits.slice(0, 8), 16), parseInt(digits.slice(8), 16)), port: null }
    }
    const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+|.*:.*:.*?))(?::(\d+))?$/.exec(
      text.split(':').length > 2 && !text.startsWith('[') ? `[${text}]` : text,
    ) ?? ['', '', '', '']
    const address = bracketed ?? plain
    return {
      address: address.includes(':') ? this.ipv6(address) : addresses.ipv4(ipv4Word(address)),
      port: port === undefined ? null : Number(port),
    }
  }

  private ipv6(text: string): number {
    const [head, tail = ''] = text.split('::')
    const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)))
    const front = groups(head)
    const back = groups(tail)
    const all = [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back]
    const word = (at: number) => ((all[at * 2] << 16) | all[at * 2 + 1]) >>> 0
    return this.tables.addresses.ipv6(word(0), word(1), word(2), word(3))
  }
}

function set(table: Table, column: string, row: number, value: number): boolean {
  const columns = table as unknown as Record<string, TypedArray>
  if (!ArrayBuffer.isView(columns[column])) return false
  columns[column][row] = value
  return true
}

/** 'r1', the first record, as a number of a frame. */
function frameText(value: string): string {
  const record = /^r(\d+)$/.exec(value)
  return record === null ? value : String(frameOfRecord(Number(record[1]) - 1))
}

function pairOf(word: string): [string, string] {
  const at = word.indexOf('=')
  return [word.slice(0, at), word.slice(at + 1).replaceAll('"', '')]
}

function ipv4Word(text: string): number {
  return text.split('.').reduce((word, octet) => word * 256 + Number(octet), 0)
}
