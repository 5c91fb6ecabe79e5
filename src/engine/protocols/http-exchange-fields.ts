import { decimal, duration, layout, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** Which request a response answers, as Wireshark pairs them in a stream. */
export const httpExchangeLayout = layout('http', {
  request_number: decimal('number of the request in its stream'),
  response_number: decimal('number of the response in its stream'),
  request_in: decimal('packet of the request'),
  time: duration('since the request'),
  'response_for.uri': text('URL that is answered'),
  prev_request_in: decimal('packet of the request before'),
  prev_response_in: decimal('packet of the response before'),
})

type Exchange = {
  number: number
  /** Packets; 0 = not seen. */
  request: number
  response: number
  time: number
  uri: string
  lastRequest: number
  lastResponse: number
}

type Exchanges = { newest: Exchange | null }
const newExchanges = (): Exchanges => ({ newest: null })

function added(exchanges: Exchanges): Exchange {
  const before = exchanges.newest
  const exchange = {
    number: (before?.number ?? 0) + 1,
    request: 0,
    response: 0,
    time: 0,
    uri: '',
    lastRequest: before === null ? 0 : before.request || before.lastRequest,
    lastResponse: before === null ? 0 : before.response || before.lastResponse,
  }
  exchanges.newest = exchange
  return exchange
}

const f = httpExchangeLayout

/** A request: behind its last line. */
export function httpAskFields(fields: FieldSink, packet: Packet, uri: string): void {
  const exchanges = exchangesOf(fields, packet)
  if (exchanges === undefined) return
  const exchange = added(exchanges)
  exchange.request = packet.number
  exchange.time = packet.time
  exchange.uri = uri
  fields.number(f.request_number, exchange.number, 0, 0)
  if (exchange.lastRequest !== 0) fields.number(f.prev_request_in, exchange.lastRequest, 0, 0)
}

/** A response: behind its last line. */
export function httpAnswerFields(fields: FieldSink, packet: Packet): void {
  const exchanges = exchangesOf(fields, packet)
  if (exchanges === undefined) return
  const { newest } = exchanges
  const exchange = newest === null || newest.response !== 0 ? added(exchanges) : newest
  exchange.response = packet.number
  fields.number(f.response_number, exchange.number, 0, 0)
  if (exchange.request !== 0) {
    fields.duration(f.time, packet.time - exchange.time)
    fields.number(f.request_in, exchange.request, 0, 0)
    if (exchange.uri !== '') fields.string(f['response_for.uri'], exchange.uri, 0, 0)
  }
  if (exchange.lastRequest !== 0) fields.number(f.prev_request_in, exchange.lastRequest, 0, 0)
  if (exchange.lastResponse !== 0) fields.number(f.prev_response_in, exchange.lastResponse, 0, 0)
}

function exchangesOf(fields: FieldSink, packet: Packet): Exchanges | undefined {
  return fields.wants(f) ? packet.stream?.of('http exchanges of fields', newExchanges) : undefined
}
