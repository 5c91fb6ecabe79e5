import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord } from '../tables/records.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { dnsRcodeName, dnsTypeName } from '../tables/dns-names.ts'
import { fileOfFrame, packetNumber } from './frame-source.ts'
import { type List, textKeys } from './list.ts'
import { epochText } from '../bytes/epoch-text.ts'
import { frameNanoseconds, framePrecision, frameTime } from './times.ts'

export type DnsAnswer = { name: string | null; type: string; ttl: number | null; data: string | null }

/** CloudShark's /dns/lookups; a query and its response are paired in frame order. */
export type DnsLookup = {
  client: string
  /** null for a message that an ICMP error quotes. */
  client_port: number | null
  server: string
  server_port: number | null
  protocol: string
  transport: 'udp' | 'tcp' | null
  id: number
  full_query: string | null
  query_type: string | null
  /** Frames are null where there is none, and where a log tells of the lookup. */
  query_frame: number | null
  query_time: string | null
  response_frame: number | null
  response_time: string | null
  rcode: number | null
  /** As tshark prints it. */
  rcode_name: string | null
  answers: DnsAnswer[]
  /** File that it comes from. */
  source: string | null
}

const NO_TYPE = 0xffffffff
const OPT = 41

/** 'unanswered': queries without a response, 'unsolicited': responses without a query; of servers, not by multicast. */
export type DnsLookupsQuery = { state?: 'unanswered' | 'unsolicited' | undefined }

/** Lookups whose query or response is selected, in the order in which their first half was seen. */
export function dnsLookups(
  tables: CaptureTables,
  selected: Selected | null,
  query: DnsLookupsQuery = {},
): List<DnsLookup> {
  const { dns, addresses, texts } = tables
  const lookups = inState(tables, selectedLookups(tables, selected), query)

  const row = (index: number): DnsLookup => {
    const at = lookups[index]
    const transport = dns.transport[at]
    const query = dns.queryFrame[at]
    const response = dns.responseFrame[at]
    return {
      client: addresses.text(dns.client[at]),
      client_port: portOf(dns.clientPort[at], transport),
      server: addresses.text(dns.server[at]),
      server_port: portOf(dns.serverPort[at], transport),
      protocol: tables.protocolNames[dns.protocol[at]],
      transport: transport === 17 ? 'udp' : transport === 6 ? 'tcp' : null,
      id: dns.transactionId[at],
      full_query: texts.textOrNull(dns.query[at]),
      query_type: dns.queryType[at] === NO_TYPE ? null : dnsTypeName(dns.queryType[at]),
      query_frame: packetNumber(query),
      source: fileOfFrame(tables, query || response),
      query_time: frameTime(tables, query),
      response_frame: packetNumber(response),
      response_time: responseTime(tables, at),
      rcode: dns.rcode[at] < 0 ? null : dns.rcode[at],
      rcode_name: dns.rcode[at] < 0 ? null : dnsRcodeName(dns.rcode[at]),
      answers: answersOf(tables, at),
    }
  }

  const numbers: Readonly<Record<string, (row: number) => number>> = {
    client_port: (at) => dns.clientPort[at],
    server_port: (at) => dns.serverPort[at],
    transport: (at) => dns.transport[at],
    id: (at) => dns.transactionId[at],
    query_frame: (at) => frameKey(dns.queryFrame[at]),
    query_time: (at) => frameNanoseconds(tables, dns.queryFrame[at]),
    response_frame: (at) => frameKey(dns.responseFrame[at]),
    response_time: (at) => responseNanoseconds(tables, at),
    rcode: (at) => (dns.rcode[at] < 0 ? Number.NaN : dns.rcode[at]),
    rcode_name: (at) => (dns.rcode[at] < 0 ? Number.NaN : dns.rcode[at]),
    time: (at) => frameNanoseconds(tables, dns.queryFrame[at] || dns.responseFrame[at]),
    seconds: (at) => lookupSeconds(tables, at),
    answers: (at) => dns.answers[at],
  }
  const sortKeys = (key: string): Float64Array | null => {
    switch (key) {
      case 'client':
      case 'server': {
        const ranks = addressKeys(addresses)
        const side = dns[key]
        return Float64Array.from(lookups, (at) => ranks[side[at]])
      }
      case 'source':
        return textKeys(Array.from(lookups, (at) => fileOfFrame(tables, dns.queryFrame[at] || dns.responseFrame[at])))
      case 'full_query':
        return textKeys(Array.from(lookups, (at) => texts.textOrNull(dns.query[at])))
      case 'protocol':
        return textKeys(Array.from(lookups, (at) => tables.protocolNames[dns.protocol[at]]))
      case 'query_type':
        return textKeys(
          Array.from(lookups, (at) => (dns.queryType[at] === NO_TYPE ? null : dnsTypeName(dns.queryType[at]))),
        )
      default:
        return Object.hasOwn(numbers, key) ? Float64Array.from(lookups, numbers[key]) : null
    }
  }
  return { length: lookups.length, row, sortKeys }
}

/** What has neither port nor transport was quoted by an ICMP error. */
function portOf(port: number, transport: number): number | null {
  return port === 0 && transport === 0 ? null : port
}

function inState({ dns, protocolNames }: CaptureTables, rows: Uint32Array, { state }: DnsLookupsQuery): Uint32Array {
  if (state === undefined) return rows
  const missing = state === 'unanswered' ? dns.responseFrame : dns.queryFrame
  return rows.filter((row) => missing[row] === 0 && protocolNames[dns.protocol[row]] === 'dns')
}

/** Rows of lookups whose query or response is selected. */
export function selectedLookups(tables: CaptureTables, selected: Selected | null): Uint32Array {
  const { dns } = tables
  const rows = new Uint32Array(dns.rows)
  let length = 0
  for (let row = 0; row < dns.rows; row++)
    if (hasFrame(selected, dns.queryFrame[row]) || hasFrame(selected, dns.responseFrame[row])) rows[length++] = row
  return rows.subarray(0, length)
}

/** Seconds from query to response of a row; NaN where one of them is missing, or the log does not say (old ones). */
export function lookupSeconds(tables: CaptureTables, row: number): number {
  const { queryFrame, responseFrame, rtt } = tables.dns
  if (isRecord(responseFrame[row])) return rtt[row] / 1e9
  return (frameNanoseconds(tables, responseFrame[row]) - frameNanoseconds(tables, queryFrame[row])) / 1e9
}

/** Nanoseconds after the base second; NaN where there is no response, or its time is not known. */
function responseNanoseconds(tables: CaptureTables, row: number): number {
  const { responseFrame, rtt } = tables.dns
  const time = frameNanoseconds(tables, responseFrame[row])
  return isRecord(responseFrame[row]) ? time + rtt[row] : time
}

function responseTime(tables: CaptureTables, row: number): string | null {
  const frame = tables.dns.responseFrame[row]
  return epochText(responseNanoseconds(tables, row), tables.baseSecond, framePrecision(tables, frame))
}

function answersOf(tables: CaptureTables, lookup: number): DnsAnswer[] {
  const { dns, dnsAnswers, texts } = tables
  const first = dns.firstAnswer[lookup]
  return Array.from({ length: dns.answers[lookup] }, (_, index) => ({
    name: texts.textOrNull(dnsAnswers.name[first + index]),
    type: dnsTypeName(dnsAnswers.type[first + index]),
    ttl: dnsAnswers.type[first + index] === OPT ? null : dnsAnswers.ttl[first + index],
    data: texts.textOrNull(dnsAnswers.value[first + index]),
  }))
}

function frameKey(frame: number): number {
  return packetNumber(frame) ?? Number.NaN
}
