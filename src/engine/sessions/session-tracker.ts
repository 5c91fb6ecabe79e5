import type { CaptureTables } from '../tables/capture-tables.ts'
import { grown } from '../tables/column.ts'
import { ICMP, SCTP, TCP, UDP } from '../tables/conversations.ts'
import { CONN_STATES } from '../tables/sessions.ts'
import { TcpAnalysis } from './tcp-analysis.ts'
import { ACK, FIN, REUSED_PORTS, RST, RETRANSMISSION, SYN, ZERO_WINDOW } from './tcp-flags.ts'
import { EndpointStates } from './tcp-state.ts'
import type { SegmentHeader, TransportPacket } from './transport-packet.ts'

const S0 = CONN_STATES.indexOf('S0')
const SF = CONN_STATES.indexOf('SF')
const SHR = CONN_STATES.indexOf('SHR')

/** Bits of EndpointStates.firstTime, and the letters of Zeek's history they stand for (lower case: responder). */
const HISTORY_LETTERS = 'SHADFRTW'
const [SYN_LETTER, SYN_ACK_LETTER, ACK_LETTER, DATA_LETTER, FIN_LETTER, RST_LETTER, RETRANSMIT_LETTER, WINDOW_LETTER] =
  [0, 1, 2, 3, 4, 5, 6, 7]
const FLIPPED = '^'.charCodeAt(0)

/** Finds or makes the session of each packet and keeps its counters, Zeek's conn_state and history, and the initial RTT. */
export class SessionTracker {
  /** Conversation row and direction (0: source is its `a`) of the last packet. */
  conversation = 0
  conversationDirection = 0
  /** 0 when the last packet came from the session's originator. */
  direction = 0
  private readonly tables: CaptureTables
  readonly tcpAnalysis = new TcpAnalysis()
  private readonly endpoints = new EndpointStates()
  /** By session: 1 when the originator is the conversation's `b`. */
  private flipped = new Uint8Array(1024)
  /** By tcp.stream: time of the newest SYN; NaN = none. */
  private synTime = new Float64Array(1024).fill(Number.NaN)
  /** By tcp.stream: from the SYN to the first ACK; 0 = not measured. */
  rtt = new Float64Array(1024)

  constructor(tables: CaptureTables) {
    this.tables = tables
  }

  /** UDP, SCTP and ICMP. Answers the session's row. */
  datagram(packet: TransportPacket, layer: typeof UDP | typeof SCTP | typeof ICMP): number {
    const conversations = this.tables.conversations
    const row = conversations.find(layer, packet.source, packet.destination, packet.sourcePort, packet.destinationPort)
    this.conversationDirection = conversations.direction
    const session = conversations.created ? this.create(packet, row, false) : conversations.session[row]
    this.count(packet, row, session)
    const sessions = this.tables.sessions
    this.first(session, DATA_LETTER)
    if (layer !== ICMP) {
      const orig = sessions.origPackets[session] > 0
      const resp = sessions.respPackets[session] > 0
      sessions.connState[session] = orig ? (resp ? SF : S0) : SHR
    }
    return session
  }

  /** A TCP segment. Answers the session's row; `analysis` holds the tcp.analysis flags. */
  tcp(packet: TransportPacket, header: SegmentHeader): number {
    const { conversations, sessions } = this.tables
    const { flags } = header
    let row = conversations.find(TCP, packet.source, packet.destination, packet.sourcePort, packet.destinationPort)
    let created = conversations.created
    let direction = conversations.direction
    let found = 0
    const tcp = this.tcpAnalysis
    if (!created) {
      const i = conversations.stream[row] * 2 + direction
      const syn = flags & (SYN | ACK)
      if (syn === SYN && tcp.isKnown(i)) {
        if (header.sequence !== tcp.baseSequence(i)) {
          row = conversations.renew(row, direction === 0)
          created = true
          direction = 0
          found |= REUSED_PORTS
        } else tcp.resume(i)
      } else if (syn === (SYN | ACK) && tcp.isKnown(i) && header.sequence !== tcp.baseSequence(i)) found |= REUSED_PORTS
    }
    this.conversationDirection = direction
    const stream = conversations.stream[row]
    if (created) this.reserve(stream)
    const session = created ? this.create(packet, row, isFromServer(packet, flags)) : conversations.session[row]
    this.count(packet, row, session)

    // A SYN at the second 0 of 1970 is none to Wireshark, which measures no RTT from it.
    if ((flags & (SYN | ACK)) === SYN && packet.time + this.tables.baseSecond * 1e9 !== 0)
      this.synTime[stream] = packet.time
    // An RTT of 0 is to Wireshark one that is not measured yet.
    if ((flags & (SYN | ACK)) === ACK && this.rtt[stream] === 0 && !Number.isNaN(this.synTime[stream]))
      this.rtt[stream] = packet.time - this.synTime[stream]
    found |= tcp.segment(stream * 2 + direction, packet, header, this.rtt[stream])
    // Wireshark shows the RTT only in frames about which it has something else to say.
    if (this.rtt[stream] > 0 && (found !== 0 || packet.payloadLength > 0 || tcp.advanced))
      sessions.initialRtt[session] = this.rtt[stream]
    this.state(session, flags, packet.payloadLength, found)
    this.analysis = found
    return session
  }

