import type { LogColumns } from '../formats/log-columns.ts'
import { type LogRow, SET } from '../formats/log-row.ts'
import { endColumns, type LogRows } from './log-rows.ts'

const TCP = 6

/** Rows of http.log: a request and its response, which become a row each. */
export function httpRows(columns: LogColumns, rows: LogRows, log: number): (row: LogRow) => void {
  const { tables } = rows
  const { http, texts, sessions } = tables
  const ends = endColumns(columns)
  const at = {
    method: columns.columnOf('method'),
    host: columns.columnOf('host'),
    uri: columns.columnOf('uri'),
    referrer: columns.columnOf('referrer'),
    userAgent: columns.columnOf('user_agent'),
    requestLength: columns.columnOf('request_body_len', 'request_content_length'),
    responseLength: columns.columnOf('response_body_len', 'response_content_length'),
    status: columns.columnOf('status_code'),
    phrase: columns.columnOf('status_msg'),
    types: columns.columnOf('resp_mime_types', 'mime_type'),
    user: columns.columnOf('username'),
    password: columns.columnOf('password'),
    sentFiles: columns.columnOf('orig_fuids'),
    receivedFiles: columns.columnOf('resp_fuids'),
  }
  const protocol = rows.services.idOf('http')

  /** A message from the client, or to it. */
  const add = (row: LogRow, frame: number, session: number, isRequest: boolean): number => {
    const message = http.addRow()
    const orig = row.address(ends.origHost, tables.addresses) || sessions.origHost[session]
    const resp = row.address(ends.respHost, tables.addresses) || sessions.respHost[session]
    const origPort = row.port(ends.origPort) || 0
    const respPort = row.port(ends.respPort) || 0
    http.frame[message] = frame
    http.session[message] = session
    http.protocol[message] = protocol
    http.source[message] = isRequest ? orig : resp
    http.destination[message] = isRequest ? resp : orig
    http.sourcePort[message] = isRequest ? origPort : respPort
    http.destinationPort[message] = isRequest ? respPort : origPort
    return message
  }
  const length = (value: number): number => (value >= 0 ? value : -1)

  /** Zeek names the user of Basic only. */
  const login = (row: LogRow, frame: number, session: number, status: number): void => {
    const user = row.text(at.user, texts)
    if (user === 0) return
    const isAccepted = status > 0 ? status !== 401 && status !== 407 : null
    const secret = row.text(at.password, texts)
    rows.credentials.add(session, frame, protocol, { mechanism: 'Basic', user, secret, isAccepted })
  }

  const files = (row: LogRow, column: number, message: number): void => {
    for (let i = 0, count = row.split(column); i < count; i++)
      rows.httpFiles.add(row.text(row.element(i), texts), message)
  }

  return (row) => {
    const time = rows.time(row, ends.ts)
    const session = rows.session(row, ends, time, TCP, protocol)
    const frame = rows.record(log, time, session)
    const status = row.count(at.status)
    login(row, frame, session, status)
    if (rows.isTold(http, session)) return
    const request = add(row, frame, session, true)
    http.method[request] = row.text(at.method, texts)
    // Written as empty or not at all: the header is not there.
    http.host[request] = row.state(at.host) === SET ? row.text(at.host, texts) : 0
    http.uri[request] = row.text(at.uri, texts)
    http.userAgent[request] = row.text(at.userAgent, texts)
    http.referrer[request] = row.text(at.referrer, texts)
    http.bodyLength[request] = length(row.count(at.requestLength))
    files(row, at.sentFiles, request)
    if (!(status > 0)) return
    const response = add(row, frame, session, false)
    http.status[response] = status
    http.phrase[response] = row.text(at.phrase, texts)
    http.contentType[response] = row.split(at.types) > 0 ? row.text(row.element(0), texts) : 0
    http.bodyLength[response] = length(row.count(at.responseLength))
    files(row, at.receivedFiles, response)
    http.peer[request] = response + 1
    http.peer[response] = request + 1
  }
}
