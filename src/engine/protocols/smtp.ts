import { ACCEPTED, type Dissector, SILENT, type Verdict } from '../dissect/dissector.ts'
import { MessageText } from '../dissect/message-text.ts'
import { ONE_MORE_SEGMENT, type Packet } from '../dissect/packet.ts'
import { SaslExchange } from '../dissect/sasl-exchange.ts'
import { isLetter, line, lineLength, startsWith, startsWithAnyCase } from '../dissect/text-lines.ts'
import { smtpCommandFields, smtpReplyFields } from './smtp-fields.ts'

const COMMANDS = 0
const DATA = 1
const BDAT = 2
const AUTHENTICATION = 3

class SmtpState {
  reading = COMMANDS
  /** Octets of the current BDAT chunk still to come. */
  chunkLeft = 0
  lastChunk = false
  awaitsTls = false
  readonly text = new MessageText()
  readonly sasl = new SaslExchange()
}

const DOT = 46

/** SMTP, RFC 5321: a name a call; mail text inside it until the message is whole, then the message. */
export const smtp: Dissector = {
  name: 'smtp',
  dissect(packet) {
    const { bytes, end, offset } = packet
    const state = packet.stream?.of('smtp', () => new SmtpState()) ?? new SmtpState()
    const request = isRequest(packet)
    if (request && state.reading === BDAT) return dissectChunk(packet, state)
    let at = offset
    let message = false
    let whole = false
    let textEnd = end
    let goesOn = false
    while (at < end) {
      const length = lineLength(bytes, at, end, packet.canDesegment > 0)
      if (length < 0) {
        if (at === offset) {
          packet.wantMore(at, ONE_MORE_SEGMENT)
          return SILENT
        }
        if (request && state.reading === DATA) message = true
        break
      }
      const { next } = line
      if (!request) {
        if (packet.fields !== null) goesOn = smtpReplyFields(packet.fields, packet, at, at + length, goesOn)
        takeReply(packet, state, at, length)
      } else if (state.reading === DATA) {
        message = true
        if (length === 1 && bytes[at] === DOT) {
          state.reading = COMMANDS
          whole = true
          textEnd = at
          break
        }
      } else if (state.reading === AUTHENTICATION) state.reading = COMMANDS
      else if (isCommand(bytes, at, length)) {
        if (packet.fields !== null) smtpCommandFields(packet.fields, packet, at, at + length)
        takeCommand(packet, state, at, length)
        if (state.reading === BDAT) {
          packet.offset = next
          if (next < end) dissectChunk(packet, state)
          return ACCEPTED
        }
      } else {
        if (state.sasl.isUnderWay) state.sasl.respond(packet, 'smtp', at, at + length)
        message = true
      }
      at = next
    }
    if (!message) return ACCEPTED
    if (!whole) {
      if (state.reading === DATA) state.text.add(bytes, offset, end)
      textLines(packet)
      return ACCEPTED
    }
    state.text.add(bytes, offset, textEnd)
    dissectMessage(packet, state)
    return ACCEPTED
  },
}

function isRequest(packet: Packet): boolean {
  const { sourcePort, destinationPort, tables } = packet
  const server = packet.stream?.serverPort ?? 0
  if (server !== 0) return destinationPort === server
  const handle = tables.handle(smtp)
  if (tables.tcpPort[destinationPort] === handle)
    return tables.tcpPort[sourcePort] !== handle || destinationPort < sourcePort
  return false
}

/** Four letters, alone or before a blank; and the commands that are longer. */
function isCommand(bytes: Uint8Array, at: number, length: number): boolean {
  const end = at + length
  if (startsWithAnyCase(bytes, at, end, 'x-exps ')) return true
  if (length >= 8 && startsWithAnyCase(bytes, at, end, 'starttls')) return true
  if (length < 4) return false
  for (let i = 0; i < 4; i++) if (!isLetter(bytes[at + i])) return false
  return length === 4 || bytes[at + 4] === 32
}

function takeCommand(packet: Packet, state: SmtpState, at: number, length: number): void {
  const { bytes } = packet
  const end = at + length
  state.awaitsTls = false
  if (startsWithAnyCase(bytes, at, end, 'data')) {
    state.reading = DATA
    state.text.clear()
  } else if (startsWithAnyCase(bytes, at, end, 'bdat ')) {
    let digit = at + 5
    let size = 0
    for (; digit < end && bytes[digit] >= 48 && bytes[digit] <= 57; digit++)
      size = Math.min(size * 10 + (bytes[digit] - 48), 0x7fffffff)
    state.chunkLeft = size
    state.lastChunk = startsWithAnyCase(bytes, digit + 1, end, 'last')
    if (size > 0) state.reading = BDAT
    else if (state.lastChunk) state.text.clear()
  } else if (startsWithAnyCase(bytes, at, end, 'starttls')) state.awaitsTls = true
  else if (startsWithAnyCase(bytes, at, end, 'auth ')) state.sasl.begin(packet, 'smtp', at + 5, end)
}

function takeReply(packet: Packet, state: SmtpState, at: number, length: number): void {
  const { bytes } = packet
  const end = at + length
  if (state.awaitsTls && startsWith(bytes, at, end, '220')) {
    const tls = packet.tables.named('tls')
    const { stream } = packet
    if (tls !== undefined && stream !== undefined) stream.dissector = tls
  }
  state.awaitsTls = false
  // RFC 4954 section 6: 235 says yes, 5yz no; 334 goes on.
  if (state.sasl.login !== 0 && bytes[at] !== 51) state.sasl.answer(packet, bytes[at] === 50)
  // Refused: what follows are commands again.
  if (state.reading === DATA && state.text.length === 0 && (bytes[at] === 52 || bytes[at] === 53))
    state.reading = COMMANDS
}

/** Octets of a BDAT chunk, RFC 3030. */
function dissectChunk(packet: Packet, state: SmtpState): Verdict {
  const { bytes, offset, end } = packet
  const stop = Math.min(end, offset + state.chunkLeft)
  state.text.add(bytes, offset, stop)
  state.chunkLeft -= stop - offset
  if (state.chunkLeft > 0) {
    textLines(packet)
    return ACCEPTED
  }
  state.reading = COMMANDS
  if (state.lastChunk) dissectMessage(packet, state)
  else textLines(packet)
  return ACCEPTED
}

function textLines(packet: Packet): void {
  const { nested } = packet
  packet.nested = true
  packet.callNamed('data-text-lines')
  packet.nested = nested
}

function dissectMessage(packet: Packet, state: SmtpState): void {
  const { text } = state
  packet.bytes = text.bytes
  packet.offset = 0
  packet.end = text.length
  packet.wireEnd = text.length
  if (text.length > 0) packet.callNamed('imf')
  text.clear()
}