  /** tcp.analysis flags of the last segment. */
  analysis = 0

  private state(session: number, flags: number, payloadLength: number, found: number): void {
    const { sessions } = this.tables
    const direction = this.direction
    const hasData = sessions.origBytes[session] + sessions.respBytes[session] > 0
    sessions.connState[session] = this.endpoints.segment(session, direction, flags, hasData)
    if ((flags & SYN) !== 0) this.first(session, (flags & ACK) !== 0 ? SYN_ACK_LETTER : SYN_LETTER)
    if ((flags & RST) !== 0) this.first(session, RST_LETTER)
    if ((found & RETRANSMISSION) !== 0 && payloadLength > 0) this.first(session, RETRANSMIT_LETTER)
    if ((found & ZERO_WINDOW) !== 0) this.first(session, WINDOW_LETTER)
    if (payloadLength > 0) this.first(session, DATA_LETTER)
    else if ((flags & (SYN | FIN | RST | ACK)) === ACK) this.first(session, ACK_LETTER)
    if ((flags & FIN) !== 0) this.first(session, FIN_LETTER)
  }

  private first(session: number, letter: number): void {
    if (this.endpoints.firstTime(session, this.direction, letter)) this.write(session, letter)
  }

  private write(session: number, letter: number): void {
    const { histories, sessions } = this.tables
    const upper = HISTORY_LETTERS.charCodeAt(letter)
    sessions.history[session] = histories.child(sessions.history[session], this.direction === 0 ? upper : upper + 32)
  }

  private create(packet: TransportPacket, row: number, fromServer: boolean): number {
    const { conversations, sessions, histories } = this.tables
    const session = sessions.addRow()
    if (session >= this.flipped.length) {
      const larger = new Uint8Array(this.flipped.length * 2)
      larger.set(this.flipped)
      this.flipped = larger
    }
    this.endpoints.reserve(session)
    conversations.session[row] = session
    sessions.conversation[session] = row
    sessions.stream[session] = conversations.stream[row]
    sessions.proto[session] = packet.proto
    sessions.start[session] = packet.time
    sessions.end[session] = packet.time
    sessions.firstFrame[session] = packet.frame
    const flipped = fromServer ? 1 : 0
    this.flipped[session] = flipped
    if (fromServer) sessions.history[session] = histories.child(0, FLIPPED)
    sessions.origHost[session] = fromServer ? packet.destination : packet.source
    sessions.respHost[session] = fromServer ? packet.source : packet.destination
    sessions.origPort[session] = fromServer ? packet.destinationPort : packet.sourcePort
    sessions.respPort[session] = fromServer ? packet.sourcePort : packet.destinationPort
    return session
  }

  private count(packet: TransportPacket, row: number, session: number): void {
    const sessions = this.tables.sessions
    this.conversation = row
    this.direction = this.conversationDirection ^ this.flipped[session]
    if (packet.time > sessions.end[session]) sessions.end[session] = packet.time
    if (packet.time < sessions.start[session]) sessions.start[session] = packet.time
    if (this.direction === 0) {
      sessions.origPackets[session]++
      sessions.origBytes[session] += packet.payloadLength
      sessions.origIpBytes[session] += packet.ipLength
      sessions.origFrameBytes[session] += packet.frameLength
    } else {
      sessions.respPackets[session]++
      sessions.respBytes[session] += packet.payloadLength
      sessions.respIpBytes[session] += packet.ipLength
      sessions.respFrameBytes[session] += packet.frameLength
    }
  }

  private reserve(stream: number): void {
    this.tcpAnalysis.reserve(stream)
    if (stream < this.synTime.length) return
    const synTime = new Float64Array(this.synTime.length * 2).fill(Number.NaN)
    synTime.set(this.synTime)
    this.synTime = synTime
    this.rtt = grown(this.rtt, synTime.length)
  }
}

/** Whether the first packet seen of a stream comes from the side that was connected to: Zeek flips such sessions. */
function isFromServer(packet: TransportPacket, flags: number): boolean {
  if ((flags & SYN) !== 0) return (flags & ACK) !== 0
  return packet.sourcePort < 1024 && packet.destinationPort >= 1024
}
