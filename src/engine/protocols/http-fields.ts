import { decimal, flag, layout, presence, text } from '../dissect/field-layout.ts'
import type { LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { indexOfByte, latin1, lower, startsWith, token, tokenEnd } from '../dissect/text-lines.ts'
import { httpAskFields, httpExchangeLayout } from './http-exchange-fields.ts'
import { KIND_NOTIFICATION, KIND_REQUEST, KIND_RESPONSE } from './http-headers.ts'

/** Headers that have a field of their own: `Name` -> `http.name`. */
const HEADERS = {
  authorization: text('credentials'),
  proxy_authorization: text('credentials for the proxy'),
  proxy_authenticate: text('what the proxy asks for'),
  www_authenticate: text('what the server asks for'),
  content_type: text('media type of the body'),
  content_encoding: text('coding of the body'),
  transfer_encoding: text('coding of the transfer'),
  upgrade: text('protocol to change to'),
  user_agent: text('program of the client'),
  host: text('host that is asked'),
  connection: text('what becomes of the connection'),
  cookie: text('cookies of the client'),
  accept: text('media types that are welcome'),
  referer: text('page that led here'),
  accept_language: text('languages that are welcome'),
  accept_encoding: text('codings that are welcome'),
  date: text('date of the message'),
  cache_control: text('what caches may do'),
  server: text('program of the server'),
  location: text('where else to look'),
  set_cookie: text('a cookie for the client'),
  last_modified: text('date of the last change'),
  x_forwarded_for: text('client of a proxy'),
  sec_websocket_accept: text('answer to the WebSocket key'),
  sec_websocket_extensions: text('WebSocket extensions'),
  sec_websocket_key: text('WebSocket key'),
  sec_websocket_protocol: text('WebSocket protocol'),
  sec_websocket_version: text('WebSocket version'),
}

/** RFC 9110, 9112, 6265, 6455. */
export const httpLayout = layout('http', {
  request: flag('it is a request'),
  response: flag('it is a response'),
  notification: flag('it is a notification'),
  'request.method': text('method'),
  'request.uri': text('target as it was sent'),
  'request.uri.path': text('target before the question mark'),
  'request.uri.query': text('target behind the question mark'),
  'request.uri.query.parameter': text('a parameter of the target'),
  'request.full_uri': text('URL'),
  'request.version': text('version of the request'),
  'request.line': text('a header of a request'),
  'response.version': text('version of the response'),
  'response.code': decimal('status'),
  'response.code.desc': text('what the status means'),
  'response.phrase': text('words behind the status'),
  'response.line': text('a header of a response'),
  chat: presence('a request or response'),
  file_data: text('body without its codings'),
  content_length_header: text('length of the body as it was sent'),
  content_length: decimal('length of the body'),
  cookie_pair: text('a cookie of the client'),
  ...HEADERS,
})

const f = httpLayout
const headerFields = new Map<string, LayoutField>(
  Object.keys(HEADERS).map((name) => [name.replaceAll('_', '-'), f[name as keyof typeof HEADERS]]),
)

/** What the URL of the request in hand is made of. */
const url = { host: '', target: '', isConnect: false }

const SPACE = 32
const QUESTION_MARK = 63
const AMPERSAND = 38
const SEMICOLON = 59

/** A request line at bytes[from, to). `isNotification`: it is one of UPnP. */
export function httpRequestFields(
  fields: FieldSink,
  packet: Packet,
  from: number,
  to: number,
  isNotification: boolean,
): void {
  if (!fields.wants(f) && !fields.wants(httpExchangeLayout)) return
  const { bytes } = packet
  const methodEnd = tokenEnd(bytes, from, to)
  let uri = token.next
  if (uri - from > 2 && bytes[uri - 1] === SPACE && bytes[uri - 2] === SPACE) uri--
  const uriEnd = tokenEnd(bytes, uri, to)
  const version = token.next
  url.host = ''
  url.target = latin1(bytes, uri, uriEnd)
  url.isConnect = startsWith(bytes, from, methodEnd, 'CONNECT')
  fields.text(f['request.method'], bytes, from, methodEnd)
  fields.text(f['request.uri'], bytes, uri, uriEnd)
  const mark = indexOfByte(bytes, QUESTION_MARK, uri, uriEnd)
  if (mark >= 0) {
    fields.text(f['request.uri.path'], bytes, uri, mark)
    fields.text(f['request.uri.query'], bytes, mark + 1, uriEnd)
    parts(fields, f['request.uri.query.parameter'], bytes, mark + 1, uriEnd, AMPERSAND)
  }
  fields.text(f['request.version'], bytes, version, to)
  fields.flag(isNotification ? f.notification : f.request, 1, from, 0)
  fields.presence(f.chat)
}

/** A status line at bytes[from, to). */
export function httpResponseFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f) && !fields.wants(httpExchangeLayout)) return
  const { bytes } = packet
  fields.flag(f.response, 1, from, 0)
  fields.presence(f.chat)
  const versionEnd = tokenEnd(bytes, from, to)
  fields.text(f['response.version'], bytes, from, versionEnd)
  if (versionEnd === from) return
  const code = token.next
  const codeEnd = tokenEnd(bytes, code, to)
  if (codeEnd - code < 3) return
  let status = 0
  for (let i = code; i < code + 3 && bytes[i] >= 48 && bytes[i] <= 57; i++) status = status * 10 + (bytes[i] - 48)
  fields.number(f['response.code'], status, code, 3)
  fields.string(f['response.code.desc'], descriptions.get(status) ?? unknownStatus(status), code, 3)
  const phrase = token.next
  if (phrase < to) fields.text(f['response.phrase'], bytes, phrase, to)
}

