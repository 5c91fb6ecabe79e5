import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { MessageText } from '../dissect/message-text.ts'
import type { Packet } from '../dissect/packet.ts'
import { SaslExchange } from '../dissect/sasl-exchange.ts'
import { indexOfByte, lineLength, startsWithAnyCase } from '../dissect/text-lines.ts'

class PopState {
  /** RETR or TOP waits for its answer. */
  awaitsMessage = false
  awaitsTls = false
  /** Octets of the message, as the answer says, and read so far. */
  size = 0
  readonly text = new MessageText()
  read = 0
  user = 0
  readonly sasl = new SaslExchange()
}

/** POP3, RFC 1939: a name a segment; the message once as many octets as announced have come. */
export const pop: Dissector = {
  name: 'pop',
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (offset >= end) return ACCEPTED
    const state = packet.stream?.of('pop', () => new PopState()) ?? new PopState()
    const stop = offset + lineLength(bytes, offset, end, false)
    if (packet.tables.tcpPort[packet.destinationPort] === packet.tables.handle(pop)) {
      if (startsWithAnyCase(bytes, offset, stop, 'retr') || startsWithAnyCase(bytes, offset, stop, 'top'))
        state.awaitsMessage = true
      if (startsWithAnyCase(bytes, offset, stop, 'stls')) state.awaitsTls = true
      takeLogin(packet, state, stop)
      return ACCEPTED
    }
    const ok = startsWithAnyCase(bytes, offset, stop, '+ok')
    if (!ok && !startsWithAnyCase(bytes, offset, stop, '-err')) {
      continueMessage(packet, state)
      return ACCEPTED
    }
    state.sasl.answer(packet, ok)
    if (state.awaitsMessage) {
      if (ok && stop - offset > 4) {
        state.size = 0
        for (let at = offset + 4; at < stop && bytes[at] >= 48 && bytes[at] <= 57; at++)
          state.size = Math.min(state.size * 10 + (bytes[at] - 48), 0x7fffffff)
        state.read = 0
      }
      state.awaitsMessage = false
    }
    if (state.awaitsTls) {
      const tls = packet.tables.named('tls')
      const { stream } = packet
      if (startsWithAnyCase(bytes, offset, stop, '+ok ') && tls !== undefined && stream !== undefined)
        stream.dissector = tls
      state.awaitsTls = false
    }
    return ACCEPTED
  },
}

function continueMessage(packet: Packet, state: PopState): void {
  const { bytes, offset, end, wireEnd } = packet
  state.text.add(bytes, offset, end)
  state.read += wireEnd - offset
  if (state.read < state.size) return
  const { text } = state
  packet.bytes = text.bytes
  packet.offset = 0
  packet.end = text.length
  packet.wireEnd = text.length
  packet.callNamed('imf')
  text.clear()
  state.read = 0
  state.size = 0
}

/** USER and PASS, APOP (RFC 1939 section 7), AUTH (RFC 5034). */
function takeLogin(packet: Packet, state: PopState, stop: number): void {
  const { bytes, offset } = packet
  const { sasl } = state
  if (sasl.isUnderWay) sasl.respond(packet, 'pop', offset, stop)
  else if (startsWithAnyCase(bytes, offset, stop, 'user ')) state.user = credentialText(packet, bytes, offset + 5, stop)
  else if (startsWithAnyCase(bytes, offset, stop, 'pass ')) {
    const secret = credentialText(packet, bytes, offset + 5, stop)
    sasl.login = reportCredential(packet, 'pop', 'PASS', state.user, secret)
  } else if (startsWithAnyCase(bytes, offset, stop, 'apop ')) {
    const blank = indexOfByte(bytes, 32, offset + 5, stop)
    const user = credentialText(packet, bytes, offset + 5, blank < 0 ? stop : blank)
    sasl.login = reportCredential(packet, 'pop', 'APOP', user, 0)
  } else if (startsWithAnyCase(bytes, offset, stop, 'auth ')) sasl.begin(packet, 'pop', offset + 5, stop)
}
