import type { DispatchTables } from '../dissect/dispatch.ts'
import type { Packet } from '../dissect/packet.ts'
import type { DnsMessage } from '../dissect/records.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

const NO_TYPE = 0xffffffff

/**
 * DNS messages -> rows of the dns table. Queries and responses are paired in frame order, first in first out, by
 * client, server, transport, id, lower-case name and type (reference: CloudShark's lookups; there is no time limit).
 */
export class DnsRows {
  private readonly tables: CaptureTables
  private readonly dispatch: DispatchTables
  /** key -> rows of queries without response, oldest first. */
  private readonly waiting = new Map<string, number[]>()

  constructor(tables: CaptureTables, dispatch: DispatchTables) {
    this.tables = tables
    this.dispatch = dispatch
  }

  message(packet: Packet, message: DnsMessage): void {
    if (message.response) this.response(packet, message)
    else for (let i = 0; i < message.questionNames.length; i++) this.query(packet, message, i)
  }

  /** Nothing waits any longer. */
  finish(): void {
    this.waiting.clear()
  }

  private query(packet: Packet, message: DnsMessage, i: number): void {
    const row = this.add(packet, message, message.questionNames[i], message.questionTypes[i])
    this.tables.dns.queryFrame[row] = packet.number
    const key = this.key(packet, message, message.questionNames[i], message.questionTypes[i])
    const rows = this.waiting.get(key)
    if (rows === undefined) this.waiting.set(key, [row])
    else rows.push(row)
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
      const key = this.key(packet, message, name, type)
      const rows = this.waiting.get(key)
      let row = rows?.shift()
      if (rows !== undefined && rows.length === 0) this.waiting.delete(key)
      row ??= this.add(packet, message, name, type)
      dns.responseFrame[row] = packet.number
      dns.rcode[row] = message.rcode
      dns.firstAnswer[row] = firstAnswer
      dns.answers[row] = message.answerNames.length
    }
  }

  private key(packet: Packet, message: DnsMessage, name: number, type: number): string {
    const fromClient = !message.response
    const client = fromClient ? packet.source : packet.destination
    const server = fromClient ? packet.destination : packet.source
    const clientPort = fromClient ? packet.sourcePort : packet.destinationPort
    const serverPort = fromClient ? packet.destinationPort : packet.sourcePort
    const lower = this.tables.texts.text(name).toLowerCase()
    return `${client} ${clientPort} ${server} ${serverPort} ${packet.ipProto} ${message.id} ${type} ${lower}`
  }

  private add(packet: Packet, message: DnsMessage, name: number, type: number): number {
    const dns = this.tables.dns
    const row = dns.addRow()
    const fromClient = !message.response
    dns.protocol[row] = this.dispatch.idOf(message.protocol)
    dns.transport[row] = packet.ipProto === 6 || packet.ipProto === 17 ? packet.ipProto : 0
    dns.client[row] = fromClient ? packet.source : packet.destination
    dns.server[row] = fromClient ? packet.destination : packet.source
    dns.clientPort[row] = fromClient ? packet.sourcePort : packet.destinationPort
    dns.serverPort[row] = fromClient ? packet.destinationPort : packet.sourcePort
    dns.transactionId[row] = message.id
    dns.query[row] = name
    dns.queryType[row] = type
    dns.rcode[row] = -1
    dns.session[row] = packet.session
    return row
  }
}
