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

/** Name, value of a message, meaning, example, what else is particular: texts by default, numbers where it says so. */
type Row = readonly [
  name: string,
  read: Read,
  meaning: string,
  example: string,
  rest?: Partial<Field>,
  space?: Column['space'],
]

const number: Partial<Field> = { type: 'number' }
const boolean: Partial<Field> = { type: 'boolean' }
const folded: Partial<Field> = { folded: true }

/** Wireshark's: of the messages. */
const ofMessages: readonly Row[] = [
  ['http.request', request, 'the message is a request', 'http.request', boolean],
  ['http.response', response, 'the message is a response', 'http.response', boolean],
  ['http.request.method', text('method'), 'method of the request', 'http.request.method == POST'],
  ['http.request.uri', text('uri'), 'target of the request as sent', 'http.request.uri contains "login"'],
  [
    'http.request.full_uri',
    requestRow,
    'whole URI of the request',
    'http.request.full_uri contains "example.com/a"',
    {},
    fullUri,
  ],
  ['http.host', text('host'), 'server asked, from the Host header', 'http.host == www.example.com'],
  ['http.user_agent', text('userAgent'), 'program that asks', 'http.user_agent matches "curl|wget"'],
  ['http.referer', text('referrer'), 'page that the request comes from', 'http.referer contains "example"'],
  ['http.response.code', status, 'status of the response', 'http.response.code >= 400', number],
  ['http.response.phrase', text('phrase'), 'words behind the status', 'http.response.phrase == "Not Found"'],
  ['http.content_type', text('contentType'), 'media type of the body', 'http.content_type contains "json"'],
  ['http.server', text('server'), 'program that answers', 'http.server contains "nginx"'],
]

/** Zeek's: of whole sessions. */
const ofZeek: readonly Row[] = [
  ['method', text('method'), 'method of a request', 'method == [POST,PUT]', { aliases: ['http.method'] }],
  ['uri', text('uri'), 'target of a request as sent', 'uri == /login*'],
  [
    'status_code',
    status,
    'status of a response',
    'status_code == 500-599',
    { ...number, aliases: ['http.statuscode'] },
  ],
  ['status_msg', text('phrase'), 'words behind a status', 'status_msg == "Not Found"'],
  [
    'user_agent',
    text('userAgent'),
    'program that asks',
    'user_agent == *curl*',
    { aliases: ['http.user-agent', 'http.useragent'] },
  ],
  [
    'referrer',
    text('referrer'),
    'page that a request comes from',
    'referrer == *example*',
    { aliases: ['http.request.referer'] },
  ],
  ['request_body_len', bodyOf(true), 'bytes of the body of a request', 'request_body_len > 1M', number],
  ['response_body_len', bodyOf(false), 'bytes of the body of a response', 'response_body_len > 10M', number],
]

/** Arkime's: of whole sessions. */
const ofArkime: readonly Row[] = [
  ['host.http', text('host'), 'server asked by HTTP', 'host.http == *.example.com', folded],
  [
    'http.uri',
    requestRow,
    'host and path of a request, without scheme',
    'http.uri == www.example.com/*',
    {},
    made(location),
  ],
  ['http.uri.path', requestRow, 'path of a request', 'http.uri.path == *.php', { aliases: ['http.path'] }, made(path)],
  [
    'http.response.content-type',
    text('contentType'),
    'media type of a body',
    'http.response.content-type == application/*',
    folded,
  ],
  ['http.response.server', text('server'), 'program that answers', 'http.response.server == nginx*', folded],
]

function fieldsOf(
  rows: readonly Row[],
  family: Field['family'],
  column: (read: Read, space: Column['space']) => Column,
): Field[] {
  return rows.map(([name, read, meaning, example, rest = {}, space = rest.type === undefined ? texts : 'number']) => ({
    name,
    aliases: [],
    family,
    type: 'text',
    meaning,
    example,
    columns: [column(read, space)],
    ...rest,
  }))
}

/** Names of the servers asked, of whole sessions. */
export const httpHosts = sessionsColumn(messages(text('host')))

const ofSessions = (read: Read, space: Column['space']) => sessionsColumn(messages(read), space)

export const httpFields: readonly Field[] = [
  ...fieldsOf(ofMessages, 'wireshark', (read, space) => frameColumn(versionOne(read), space)),
  ...fieldsOf(ofZeek, 'zeek', ofSessions),
  ...fieldsOf(ofArkime, 'arkime', ofSessions),
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
