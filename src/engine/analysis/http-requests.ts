import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord } from '../tables/records.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { fileOfFrame, packetNumber } from './frame-source.ts'
import { type List, textKeys } from './list.ts'
import { frameNanoseconds, frameTime } from './times.ts'

export type HttpRequest = {
  /** null: told by a log. */
  frame: number | null
  /** File that it comes from. */
  source: string | null
  src: string
  srcport: number
  dst: string
  dstport: number
  protocol: string
  method: string
  host: string | null
  uri: string | null
  user_agent: string | null
}

export type HttpResponse = {
  /** null: told by a log. */
  frame: number | null
  /** File that it comes from. */
  source: string | null
  src: string
  srcport: number
  dst: string
  dstport: number
  protocol: string
  status: number
  phrase: string | null
  content_type: string | null
}

export type HttpMessages = { requests: HttpRequest[]; responses: HttpResponse[] }

/** A request with its response (null where none was seen). */
export type HttpTransaction = HttpRequest & {
  /** null when the capture has no times. */
  time: string | null
  referrer: string | null
  status: number | null
  phrase: string | null
  content_type: string | null
  server: string | null
  response_frame: number | null
  /** Seconds from request to response. */
  response_time: number | null
  request_length: number | null
  response_length: number | null
}

/** The messages whose frame is selected, requests and responses apart. */
export function httpMessages(tables: CaptureTables, selected: Selected | null): HttpMessages {
  const { http } = tables
  const requests: HttpRequest[] = []
  const responses: HttpResponse[] = []
  for (let row = 0; row < http.rows; row++) {
    if (!hasFrame(selected, http.frame[row])) continue
    if (http.status[row] === 0) requests.push(requestAt(tables, row))
    else
      responses.push({
        ...endsAt(tables, row),
        status: http.status[row],
        phrase: tables.texts.textOrNull(http.phrase[row]),
        content_type: tables.texts.textOrNull(http.contentType[row]),
      })
  }
  return { requests, responses }
}

/** Requests of which a half is selected, each with its response, in the order of the capture. */
export function httpRequests(tables: CaptureTables, selected: Selected | null): List<HttpTransaction> {
  const { http, texts, addresses } = tables
  const requests = selectedRequests(tables, selected)

  const row = (index: number): HttpTransaction => {
    const at = requests[index]
    const response = http.peer[at] - 1
    return {
      ...requestAt(tables, at),
      time: frameTime(tables, http.frame[at]),
      referrer: texts.textOrNull(http.referrer[at]),
      status: response < 0 ? null : http.status[response],
      phrase: response < 0 ? null : texts.textOrNull(http.phrase[response]),
      content_type: response < 0 ? null : texts.textOrNull(http.contentType[response]),
      server: response < 0 ? null : texts.textOrNull(http.server[response]),
      response_frame: response < 0 ? null : packetNumber(http.frame[response]),
      response_time: missing(responseSeconds(tables, at)),
      request_length: missing(bodyLength(tables, at)),
      response_length: missing(bodyLength(tables, response)),
    }
  }

  const numbers: Readonly<Record<string, (row: number) => number>> = {
    frame: (at) => http.frame[at],
    srcport: (at) => http.sourcePort[at],
    dstport: (at) => http.destinationPort[at],
    time: (at) => frameNanoseconds(tables, http.frame[at]),
    status: (at) => (http.peer[at] === 0 ? Number.NaN : http.status[http.peer[at] - 1]),
    response_frame: (at) => (http.peer[at] === 0 ? Number.NaN : http.frame[http.peer[at] - 1]),
    response_time: (at) => responseSeconds(tables, at),
    request_length: (at) => bodyLength(tables, at),
    response_length: (at) => bodyLength(tables, http.peer[at] - 1),
  }
  const requestTexts: Readonly<Record<string, Uint32Array>> = {
    method: http.method,
    host: http.host,
    uri: http.uri,
    user_agent: http.userAgent,
    referrer: http.referrer,
  }
  const responseTexts: Readonly<Record<string, Uint32Array>> = {
    phrase: http.phrase,
    content_type: http.contentType,
    server: http.server,
  }
  const sortKeys = (key: string): Float64Array | null => {
    if (key === 'src' || key === 'dst') {
      const ranks = addressKeys(addresses)
      const side = key === 'src' ? http.source : http.destination
      return Float64Array.from(requests, (at) => ranks[side[at]])
    }
    if (key === 'source') return textKeys(Array.from(requests, (at) => fileOfFrame(tables, http.frame[at])))
    if (key === 'protocol') return textKeys(Array.from(requests, (at) => tables.protocolNames[http.protocol[at]]))
    if (Object.hasOwn(requestTexts, key)) {
      const column = requestTexts[key]
      return textKeys(Array.from(requests, (at) => texts.textOrNull(column[at])))
    }
    if (Object.hasOwn(responseTexts, key)) {
      const column = responseTexts[key]
      return textKeys(
        Array.from(requests, (at) => (http.peer[at] === 0 ? null : texts.textOrNull(column[http.peer[at] - 1]))),
      )
    }
    return Object.hasOwn(numbers, key) ? Float64Array.from(requests, numbers[key]) : null
  }
  return { length: requests.length, row, sortKeys }
}

/** Rows of requests of which a half is selected. */
export function selectedRequests(tables: CaptureTables, selected: Selected | null): Uint32Array {
  const { http } = tables
  const rows = new Uint32Array(http.rows)
  let length = 0
  for (let row = 0; row < http.rows; row++) {
    if (http.status[row] !== 0) continue
    const response = http.peer[row]
    if (hasFrame(selected, http.frame[row]) || (response !== 0 && hasFrame(selected, http.frame[response - 1])))
      rows[length++] = row
  }
  return rows.subarray(0, length)
}

function endsAt(tables: CaptureTables, row: number) {
  const { http, addresses } = tables
  return {
    frame: packetNumber(http.frame[row]),
    source: fileOfFrame(tables, http.frame[row]),
    src: addresses.text(http.source[row]),
    srcport: http.sourcePort[row],
    dst: addresses.text(http.destination[row]),
    dstport: http.destinationPort[row],
    protocol: tables.protocolNames[http.protocol[row]],
  }
}

function requestAt(tables: CaptureTables, row: number): HttpRequest {
  const { http, texts } = tables
  return {
    ...endsAt(tables, row),
    method: texts.text(http.method[row]),
    host: texts.textOrNull(http.host[row]),
    uri: texts.textOrNull(http.uri[row]),
    user_agent: texts.textOrNull(http.userAgent[row]),
  }
}

/** Seconds from a request to its response; NaN where there is none, and in logs, which do not say. */
export function responseSeconds(tables: CaptureTables, request: number): number {
  const { http } = tables
  const response = http.peer[request]
  if (response === 0 || isRecord(http.frame[request])) return Number.NaN
  return (frameNanoseconds(tables, http.frame[response - 1]) - frameNanoseconds(tables, http.frame[request])) / 1e9
}

/** NaN where it is not known. */
function bodyLength(tables: CaptureTables, row: number): number {
  return row < 0 || tables.http.bodyLength[row] < 0 ? Number.NaN : tables.http.bodyLength[row]
}

function missing(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
