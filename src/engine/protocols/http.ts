import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { HttpConversation, httpConversation, METHOD_CONNECT } from '../dissect/http-conversation.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectTcpPayload } from '../dissect/tcp-payload.ts'
import { lineLength, startsWith, startsWithAnyCase } from '../dissect/text-lines.ts'
import { dissectHttpMessage, message } from './http-message.ts'

const FIN = 0x01
/** RFC 9113 section 3.4, as far as it is enough. */
const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n'
/** Ports whose tunnels are not dissected again as HTTP (Wireshark's default range). */
const HTTP_PORTS = new Set([80, 3128, 3132, 5985, 8080, 8088, 11371, 1900, 2869, 2710])

/** HTTP/1.0 and 1.1 over TCP, RFC 9112, framed and named as Wireshark 4.0 does. */
export const http: Dissector = { name: 'http', dissect: dissectHttp }

/** On other ports: a first line that starts with HTTP/1. or ends with HTTP/1.x. */
export const httpHeuristic: Dissector = {
  name: 'http',
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (offset >= end) return REJECTED
    const length = lineLength(bytes, offset, end, true)
    if (length < 0 || length === 8) return REJECTED
    const ending = offset + length - 8
    if (
      !startsWithAnyCase(bytes, offset, end, 'http/1.') &&
      (ending < offset || !startsWithAnyCase(bytes, ending, end, 'http/1.'))
    )
      return REJECTED
    const { stream } = packet
    if (stream !== undefined) stream.dissector = http
    return dissectHttp(packet)
  },
}

function dissectHttp(packet: Packet): Verdict {
  const conversation = httpConversation(packet)
  if (!conversation.seen && startsWith(packet.bytes, packet.offset, packet.end, HTTP2_PREFACE))
    conversation.isHttp2 = true
  if (conversation.isHttp2 && conversation.switchFrame === 0) {
    packet.drawNothing()
    if (packet.canDesegment > 0) packet.canDesegment++
    return packet.callNamed('http2')
  }
  if (
    packet.number >= conversation.switchFrame &&
    conversation.method === METHOD_CONNECT &&
    conversation.status === 200
  ) {
    if (conversation.switchFrame === 0) {
      conversation.switchFrame = packet.number
      conversation.switchOffset = 0
      conversation.serverAddress = packet.destination
      conversation.serverPort = packet.destinationPort
    }
    return dissectTunnel(packet, conversation)
  }
  const endOfStream = (packet.tcpFlags & FIN) !== 0
  const { layer, offset: start } = packet
  let at = start
  let shown = false
  while (at < packet.wireEnd) {
    const { switchFrame } = conversation
    if (
      switchFrame !== 0 &&
      (packet.number > switchFrame || (packet.number === switchFrame && at - start >= conversation.switchOffset))
    ) {
      packet.offset = at
      return dissectUpgraded(packet, conversation, shown)
    }
    packet.offset = start
    const next = dissectHttpMessage(packet, at, conversation, endOfStream, shown ? layer : 1)
    shown ||= message.shown
    if (next < 0 || packet.stopped !== RUNNING) break
    at = next
  }
  return shown ? ACCEPTED : SILENT
}

/** What follows a 101 response. */
function dissectUpgraded(packet: Packet, conversation: HttpConversation, shown: boolean): Verdict {
  if (!shown) packet.drawNothing()
  if (packet.canDesegment > 0) packet.canDesegment++
  if (conversation.upgraded === null) {
    packet.data()
    return ACCEPTED
  }
  const verdict = packet.call(conversation.upgraded)
  return verdict === ACCEPTED || shown ? ACCEPTED : SILENT
}

/** What goes through a CONNECT tunnel belongs to the port in the request's target. */
function dissectTunnel(packet: Packet, conversation: HttpConversation): Verdict {
  const port = conversation.connectPort
  if (port < 0) return SILENT
  const { stream, sourcePort, destinationPort } = packet
  if (HTTP_PORTS.has(port) || stream === undefined) {
    packet.data()
    return ACCEPTED
  }
  const fromServer = sourcePort === conversation.serverPort && packet.source === conversation.serverAddress
  if (packet.canDesegment > 0) packet.canDesegment++
  const { dissector, serverPort } = stream
  const outer = stream.of('http', () => new HttpConversation())
  stream.dissector = conversation.tunnelDissector
  stream.serverPort = 0
  const nestedTunnel = outer.inTunnel
  outer.inTunnel = true
  if (fromServer) packet.sourcePort = port
  else packet.destinationPort = port
  dissectTcpPayload(packet)
  packet.sourcePort = sourcePort
  packet.destinationPort = destinationPort
  outer.inTunnel = nestedTunnel
  conversation.tunnelDissector = stream.dissector
  stream.dissector = dissector
  stream.serverPort = serverPort
  return ACCEPTED
}
