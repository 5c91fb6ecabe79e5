import { decimal, duration, flag, layout, presence } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** Which query a response answers. */
export const dnsPairLayout = layout('dns', {
  response_to: decimal('packet of the query'),
  time: duration('since the query'),
  retransmission: flag('it was sent before'),
  retransmit_request: presence('a query that was sent before'),
  retransmit_request_in: decimal('packet of the same query before'),
  retransmit_response: presence('a response that was sent before'),
  retransmit_response_in: decimal('packet of the same response before'),
  unsolicited: flag('a response to no query'),
})

/** Queries that are remembered. */
const MOST_QUERIES = 100_000
/** A query within five seconds after an unanswered one is the same again. */
const AGAIN = 5e9

type Query = { frame: number; time: number; answer: number }
const newQueries = () => new Map<number, Query>()

const f = dnsPairLayout

/** By stream and transaction, as Wireshark pairs them. */
export function dnsPairFields(fields: FieldSink, packet: Packet, id: number, isResponse: boolean): void {
  if (packet.session === 0 || packet.inError || !fields.wants(f)) return
  const queries: Map<number, Query> = packet.keep('dns queries of fields', newQueries)
  const key = packet.session * 65_536 + id
  const query = queries.get(key)
  if (!isResponse) {
    if (query !== undefined && query.answer === 0 && packet.time - query.time < AGAIN) {
      fields.flag(f.retransmission, 1, 0, 0)
      fields.presence(f.retransmit_request)
      fields.number(f.retransmit_request_in, query.frame, 0, 0)
      return
    }
    if (queries.size >= MOST_QUERIES) queries.clear()
    queries.set(key, { frame: packet.number, time: packet.time, answer: 0 })
    return
  }
  if (query === undefined) {
    fields.flag(f.unsolicited, 1, 0, 0)
    return
  }
  if (query.answer !== 0) {
    fields.flag(f.retransmission, 1, 0, 0)
    fields.presence(f.retransmit_response)
    fields.number(f.retransmit_response_in, query.answer, 0, 0)
    return
  }
  query.answer = packet.number
  fields.number(f.response_to, query.frame, 0, 0)
  fields.duration(f.time, packet.time - query.time)
}
