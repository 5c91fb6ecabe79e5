import {
  type HttpConversation,
  METHOD_CONNECT,
  METHOD_HEAD,
  METHOD_OTHER,
  METHOD_SSTP,
} from '../dissect/http-conversation.ts'
import { isWholeMessage } from '../dissect/message-framing.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'
import type { HttpMessage } from '../dissect/records.ts'
import { indexOfByte, isPrintable, line, lineLength, startsWith, token, tokenEnd } from '../dissect/text-lines.ts'
import { dissectHttpBody } from './http-body.ts'
import { dissectCredentials } from './http-credentials.ts'
import { answerHttpLogin, takeHttpLogin } from './http-login.ts'
import { httpAnswerFields } from './http-exchange-fields.ts'
import { httpHeaderFields, httpRequestEndFields, httpRequestFields, httpResponseFields } from './http-fields.ts'
import {
  headers,
  isHeaderName,
  KIND_NOTIFICATION,
  KIND_OTHER,
  KIND_REQUEST,
  KIND_RESPONSE,
  kindOfLine,
  places,
  resetHeaders,
  resetPlaces,
  statusOfLine,
  takeHeader,
  TRANSFER_NONE,
} from './http-headers.ts'

const COLON = 58

/** Whether the message dissected last drew anything. */
export const message = { shown: false }

const report: HttpMessage = {
  protocol: 'http',
  method: 0,
  host: 0,
  uri: 0,
  userAgent: 0,
  referrer: 0,
  status: 0,
  phrase: 0,
  contentType: 0,
  server: 0,
  bodyLength: -1,
}

/**
 * One message at `start` (packet.offset is where the call began). Answers where the next one begins, or -1 when the
 * rest is no message or more bytes are needed. `again`: packet.layer when a message of this call was drawn before,
 * else 1. Follows Wireshark 4.0's dissect_http_message.
 */
