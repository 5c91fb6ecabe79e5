import type { DispatchTables } from '../dissect/dispatch.ts'
import type { Packet } from '../dissect/packet.ts'
import type { DnsMessage } from '../dissect/records.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

const NO_TYPE = 0xffffffff
const NONE = 0xffffffff

/**
 * DNS messages -> rows of the dns table. Queries and responses are paired in frame order, first in first out, by
 * client, server, transport, id, lower-case name and type (reference: CloudShark's lookups; there is no time limit).
 * A message that an ICMP error quotes counts with the addresses of the error, without ports and transport, as in tshark.
 */
export class DnsRows {
  private readonly tables: CaptureTables
  private readonly dispatch: DispatchTables
  /** Queries without response, chained by hash in the order of frames: first and last row, and the row after a row. */
  private first = new Uint32Array(256).fill(NONE)
  private last = new Uint32Array(256)
  private next = new Uint32Array(256)
  private waiting = 0
  /** Text id -> id of the same text in lower case; 0 = not asked yet. */
  private lower = new Uint32Array(256)

  private client = 0
  private server = 0
  private clientPort = 0
  private serverPort = 0
  private transport = 0

  constructor(tables: CaptureTables, dispatch: DispatchTables) {
    this.tables = tables
    this.dispatch = dispatch
  }

  message(packet: Packet, message: DnsMessage): void {
    this.address(packet, message.response)
    if (message.response) this.response(packet, message)
    else for (let i = 0; i < message.questionNames.length; i++) this.query(packet, message, i)
  }

  /** Nothing waits any longer. */
  finish(): void {
    this.first = new Uint32Array(0)
    this.last = this.first
    this.next = this.first
    this.lower = this.first
  }

  private address(packet: Packet, response: boolean): void {
    const source = packet.inError ? packet.errorSource : packet.source
    const destination = packet.inError ? packet.errorDestination : packet.destination
    const sourcePort = packet.inError ? 0 : packet.sourcePort
    const destinationPort = packet.inError ? 0 : packet.destinationPort
    this.client = response ? destination : source
    this.server = response ? source : destination
    this.clientPort = response ? destinationPort : sourcePort
    this.serverPort = response ? sourcePort : destinationPort
    this.transport = !packet.inError && (packet.ipProto === 6 || packet.ipProto === 17) ? packet.ipProto : 0
  }

  private query(packet: Packet, message: DnsMessage, i: number): void {
    const row = this.add(packet, message, message.questionNames[i], message.questionTypes[i])
    this.tables.dns.queryFrame[row] = packet.number
    this.wait(row)
  }

  private response(packet: Packet, message: DnsMessage): void {
    const { dns, dnsAnswers } = this.tables
    const firstAnswer = dnsAnswers.rows
    for (let i = 0; i < message.answerNames.length; i++) {
      const answer = dnsAnswers.addRow()
      dnsAnswers.name[answer] = message.answerNames[i]
      dnsAnswers.type[answer] = message.answerTypes[i]
      dnsAnswers.ttl[answer] = message.answerTtls[i]
      dnsAnswers.value[answer] = message.answerValues[i]
    }
    const questions = message.questionNames.length
    for (let i = 0; i < Math.max(1, questions); i++) {
      let name = 0
      let type = NO_TYPE
      if (questions > 0) {
        name = message.questionNames[i]
        type = message.questionTypes[i]
      } else if (message.answerNames.length > 0) {
        name = message.answerNames[0]
        type = message.answerTypes[0]
      }
      let row = this.take(message.id, name, type)
      if (row === NONE) row = this.add(packet, message, name, type)
      dns.responseFrame[row] = packet.number
      dns.rcode[row] = message.rcode
      dns.firstAnswer[row] = firstAnswer
      dns.answers[row] = message.answerNames.length
    }
  }

  private wait(row: number): void {
    if (row >= this.next.length) {
      const larger = new Uint32Array(Math.max(row + 1, this.next.length * 2))
      larger.set(this.next)
      this.next = larger
    }
    if (this.waiting++ > this.first.length) this.rehash()
    this.append(row)
  }

  private append(row: number): void {
    const { dns } = this.tables
    const bucket = this.hash(dns.transactionId[row], dns.client[row], dns.clientPort[row], this.lowerOf(dns.query[row]))
    if (this.first[bucket] === NONE) this.first[bucket] = row
    else this.next[this.last[bucket]] = row
    this.next[row] = NONE
    this.last[bucket] = row
  }

  /** The oldest query that waits for a response with this id, name and type between these ends. */
  private take(id: number, name: number, type: number): number {
    const { dns } = this.tables
    const lower = this.lowerOf(name)
    const bucket = this.hash(id, this.client, this.clientPort, lower)
    let before = NONE
    for (let row = this.first[bucket]; row !== NONE; before = row, row = this.next[row]) {
      if (
        dns.transactionId[row] !== id ||
        dns.queryType[row] !== type ||
        dns.client[row] !== this.client ||
        dns.server[row] !== this.server ||
        dns.clientPort[row] !== this.clientPort ||
        dns.serverPort[row] !== this.serverPort ||
        dns.transport[row] !== this.transport ||
        this.lowerOf(dns.query[row]) !== lower
      )
        continue
      const after = this.next[row]
      if (before === NONE) this.first[bucket] = after
      else this.next[before] = after
      if (after === NONE) this.last[bucket] = before
      this.waiting--
      return row
    }
    return NONE
  }

  private rehash(): void {
    const chains = this.first
    const rows: number[] = []
    for (const head of chains) for (let row = head; row !== NONE; row = this.next[row]) rows.push(row)
    rows.sort((a, b) => a - b)
    this.first = new Uint32Array(chains.length * 4).fill(NONE)
    this.last = new Uint32Array(chains.length * 4)
    for (const row of rows) this.append(row)
  }

  private hash(id: number, client: number, clientPort: number, name: number): number {
    let h = Math.imul(id ^ (clientPort << 16), 0x9e3779b1) ^ Math.imul(client, 0x85ebca6b)
    h ^= h >>> 15
    h = Math.imul(h ^ name, 0x2c1b3c6d)
    return (h ^ (h >>> 13)) & (this.first.length - 1)
  }

  private lowerOf(text: number): number {
    const { texts } = this.tables
    if (text === 0) return 0
    if (text >= this.lower.length) {
      const larger = new Uint32Array(Math.max(text + 1, this.lower.length * 2))
      larger.set(this.lower)
      this.lower = larger
    }
    if (this.lower[text] === 0) this.lower[text] = texts.internText(texts.text(text).toLowerCase())
    return this.lower[text]
  }

  private add(packet: Packet, message: DnsMessage, name: number, type: number): number {
    const dns = this.tables.dns
    const row = dns.addRow()
    dns.protocol[row] = this.dispatch.idOf(message.protocol)
    dns.transport[row] = this.transport
    dns.client[row] = this.client
    dns.server[row] = this.server
    dns.clientPort[row] = this.clientPort
    dns.serverPort[row] = this.serverPort
    dns.transactionId[row] = message.id
    dns.query[row] = name
    dns.queryType[row] = type
    dns.rcode[row] = -1
    dns.session[row] = packet.session
    return row
  }
}
