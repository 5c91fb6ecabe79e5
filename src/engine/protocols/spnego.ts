import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { startsWith } from '../dissect/text-lines.ts'

/** Object identifiers as DER contents. */
const SPNEGO = '2b0601050502'
const KERBEROS = new Set(['2a864886f712010202', '2a864882f712010202', '2a864886f71201020203'])
const NTLM = '2b06010401823702020a'
const DEEPEST = 12

class SpnegoState {
  /** Mechanism that the first token of the list is of. */
  mechanism = ''
}

/** GSS-API, RFC 2743 section 3.1: an object identifier and the token of that mechanism. */
export const gssApi: Dissector = {
  name: 'gss-api',
  dissect(packet) {
    const { offset } = packet
    if (packet.remaining < 2) return ACCEPTED
    if (packet.u8(offset) !== 0x60) {
      // No identifier: a later token of a mechanism that is known by now.
      if (startsWith(packet.bytes, offset, packet.end, 'NTLMSSP')) packet.callNamed('ntlmssp')
      else if (packet.u8(offset) === 0xa0 || packet.u8(offset) === 0xa1) packet.call(spnego)
      else if (packet.remaining >= 16 && /^0[45]04$/.test(hexOf(packet, offset, offset + 2))) packet.call(spnegoKrb5)
      return ACCEPTED
    }
    const content = header(packet, offset)
    if (content < 0 || content + 2 > packet.end || packet.u8(content) !== 0x06) return ACCEPTED
    const token = content + 2 + packet.u8(content + 1)
    const mechanism = hexOf(packet, content + 2, token)
    packet.offset = token
    if (token >= packet.end) return ACCEPTED
    if (mechanism === SPNEGO) packet.call(spnego)
    else if (KERBEROS.has(mechanism)) packet.call(spnegoKrb5)
    else if (mechanism === NTLM) packet.callNamed('ntlmssp')
    return ACCEPTED
  },
}

/** SPNEGO, RFC 4178: negotiation tokens with those of the mechanism inside. */
export const spnego: Dissector = {
  name: 'spnego',
  dissect(packet) {
    const state = packet.stream?.of('spnego', () => new SpnegoState()) ?? new SpnegoState()
    walk(packet, packet.offset, packet.end, state, 0)
    return ACCEPTED
  },
}

/** Kerberos tokens, RFC 4121 (and RFC 1964): AP-REQ and the like, or per-message tokens. */
export const spnegoKrb5: Dissector = { name: 'spnego-krb5', dissect: () => ACCEPTED }

/** Goes through the DER of a negotiation token: mechanism lists choose, octet strings are tokens. */
function walk(packet: Packet, from: number, to: number, state: SpnegoState, depth: number): void {
  const { bytes } = packet
  let at = from
  while (at + 2 <= to && depth < DEEPEST && packet.stopped === 0) {
    const tag = bytes[at]
    const content = header(packet, at)
    if (content < 0) return
    const stop = Math.min(to, content + valueLength)
    if (tag === 0x06) {
      if (state.mechanism === '' || depth <= 3 || !isChosen)
        state.mechanism = takeMechanism(packet, content, stop, state)
    } else if (tag === 0x04) dissectToken(packet, content, stop, state)
    else if ((tag & 0x20) !== 0) {
      // mechListMIC is no token.
      if (tag === 0xa3 && depth > 0) return
      if (tag === 0x30 || tag === 0xa0) isChosen = false
      walk(packet, content, stop, state, depth + 1)
    }
    at = content + valueLength
    if (at <= content - 1) return
  }
}

/** The first mechanism of a list is the one that the token is of. */
let isChosen = false
/** Of the header read last. */
let valueLength = 0

function takeMechanism(packet: Packet, from: number, to: number, state: SpnegoState): string {
  if (isChosen) return state.mechanism
  isChosen = true
  return hexOf(packet, from, to)
}

function dissectToken(packet: Packet, from: number, to: number, state: SpnegoState): void {
  const { offset, end, wireEnd } = packet
  packet.offset = from
  packet.end = to
  packet.wireEnd = to
  if (to > from) {
    if (startsWith(packet.bytes, from, to, 'NTLMSSP')) packet.callNamed('ntlmssp')
    else if (KERBEROS.has(state.mechanism) || packet.u8(from) === 0x60) packet.call(spnegoKrb5)
    else if (state.mechanism === NTLM) packet.callNamed('ntlmssp')
  }
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
}

/** Where the value of the DER element at `at` begins, its length in `valueLength`; -1 = no element. */
function header(packet: Packet, at: number): number {
  if (at + 2 > packet.end) return -1
  const first = packet.u8(at + 1)
  if (first < 0x80) {
    valueLength = first
    return at + 2
  }
  const octets = first & 0x7f
  if (octets > 4 || octets === 0 || at + 2 + octets > packet.end) return -1
  valueLength = 0
  for (let i = 0; i < octets; i++) valueLength = valueLength * 256 + packet.u8(at + 2 + i)
  return at + 2 + octets
}

function hexOf(packet: Packet, from: number, to: number): string {
  let text = ''
  for (let at = from; at < Math.min(to, packet.end, from + 32); at++)
    text += packet.u8(at).toString(16).padStart(2, '0')
  return text
}
