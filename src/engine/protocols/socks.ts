import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectTcpPayload } from '../dissect/tcp-payload.ts'

class SocksState {
  version = 0
  /** The proxy said yes: what follows goes to the port asked for. */
  connected = false
  port = 0
  /** Method the server chose; -1 = not yet, 2 = user name and password. */
  method = -1
  requested = false
  authenticated = false
  inner: Dissector | null = null
}

/** SOCKS 4, 4a and 5 (RFC 1928): the handshake, then what is proxied inside it. */
export const socks: Dissector = {
  name: 'socks',
  dissect(packet) {
    const { stream, offset, end } = packet
    if (stream === undefined || offset >= end) return ACCEPTED
    const state = stream.of('socks', () => new SocksState())
    if (state.connected) {
      dissectInner(packet, state)
      return ACCEPTED
    }
    const toProxy = packet.tables.tcpPort[packet.destinationPort] === packet.tables.handle(socks)
    if (state.version === 0) state.version = packet.u8(offset)
    if (state.version === 4) takeVersion4(packet, state, toProxy)
    else if (state.version === 5) takeVersion5(packet, state, toProxy)
    else state.version = 0
    return ACCEPTED
  },
}

function takeVersion4(packet: Packet, state: SocksState, toProxy: boolean): void {
  if (packet.remaining < 8) return
  if (toProxy) state.port = packet.u16(packet.offset + 2)
  else if (packet.u8(packet.offset + 1) === 90) state.connected = true
}

function takeVersion5(packet: Packet, state: SocksState, toProxy: boolean): void {
  const at = packet.offset
  if (!toProxy) {
    if (state.method < 0 && packet.remaining >= 2) state.method = packet.u8(at + 1)
    else if (state.method === 2 && !state.authenticated) state.authenticated = true
    else if (state.requested && packet.remaining >= 2 && packet.u8(at + 1) === 0) state.connected = true
    return
  }
  if (state.method < 0 || (state.method === 2 && !state.authenticated) || packet.remaining < 5) return
  const kind = packet.u8(at + 3)
  const port = at + (kind === 1 ? 8 : kind === 4 ? 20 : 5 + packet.u8(at + 4))
  if (port + 2 > packet.end) return
  state.port = packet.u16(port)
  state.requested = true
}

/** As if the stream went to the port asked for. */
function dissectInner(packet: Packet, state: SocksState): void {
  const { stream, sourcePort, destinationPort, tables } = packet
  if (stream === undefined) return
  const handle = tables.handle(socks)
  if (tables.tcpPort[state.port] === handle) {
    packet.data()
    return
  }
  const toProxy = tables.tcpPort[destinationPort] === handle
  if (packet.canDesegment > 0) packet.canDesegment++
  const { dissector, serverPort } = stream
  stream.dissector = state.inner
  stream.serverPort = 0
  if (toProxy) packet.destinationPort = state.port
  else packet.sourcePort = state.port
  dissectTcpPayload(packet)
  packet.sourcePort = sourcePort
  packet.destinationPort = destinationPort
  state.inner = stream.dissector
  stream.dissector = dissector
  stream.serverPort = serverPort
}