export function dissectHttpMessage(
  packet: Packet,
  start: number,
  conversation: HttpConversation,
  endOfStream: boolean,
  again: number,
): number {
  const { bytes, end, wireEnd } = packet
  message.shown = false
  let at = start
  if (wireEnd - at > 3) {
    if (!packet.need(2, at)) return -1
    if (bytes[at] === 13 && bytes[at + 1] === 10) at += 2
  }
  if (!packet.need(1, at)) return -1
  if (!isPrintable(bytes[at])) {
    if (conversation.seen) {
      message.shown = true
      packet.drawAgain(again)
      packet.offset = start
      packet.nestedData()
    }
    return -1
  }

  let firstLength = lineLength(bytes, at, end, true)
  if (firstLength < 0) {
    if (packet.canDesegment > 0 && end >= wireEnd) {
      packet.wantMore(at, ONE_MORE_SEGMENT)
      return -1
    }
    firstLength = lineLength(bytes, at, end, false)
  }
  const firstKind = kindOfLine(bytes, at, at + firstLength)
  if (firstKind !== KIND_OTHER) {
    const wantBody = !endOfStream && !(firstKind === KIND_RESPONSE && hasNoBody(conversation, bytes, at, firstLength))
    const progress = conversation.chunks[packet.direction === 0 ? 0 : 1]
    if (!isWholeMessage(packet, at, wantBody, firstKind === KIND_RESPONSE, progress)) return -1
    message.shown = true
  } else if (conversation.seen) message.shown = true

  if (message.shown) packet.drawAgain(again)
  let kind = KIND_OTHER
  let sawHeader = false
  resetHeaders()
  resetPlaces()
  // HTTP over UDP is SSDP.
  report.protocol = packet.ipProto === 17 ? 'ssdp' : 'http'
  report.method = 0
  report.uri = 0
  report.status = 0
  report.phrase = 0
  while (at < wireEnd) {
    if (at >= end) {
      packet.need(1, at)
      break
    }
    const length = lineLength(bytes, at, end, false)
    const { next } = line
    const stop = at + length
    const lineKind = kindOfLine(bytes, at, stop)
    if (lineKind !== KIND_OTHER) {
      kind = lineKind
      sawHeader = true
      message.shown = true
      if (packet.fields !== null)
        if (kind === KIND_RESPONSE) httpResponseFields(packet.fields, packet, at, stop)
        else httpRequestFields(packet.fields, packet, at, stop, kind === KIND_NOTIFICATION)
      if (kind === KIND_RESPONSE) takeStatusLine(packet, at, stop, conversation)
      else takeRequestLine(packet, at, stop, conversation)
    } else if (length === 0) {
      message.shown = true
      at = next
      break
    } else {
      const colon = indexOfByte(bytes, COLON, at, stop)
      if (colon < 0) {
        // Perhaps a header line cut off by the end of the segment.
        if (sawHeader && stop + 1 > end) packet.need(length + 1, at)
        break
      }
      sawHeader = true
      message.shown = true
      if (isHeaderName(bytes, at, colon)) {
        if (packet.fields !== null) httpHeaderFields(packet.fields, packet, at, colon, stop, next, kind)
        const credentials = takeHeader(packet, at, colon, stop, kind, conversation)
        if (credentials > 0) dissectCredentials(packet, credentials, stop)
        if (packet.stopped !== RUNNING) break
      }
    }
    at = next
  }
  let length = Math.max(0, end - at)
  let wireLength = Math.max(0, wireEnd - at)
  if (headers.contentLength >= 0 && headers.transfer === TRANSFER_NONE) {
    length = Math.min(length, headers.contentLength)
    wireLength = Math.min(wireLength, headers.contentLength)
  } else if (kind === KIND_REQUEST) {
    if (headers.transfer === TRANSFER_NONE) length = 0
  } else if (kind === KIND_RESPONSE) {
    const { status } = report
    if (status === 204 || status === 304 || (status >= 100 && status < 200)) length = 0
  }
  if (packet.fields !== null) {
    if (kind === KIND_REQUEST || kind === KIND_NOTIFICATION) httpRequestEndFields(packet.fields, packet)
    else if (kind === KIND_RESPONSE) httpAnswerFields(packet.fields, packet)
  }
  sendReport(packet, kind, length === 0 ? 0 : wireLength)
  if (kind === KIND_RESPONSE) {
    if (conversation.login !== 0) answerHttpLogin(packet, conversation, report.status)
  } else if (places.authorizationEnd !== 0) takeHttpLogin(packet, conversation)
  if (packet.stopped !== RUNNING) return -1
  if (length > 0) {
    const taken = dissectHttpBody(packet, at, length, wireLength)
    // Of a reassembled body only the beginning may have been kept: the message ends where the body did on the wire.
    at += packet.canDesegment > 0 && at + taken === end ? wireLength : taken
    if (packet.stopped !== RUNNING) return -1
  }
  if (kind === KIND_RESPONSE && packet.desegmentLength === 0) noteSwitch(packet, conversation, at)
  return at
}

/** RFC 9112 section 6.3: no body, whatever the headers say. */
function hasNoBody(conversation: HttpConversation, bytes: Uint8Array, at: number, length: number): boolean {
  const status = statusOfLine(bytes, at, at + length)
  if (conversation.method === METHOD_HEAD || status === 204 || status === 304) return true
  if (status >= 100 && status < 200) return true
  return (
    status >= 200 && status < 300 && (conversation.method === METHOD_CONNECT || conversation.method === METHOD_SSTP)
  )
}

function takeRequestLine(packet: Packet, from: number, to: number, conversation: HttpConversation): void {
  const { bytes } = packet
  const methodEnd = tokenEnd(bytes, from, to)
  let uri = token.next
  // Two blanks stand for an empty target.
  if (uri - from > 2 && bytes[uri - 1] === 32 && bytes[uri - 2] === 32) uri--
  const uriEnd = tokenEnd(bytes, uri, to)
  const method = startsWith(bytes, from, methodEnd, 'M-') ? from + 2 : from
  conversation.seen = true
  conversation.method = METHOD_OTHER
  if (methodEnd - method === 4 && startsWith(bytes, method, methodEnd, 'HEAD')) conversation.method = METHOD_HEAD
  else if (startsWith(bytes, method, methodEnd, 'CONNECT')) {
    conversation.method = METHOD_CONNECT
    conversation.connectPort = portAfterColon(bytes, uri, uriEnd)
  } else if (startsWith(bytes, method, methodEnd, 'SSTP_DUPLEX_POST')) conversation.method = METHOD_SSTP
  if (packet.inError) return
  report.method = packet.sink.text(bytes, from, methodEnd)
  report.uri = packet.sink.text(bytes, uri, uriEnd)
}

