import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'
import { SaslExchange } from '../dissect/sasl-exchange.ts'
import {
  indexOfByte,
  isPrintable,
  latin1,
  line,
  lineLength,
  startsWith,
  startsWithAnyCase,
} from '../dissect/text-lines.ts'

const BLANK = 32
const QUOTE = 34
const BACKSLASH = 92

class ImapState {
  awaitsTls = false
  /** Of the command that logs in. */
  tag = ''
  readonly sasl = new SaslExchange()
}

/** IMAP4, RFC 9051: lines and literals; mail in FETCH answers. One name a call. */
export const imap: Dissector = {
  name: 'imap',
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (offset >= end) return ACCEPTED
    const state = packet.stream?.of('imap', () => new ImapState())
    const toServer = packet.tables.tcpPort[packet.destinationPort] === packet.tables.handle(imap)
    let at = offset
    let stop = offset
    // All lines and literals first: mail is shown when the rest is there.
    const literals: number[] = []
    while (at < end) {
      const length = lineLength(bytes, at, end, packet.canDesegment > 0)
      if (length < 0) {
        packet.wantMore(offset, ONE_MORE_SEGMENT)
        return SILENT
      }
      const from = at
      at = line.next
      stop = at
      const size = literalSize(bytes, from, from + length)
      if (size < 0) continue
      if (end - at < size) {
        if (packet.canDesegment > 0) {
          packet.wantMore(offset, ONE_MORE_SEGMENT)
          return SILENT
        }
        break
      }
      if (!toServer && size > 0 && isFetch(bytes, from, from + length)) literals.push(at, at + size)
      at += size
    }
    if (state !== undefined) {
      takeFirstLine(packet, state, toServer, stop)
      if (toServer) takeLogin(packet, state)
      else if (state.sasl.login !== 0) takeAnswer(packet, state)
    }
    for (let i = 0; i < literals.length && packet.stopped === RUNNING; i += 2) {
      packet.offset = literals[i]
      packet.end = literals[i + 1]
      packet.wireEnd = literals[i + 1]
      packet.callNamed('imf')
    }
    return ACCEPTED
  },
}

/** '{123}' or '{123+}' at the end of a line (RFC 9051 section 4.3); -1 = no literal. */
function literalSize(bytes: Uint8Array, from: number, to: number): number {
  if (to === from || bytes[to - 1] !== 125) return -1
  const found = /\{(\d{1,9})\+?\}$/.exec(latin1(bytes, Math.max(from, to - 14), to))
  return found === null ? -1 : Number(found[1])
}

/** Whole messages: BODY[], RFC822. */
function isFetch(bytes: Uint8Array, from: number, to: number): boolean {
  const text = latin1(bytes, from, Math.min(to, from + 512))
  return /^\* \d+ FETCH/i.test(text) && /BODY\[\]|BODY\[TEXT\]|RFC822 \{|BODY\[HEADER/i.test(text)
}

function takeFirstLine(packet: Packet, state: ImapState, toServer: boolean, stop: number): void {
  const { bytes, offset } = packet
  let at = offset
  while (at < stop && isPrintable(bytes[at]) && bytes[at] !== 32) at++
  if (toServer) {
    if (startsWithAnyCase(bytes, at + 1, stop, 'starttls')) state.awaitsTls = true
    return
  }
  if (!state.awaitsTls) return
  state.awaitsTls = false
  const { stream } = packet
  if (stream !== undefined && startsWithAnyCase(bytes, at + 1, stop, 'ok'))
    stream.dissector = packet.tables.named('tls') ?? null
}

/** LOGIN (RFC 9051 section 6.2.3) with its words as atoms or quoted, and AUTHENTICATE, in the first line. */
function takeLogin(packet: Packet, state: ImapState): void {
  const { bytes, offset, end } = packet
  const { sasl } = state
  const stop = offset + lineLength(bytes, offset, end, false)
  if (sasl.isUnderWay) {
    sasl.respond(packet, 'imap', offset, stop)
    return
  }
  const tagEnd = indexOfByte(bytes, BLANK, offset, stop)
  if (tagEnd < 0) return
  const command = tagEnd + 1
  if (startsWithAnyCase(bytes, command, stop, 'login ')) {
    state.tag = latin1(bytes, offset, tagEnd)
    const userEnd = wordEnd(bytes, command + 6, stop)
    const user = word(packet, command + 6, userEnd)
    const secret = word(packet, userEnd + 1, wordEnd(bytes, userEnd + 1, stop))
    sasl.login = reportCredential(packet, 'imap', 'LOGIN', user, secret)
  } else if (startsWithAnyCase(bytes, command, stop, 'authenticate ')) {
    state.tag = latin1(bytes, offset, tagEnd)
    sasl.begin(packet, 'imap', command + 13, stop)
  }
}

/** Where the atom or quoted string at `from` ends. */
function wordEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  if (bytes[at] !== QUOTE) {
    while (at < to && bytes[at] !== BLANK) at++
    return at
  }
  for (at++; at < to && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++
  return Math.min(at + 1, to)
}

function word(packet: Packet, from: number, to: number): number {
  const { bytes } = packet
  if (from >= to || bytes[from] !== QUOTE) return credentialText(packet, bytes, from, to)
  const text = latin1(bytes, from + 1, to - 1).replaceAll(/\\(.)/g, '$1')
  return text === '' ? 0 : packet.sink.string(text.slice(0, 256))
}

/** The answer to the log-in is the line with its tag. */
function takeAnswer(packet: Packet, state: ImapState): void {
  const { bytes, offset, end } = packet
  const { tag, sasl } = state
  for (let at = offset; at < end; at = line.next) {
    const stop = at + lineLength(bytes, at, end, false)
    const word = at + tag.length + 1
    if (!startsWith(bytes, at, stop, tag) || bytes[word - 1] !== BLANK) continue
    sasl.answer(packet, startsWithAnyCase(bytes, word, stop, 'ok'))
    return
  }
}
