import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { FoldedNames } from './folded-names.ts'
import { responseSeconds, selectedRequests } from './http-requests.ts'
import { type List, listOf } from './list.ts'
import { median } from './median.ts'
import { PairIndex } from './pair-index.ts'
import { frameTime } from './times.ts'

/** What requests are told apart by: what they say themselves, and what their responses say. */
export type HttpValuesQuery = { by: HttpValueKind }
export type HttpValueKind = 'host' | 'user_agent' | 'method' | 'status' | 'content_type' | 'server'

/** The requests with one value. */
export type HttpValue = {
  /** null: the header is missing, or there was no response. */
  value: string | null
  requests: number
  /** Of all requests that are selected. */
  share: number
  clients: number
  servers: number
  /** Distinct Host headers, upper and lower case the same. */
  hosts: number
  /** Responses with a status of 400 and above. */
  errors: number
  /** Requests without a response. */
  unanswered: number
  /** Sum of the response bodies' lengths, where they are known. */
  bytes: number
  /** Seconds from request to response; null without a pair. */
  median_seconds: number | null
  /** null when the capture has no times. */
  first_time: string | null
}

type Entry = Omit<HttpValue, 'share' | 'median_seconds' | 'first_time'> & { seconds: number[]; first: number }

type Read = (tables: CaptureTables, request: number, response: number) => string | null

const KINDS: Readonly<Record<HttpValueKind, Read>> = {
  host: ({ http, texts }, request) => texts.textOrNull(http.host[request])?.toLowerCase() ?? null,
  user_agent: ({ http, texts }, request) => texts.textOrNull(http.userAgent[request]),
  method: ({ http, texts }, request) => texts.textOrNull(http.method[request]),
  status: ({ http }, _, response) => (response < 0 ? null : String(http.status[response])),
  content_type: ({ http, texts }, _, response) =>
    response < 0 ? null : mediaType(texts.textOrNull(http.contentType[response])),
  server: ({ http, texts }, _, response) => (response < 0 ? null : texts.textOrNull(http.server[response])),
}

/** Without parameters: RFC 9110 section 8.3.1; type and subtype are the same in upper and lower case. */
function mediaType(text: string | null): string | null {
  return text?.split(';', 1)[0].trim().toLowerCase() ?? null
}

/** Values of one kind in selected requests and their responses, most requests first. */
export function httpValues(tables: CaptureTables, selected: Selected | null, { by }: HttpValuesQuery): List<HttpValue> {
  const { http } = tables
  if (!Object.hasOwn(KINDS, by)) throw new Error(`requests are not told apart by ${by}`)
  const read = KINDS[by]
  const numbers = new Map<string | null, number>()
  const found: Entry[] = []
  const clients = new PairIndex()
  const servers = new PairIndex()
  const hosts = new PairIndex()
  const hostNames = new FoldedNames(tables.texts)
  const rows = selectedRequests(tables, selected)
  for (const row of rows) {
    const response = http.peer[row] - 1
    const value = read(tables, row, response)
    let number = numbers.get(value)
    if (number === undefined) {
      number = found.push(entryOf(value, http.frame[row])) - 1
      numbers.set(value, number)
    }
    const entry = found[number]
    entry.requests++
    if (isNew(clients, number, http.source[row])) entry.clients++
    if (isNew(servers, number, http.destination[row])) entry.servers++
    if (http.host[row] !== 0 && isNew(hosts, number, hostNames.numberOf(http.host[row]))) entry.hosts++
    if (response < 0) entry.unanswered++
    else {
      if (http.status[response] >= 400) entry.errors++
      if (http.bodyLength[response] > 0) entry.bytes += http.bodyLength[response]
    }
    const seconds = responseSeconds(tables, row)
    if (!Number.isNaN(seconds)) entry.seconds.push(seconds)
  }
  const values = found.map(
    ({ seconds, first, ...entry }): HttpValue => ({
      ...entry,
      share: entry.requests / rows.length,
      median_seconds: median(seconds),
      first_time: frameTime(tables, first),
    }),
  )
  return listOf(values.sort((x, y) => y.requests - x.requests))
}

function entryOf(value: string | null, first: number): Entry {
  return {
    value,
    requests: 0,
    clients: 0,
    servers: 0,
    hosts: 0,
    errors: 0,
    unanswered: 0,
    bytes: 0,
    seconds: [],
    first,
  }
}

function isNew(pairs: PairIndex, first: number, second: number): boolean {
  const known = pairs.size
  return pairs.of(first, second) === known
}
