import { TextWriter } from '../bytes/text-writer.ts'
import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import { readDomainName } from '../dissect/domain-name.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import type { DnsMessage } from '../dissect/records.ts'
import {
  dnsExtraneousFields,
  dnsHeaderFields,
  dnsLengthFields,
  dnsQuestionFields,
  dnsRecordFields,
} from './dns-fields.ts'
import { rdataText, readRdata } from './dns-rdata.ts'

const HEADER_LENGTH = 12
const RESPONSE = 0x8000
const OPCODE = 0x7800
const TCP = 6

/** Limits of what the heuristic takes for a response, Wireshark's. */
const MOST_ANSWERS = 100
const MOST_OTHERS = 10

const name = new TextWriter(2048)

const message: DnsMessage = {
  protocol: '',
  id: 0,
  response: false,
  rcode: 0,
  questionNames: [],
  questionTypes: [],
  answerNames: [],
  answerTypes: [],
  answerTtls: [],
  answerValues: [],
}

/** A message in the format of RFC 1035 section 4 from packet.offset. What comes before the first broken part is reported. */
function dissectMessage(packet: Packet, protocol: string): void {
  const base = packet.offset
  if (!packet.need(4)) return
  const flags = packet.u16(base + 2)
  message.protocol = protocol
  message.id = packet.u16(base)
  message.response = (flags & RESPONSE) !== 0
  message.rcode = flags & 15
  message.questionNames.length = 0
  message.questionTypes.length = 0
  message.answerNames.length = 0
  message.answerTypes.length = 0
  message.answerTtls.length = 0
  message.answerValues.length = 0
  if (packet.fields !== null) dnsHeaderFields(packet.fields, packet, base, protocol)
  if (packet.need(HEADER_LENGTH)) {
    let at = readQuestions(packet, base)
    at = readRecords(packet, base, at, packet.u16(base + 6), true)
    at = readRecords(packet, base, at, packet.u16(base + 8) + packet.u16(base + 10), false)
    if (packet.fields !== null && at > 0) dnsExtraneousFields(packet.fields, packet, at, packet.end)
  }
  if ((flags & OPCODE) === 0) packet.sink.dns(packet, message)
}

/** Answers where the questions end; -1 after the packet ended inside them. */
function readQuestions(packet: Packet, base: number): number {
  let at = base + HEADER_LENGTH
  for (let left = packet.u16(base + 4); left > 0; left--) {
    name.length = 0
    const taken = readDomainName(packet, at, base, name)
    if (taken === 0 || !packet.need(4, at + taken)) return -1
    if (packet.fields !== null) dnsQuestionFields(packet.fields, packet, at + taken, name, message.protocol)
    message.questionNames.push(packet.sink.text(name.bytes, 0, name.length))
    message.questionTypes.push(packet.u16(at + taken))
    at += taken + 4
  }
  return at
}

/** Reads `count` RRs from `at` on; those of the answer section are kept. Answers as readQuestions. */
function readRecords(packet: Packet, base: number, from: number, count: number, answers: boolean): number {
  let at = from
  if (at < 0) return -1
  for (let left = count; left > 0; left--) {
    name.length = 0
    const taken = readDomainName(packet, at, base, name)
    if (taken === 0 || !packet.need(10, at + taken)) return -1
    at += taken
    const type = packet.u16(at)
    const length = packet.u16(at + 8)
    if (!packet.need(length, at + 10)) return -1
    readRdata(packet, at + 10, length, type, base)
    if (answers) {
      message.answerNames.push(packet.sink.text(name.bytes, 0, name.length))
      message.answerTypes.push(type)
      message.answerTtls.push(packet.u32(at + 4))
      message.answerValues.push(rdataText.length === 0 ? 0 : packet.sink.text(rdataText.bytes, 0, rdataText.length))
    }
    if (packet.stopped !== RUNNING) return -1
    if (packet.fields !== null) dnsRecordFields(packet.fields, packet, at, base, name, message.protocol)
    at += 10 + length
  }
  return at
}

/** The length stands in two bytes before each message over TCP (RFC 1035 section 4.2.2). */
const pduLength = (packet: Packet) => packet.u16(packet.offset) + 2

function dissectPdu(packet: Packet): void {
  if (packet.fields !== null) dnsLengthFields(packet.fields, packet, packet.offset)
  packet.offset += 2
  dissectMessage(packet, 'dns')
}

function dissectDns(packet: Packet): Verdict {
  if (packet.ipProto === TCP && !packet.inError) {
    return dissectPdus(packet, 2, pduLength, dissectPdu)
  }
  dissectMessage(packet, 'dns')
  return ACCEPTED
}

/** DNS, RFC 1035. */
export const dns: Dissector = { name: 'dns', dissect: dissectDns }

/** Multicast DNS, RFC 6762. */
export const mdns: Dissector = {
  name: 'mdns',
  dissect(packet) {
    dissectMessage(packet, 'mdns')
    return ACCEPTED
  },
}

/** Link-Local Multicast Name Resolution, RFC 4795. */
export const llmnr: Dissector = {
  name: 'llmnr',
  dissect(packet) {
    dissectMessage(packet, 'llmnr')
    return ACCEPTED
  },
}

/** DNS over UDP on any port, by the shape of its header: one question at most, no other opcode than query. */
export const dnsHeuristic: Dissector = {
  name: 'dns',
  dissect(packet) {
    const at = packet.offset
    if (packet.wireRemaining <= HEADER_LENGTH) return REJECTED
    // Of a packet that was cut, as much as is there has its say before the cut has.
    if (!packet.need(4)) return ACCEPTED
    const flags = packet.u16(at + 2)
    if ((flags & OPCODE) !== 0) return REJECTED
    if (!packet.need(10)) return ACCEPTED
    const questions = packet.u16(at + 4)
    const answers = packet.u16(at + 6)
    const authorities = packet.u16(at + 8)
    if ((flags & RESPONSE) === 0) {
      if (questions !== 1 || answers !== 0 || authorities !== 0) return REJECTED
    } else if (questions > 1 || answers > MOST_ANSWERS || authorities > MOST_OTHERS) return REJECTED
    if (!packet.need(HEADER_LENGTH)) return ACCEPTED
    return packet.u16(at + 10) > MOST_OTHERS ? REJECTED : dissectDns(packet)
  },
}