/** A header line at bytes[from, to) with its colon at `colon`; the next line begins at `next`. */
export function httpHeaderFields(
  fields: FieldSink,
  packet: Packet,
  from: number,
  colon: number,
  to: number,
  next: number,
  kind: number,
): void {
  if (!fields.wants(f) && !fields.wants(httpExchangeLayout)) return
  const { bytes } = packet
  let value = colon + 1
  while (value < to && (bytes[value] === SPACE || bytes[value] === 9)) value++
  let name = ''
  for (let at = from; at < colon && at - from < 64; at++) name += String.fromCharCode(lower(bytes[at]))
  name = name.trimEnd()
  const isRequest = kind === KIND_REQUEST || kind === KIND_NOTIFICATION
  if (isRequest) fields.text(f['request.line'], bytes, from, next)
  else if (kind === KIND_RESPONSE) fields.text(f['response.line'], bytes, from, next)
  if (name === 'host') url.host = latin1(bytes, value, to)
  if (name === 'content-length') {
    fields.text(f.content_length_header, bytes, value, to)
    const length = Number.parseInt(latin1(bytes, value, Math.min(to, value + 32)), 10)
    if (length >= 0) fields.number(f.content_length, length, value, to - value)
    return
  }
  const own = headerFields.get(name)
  if (own !== undefined) fields.text(own, bytes, value, to)
  if (name === 'cookie') parts(fields, f.cookie_pair, bytes, value, to, SEMICOLON)
}

/** After the headers of a request: its URL. */
export function httpRequestEndFields(fields: FieldSink, packet: Packet): void {
  if (!fields.wants(f) && !fields.wants(httpExchangeLayout)) return
  const { host, target, isConnect } = url
  const isWhole = isConnect || target.includes('://')
  const uri = isWhole ? target : host === '' ? '' : `http://${host}${target}`
  if (uri !== '') fields.string(f['request.full_uri'], uri, 0, 0)
  httpAskFields(fields, packet, uri)
}

/** The body in bytes[from, to), its codings taken off. */
export function httpBodyFields(fields: FieldSink, bytes: Uint8Array, from: number, to: number): void {
  if (to > from) fields.text(f.file_data, bytes, from, to)
}

function parts(fields: FieldSink, field: LayoutField, bytes: Uint8Array, from: number, to: number, mark: number): void {
  if (!fields.wantsField(field)) return
  for (let at = from; at < to; ) {
    while (at < to && bytes[at] === SPACE) at++
    const found = indexOfByte(bytes, mark, at, to)
    const end = found < 0 ? to : found
    if (end > at) fields.text(field, bytes, at, end)
    at = end + 1
  }
}

const unknownStatus = (status: number): string => `Unknown (${status})`

/** IANA "HTTP Status Code", in the words of Wireshark. */
const descriptions = new Map<number, string>([
  [100, 'Continue'],
  [101, 'Switching Protocols'],
  [102, 'Processing'],
  [103, 'Early Hints'],
  [200, 'OK'],
  [201, 'Created'],
  [202, 'Accepted'],
  [203, 'Non-authoritative Information'],
  [204, 'No Content'],
  [205, 'Reset Content'],
  [206, 'Partial Content'],
  [207, 'Multi-Status'],
  [208, 'Already Reported'],
  [226, 'IM Used'],
  [300, 'Multiple Choices'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [303, 'See Other'],
  [304, 'Not Modified'],
  [305, 'Use Proxy'],
  [307, 'Temporary Redirect'],
  [308, 'Permanent Redirect'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [402, 'Payment Required'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [406, 'Not Acceptable'],
  [407, 'Proxy Authentication Required'],
  [408, 'Request Time-out'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [411, 'Length Required'],
  [412, 'Precondition Failed'],
  [413, 'Request Entity Too Large'],
  [414, 'Request-URI Too Long'],
  [415, 'Unsupported Media Type'],
  [416, 'Requested Range Not Satisfiable'],
  [417, 'Expectation Failed'],
  [418, "I'm a teapot"],
  [421, 'Misdirected Request'],
  [422, 'Unprocessable Entity'],
  [423, 'Locked'],
  [424, 'Failed Dependency'],
  [425, 'Too Early'],
  [426, 'Upgrade Required'],
  [428, 'Precondition Required'],
  [429, 'Too Many Requests'],
  [431, 'Request Header Fields Too Large'],
  [451, 'Unavailable For Legal Reasons'],
  [500, 'Internal Server Error'],
  [501, 'Not Implemented'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Time-out'],
  [505, 'HTTP Version not supported'],
  [507, 'Insufficient Storage'],
  [508, 'Loop Detected'],
  [511, 'Network Authentication Required'],
])