function takeStatusLine(packet: Packet, from: number, to: number, conversation: HttpConversation): void {
  const { bytes } = packet
  const versionEnd = tokenEnd(bytes, from, to)
  if (versionEnd === from) return
  const code = token.next
  const codeEnd = tokenEnd(bytes, code, to)
  if (codeEnd - code < 3) return
  let status = 0
  for (let i = code; i < code + 3 && bytes[i] >= 48 && bytes[i] <= 57; i++) status = status * 10 + (bytes[i] - 48)
  conversation.status = status
  report.status = status
  const phrase = token.next
  if (phrase < to && !packet.inError) report.phrase = packet.sink.text(bytes, phrase, to)
}

/** The number after the first colon of a CONNECT target, -1 without a colon. */
function portAfterColon(bytes: Uint8Array, from: number, to: number): number {
  const colon = indexOfByte(bytes, COLON, from, to)
  if (colon < 0) return -1
  let port = 0
  for (let at = colon + 1; at < to && bytes[at] >= 48 && bytes[at] <= 57; at++)
    port = Math.min(port * 10 + (bytes[at] - 48), 0x10000)
  return port & 0xffff
}

/** tshark's strings end at a NUL. */
function beforeNul(bytes: Uint8Array, from: number, to: number): number {
  const nul = indexOfByte(bytes, 0, from, to)
  return nul < 0 ? to : nul
}

function sendReport(packet: Packet, kind: number, bodyLength: number): void {
  if (packet.inError || kind === KIND_OTHER) return
  if (kind === KIND_RESPONSE ? report.status === 0 : report.method === 0) return
  const { sink, bytes } = packet
  const { hostEnd, userAgentEnd, referrerEnd, contentTypeEnd, serverEnd } = places
  report.host = hostEnd === 0 ? 0 : sink.text(bytes, places.host, beforeNul(bytes, places.host, hostEnd))
  report.userAgent =
    userAgentEnd === 0 ? 0 : sink.text(bytes, places.userAgent, beforeNul(bytes, places.userAgent, userAgentEnd))
  report.referrer = referrerEnd === 0 ? 0 : sink.text(bytes, places.referrer, referrerEnd)
  report.contentType = contentTypeEnd === 0 ? 0 : sink.text(bytes, places.contentType, contentTypeEnd)
  report.server = serverEnd === 0 ? 0 : sink.text(bytes, places.server, serverEnd)
  report.bodyLength = bodyLength
  if (kind === KIND_REQUEST || kind === KIND_NOTIFICATION) report.status = 0
  sink.http(packet, report)
}

/** RFC 9110 section 7.8: after 101 the connection speaks what the Upgrade header names. */
function noteSwitch(packet: Packet, conversation: HttpConversation, at: number): void {
  let next: string | null = null
  if (conversation.method === METHOD_SSTP && conversation.status === 200) next = 'sstp'
  if (headers.upgrade !== '' && conversation.status === 101) next = headers.upgrade
  if (next === null) return
  const slash = next.indexOf('/')
  const name = next === 'h2c' ? 'http2' : slash < 0 ? next : next.slice(0, slash)
  conversation.upgraded = UPGRADES.has(name) ? (packet.tables.named(name) ?? null) : null
  conversation.switchFrame = packet.number
  conversation.switchOffset = at - packet.offset
  conversation.serverAddress = packet.source
  conversation.serverPort = packet.sourcePort
}

/** Wireshark's http.upgrade table, as far as there are dissectors. */
const UPGRADES = new Set(['websocket', 'http2', 'sstp', 'tcpcl'])
