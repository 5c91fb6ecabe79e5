import type { CaptureTables } from '../tables/capture-tables.ts'
import type { HttpTable } from '../tables/http.ts'
import type { Column, Dictionary, Field } from './field.ts'
import { frameColumn, type RowWalk, sessionsColumn, texts } from './row-columns.ts'
import { parts } from './text-parts.ts'

type Read = (table: HttpTable, row: number, tables: CaptureTables) => number

/** A value of every message but those for which `read` answers NaN. */
function messages(read: Read): RowWalk {
  return (tables, visit) => {
    const { http } = tables
    for (let row = 0; row < http.rows; row++) {
      const value = read(http, row, tables)
      if (!Number.isNaN(value)) visit({ session: http.session[row], frames: [http.frame[row]] }, value)
    }
  }
}

/** As `messages`, of the messages that Wireshark's http.* fields are of: not of HTTP/2, whose fields are http2.*. */
function versionOne(read: Read): RowWalk {
  return messages((table, row, tables) =>
    tables.protocolNames[table.protocol[row]] === 'http2' ? Number.NaN : read(table, row, tables),
  )
}

type TextColumn = 'method' | 'host' | 'uri' | 'userAgent' | 'referrer' | 'phrase' | 'contentType' | 'server'

const text =
  (column: TextColumn): Read =>
  (table, row) =>
    table[column][row] || Number.NaN
const status: Read = (table, row) => table.status[row] || Number.NaN
const request: Read = (table, row) => (table.status[row] === 0 ? 1 : Number.NaN)
const response: Read = (table, row) => (table.status[row] === 0 ? Number.NaN : 1)
const bodyOf =
  (isRequest: boolean): Read =>
  (table, row) =>
    (table.status[row] === 0) === isRequest && table.bodyLength[row] >= 0 ? table.bodyLength[row] : Number.NaN
/** The row itself, of requests: for texts made of several columns. */
const requestRow: Read = (table, row) => (table.status[row] === 0 && table.uri[row] !== 0 ? row : Number.NaN)

/** The target of a request where it is a path; a whole URI without its scheme. */
function location({ http, texts: pool }: CaptureTables, row: number): string {
  const target = pool.text(http.uri[row])
  const whole = /^[a-z][a-z0-9+.-]*:\/\/(.*)$/i.exec(target)
  if (whole !== null) return whole[1]
  return target.startsWith('/') || target === '*' ? pool.text(http.host[row]) + target : target
}

/** Texts made of a request's row. */
const made =
  (make: (tables: CaptureTables, row: number) => string): Column['space'] =>
  (tables): Dictionary => ({ size: tables.http.rows, text: (row) => make(tables, row) })

