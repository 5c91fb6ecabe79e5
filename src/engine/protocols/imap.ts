import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'
import { isPrintable, latin1, line, lineLength, startsWithAnyCase } from '../dissect/text-lines.ts'

class ImapState {
  awaitsTls = false
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
    if (state !== undefined) takeFirstLine(packet, state, toServer, stop)
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
