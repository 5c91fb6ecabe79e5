import type { Dissector } from './dissector.ts'
import type { ChunkProgress } from './message-framing.ts'
import type { Packet } from './packet.ts'

/** Request methods whose answers are framed in their own way. */
export const METHOD_OTHER = 0
export const METHOD_HEAD = 1
export const METHOD_CONNECT = 2
export const METHOD_SSTP = 3

/** What HTTP remembers of one TCP connection (or of the tunnel through one). */
export class HttpConversation {
  /** A request line was seen: what follows is HTTP, whatever it looks like. */
  seen = false
  /** Of the request and the response seen last. */
  method = METHOD_OTHER
  status = 0
  /** Port in the target of the CONNECT request seen last; -1 = none. */
  connectPort = -1
  /** Frame and place in it from which another protocol speaks; frame 0 = not yet. */
  switchFrame = 0
  switchOffset = 0
  /** The protocol upgraded to; null = unknown. */
  upgraded: Dissector | null = null
  /** Value of the response's Sec-WebSocket-Extensions and Sec-WebSocket-Protocol. */
  webSocketExtensions = ''
  webSocketProtocol = ''
  /** Port and address id of the proxy or server that switched. */
  serverPort = 0
  serverAddress = 0
  /** Found to be HTTP/2 with prior knowledge. */
  isHttp2 = false
  /** What a heuristic found inside the CONNECT tunnel. */
  tunnelDissector: Dissector | null = null
  /** HTTP inside the tunnel. */
  tunnel: HttpConversation | null = null
  inTunnel = false
  /** The log-in of a request that waits for its response; 0 = none. */
  login = 0
  readonly chunks: readonly [ChunkProgress, ChunkProgress] = [
    { sequence: 0, body: 0, scanner: null },
    { sequence: 0, body: 0, scanner: null },
  ]
}

/** The conversation of the packet's stream; a fresh one where nothing may be remembered. */
export function httpConversation(packet: Packet): HttpConversation {
  const stream = packet.stream
  if (stream === undefined) return new HttpConversation()
  const conversation = stream.of('http', create)
  if (!conversation.inTunnel) return conversation
  conversation.tunnel ??= new HttpConversation()
  return conversation.tunnel
}

const create = () => new HttpConversation()