const fullUri = made((tables, row) => {
  const target = tables.texts.text(tables.http.uri[row])
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(target) ? target : `http://${location(tables, row)}`
})
const path = (tables: CaptureTables, row: number) =>
  location(tables, row)
    .replace(/^[^/?#]*/, '')
    .replace(/[?#].*$/s, '')

/** Names or values of the query of a request, as they were sent but for percent signs. */
function queryParts(side: 0 | 1) {
  return parts(messages(text('uri')), (target) => {
    const query = /\?([^#]*)/s.exec(target)?.[1] ?? ''
    return query.split('&').flatMap((pair) => decoded(/^([^=]*)=?(.*)$/s.exec(pair)?.[side + 1] ?? ''))
  })
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece.replaceAll('+', ' '))
  } catch {
    return piece
  }
}

const queryKeys = queryParts(0)
const queryValues = queryParts(1)

type Rest = Pick<Field, 'type' | 'meaning' | 'example'> & Partial<Field>

const wireshark = (name: string, read: Read, rest: Rest, space?: Column['space']): Field => ({
  name,
  aliases: [],
  family: 'wireshark',
  columns: [frameColumn(versionOne(read), space ?? (rest.type === 'text' ? texts : 'number'))],
  ...rest,
})

const session = (name: string, read: Read, rest: Rest, space?: Column['space']): Field => ({
  name,
  aliases: [],
  family: 'arkime',
  columns: [sessionsColumn(messages(read), space ?? (rest.type === 'text' ? texts : 'number'))],
  ...rest,
})

/** Names of the servers asked, of whole sessions. */
export const httpHosts = sessionsColumn(messages(text('host')))

export const httpFields: readonly Field[] = [
  wireshark('http.request', request, { type: 'boolean', meaning: 'the message is a request', example: 'http.request' }),
  wireshark('http.response', response, {
    type: 'boolean',
    meaning: 'the message is a response',
    example: 'http.response',
  }),
  wireshark('http.request.method', text('method'), {
    type: 'text',
    meaning: 'method of the request',
    example: 'http.request.method == POST',
  }),
  wireshark('http.request.uri', text('uri'), {
    type: 'text',
    meaning: 'target of the request as sent',
    example: 'http.request.uri contains "login"',
  }),
  wireshark(
    'http.request.full_uri',
    requestRow,
    { type: 'text', meaning: 'whole URI of the request', example: 'http.request.full_uri contains "example.com/a"' },
    fullUri,
  ),
  wireshark('http.host', text('host'), {
    type: 'text',
    meaning: 'server asked, from the Host header',
    example: 'http.host == www.example.com',
  }),
  wireshark('http.user_agent', text('userAgent'), {
    type: 'text',
    meaning: 'program that asks',
    example: 'http.user_agent matches "curl|wget"',
  }),
  wireshark('http.referer', text('referrer'), {
    type: 'text',
    meaning: 'page that the request comes from',
    example: 'http.referer contains "example"',
  }),
  wireshark('http.response.code', status, {
    type: 'number',
    meaning: 'status of the response',
    example: 'http.response.code >= 400',
  }),
  wireshark('http.response.phrase', text('phrase'), {
    type: 'text',
    meaning: 'words behind the status',
    example: 'http.response.phrase == "Not Found"',
  }),
  wireshark('http.content_type', text('contentType'), {
    type: 'text',
    meaning: 'media type of the body',
    example: 'http.content_type contains "json"',
  }),
  wireshark('http.server', text('server'), {
    type: 'text',
    meaning: 'program that answers',
    example: 'http.server contains "nginx"',
  }),

  session('method', text('method'), {
    aliases: ['http.method'],
    family: 'zeek',
    type: 'text',
    meaning: 'method of a request',
    example: 'method == [POST,PUT]',
  }),
  session('host.http', text('host'), {
    type: 'text',
    folded: true,
    meaning: 'server asked by HTTP',
    example: 'host.http == *.example.com',
  }),
  session('uri', text('uri'), {
    family: 'zeek',
    type: 'text',
    meaning: 'target of a request as sent',
    example: 'uri == /login*',
  }),
  session(
    'http.uri',
    requestRow,
    { type: 'text', meaning: 'host and path of a request, without scheme', example: 'http.uri == www.example.com/*' },
    made(location),
  ),
  session(
    'http.uri.path',
    requestRow,
    { aliases: ['http.path'], type: 'text', meaning: 'path of a request', example: 'http.uri.path == *.php' },
    made(path),
  ),
  session('status_code', status, {
    aliases: ['http.statuscode'],
    family: 'zeek',
    type: 'number',
    meaning: 'status of a response',
    example: 'status_code == 500-599',
  }),
  session('status_msg', text('phrase'), {
    family: 'zeek',
    type: 'text',
    meaning: 'words behind a status',
    example: 'status_msg == "Not Found"',
  }),
  session('user_agent', text('userAgent'), {
    aliases: ['http.user-agent', 'http.useragent'],
    family: 'zeek',
    type: 'text',
    meaning: 'program that asks',
    example: 'user_agent == *curl*',
  }),
  session('referrer', text('referrer'), {
    aliases: ['http.request.referer'],
    family: 'zeek',
    type: 'text',
    meaning: 'page that a request comes from',
    example: 'referrer == *example*',
  }),
  session('http.response.content-type', text('contentType'), {
    type: 'text',
    folded: true,
    meaning: 'media type of a body',
    example: 'http.response.content-type == application/*',
  }),
  session('http.response.server', text('server'), {
    type: 'text',
    folded: true,
    meaning: 'program that answers',
    example: 'http.response.server == nginx*',
  }),
  session('request_body_len', bodyOf(true), {
    family: 'zeek',
    type: 'number',
    meaning: 'bytes of the body of a request',
    example: 'request_body_len > 1M',
  }),
  session('response_body_len', bodyOf(false), {
    family: 'zeek',
    type: 'number',
    meaning: 'bytes of the body of a response',
    example: 'response_body_len > 10M',
  }),
  {
    name: 'http.uri.key',
    aliases: ['http.key'],
    family: 'arkime',
    type: 'text',
    meaning: 'name in the query of a request',
    example: 'http.uri.key == token',
    columns: [sessionsColumn(queryKeys.walk, queryKeys.space)],
  },
  {
    name: 'http.uri.value',
    aliases: ['http.value'],
    family: 'arkime',
    type: 'text',
    meaning: 'value in the query of a request',
    example: 'http.uri.value == *admin*',
    columns: [sessionsColumn(queryValues.walk, queryValues.space)],
  },
]
