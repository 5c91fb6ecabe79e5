import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { startsWith } from '../dissect/text-lines.ts'

/** Object identifiers as DER contents. */
const SPNEGO = '2b0601050502'
const KERBEROS = new Set(['2a864886f712010202', '2a864882f712010202', '2a864886f71201020203'])
const NTLM = '2b06010401823702020a'
const DEEPEST = 12

class NegotiationState {
  /** A token named SPNEGO: those without a name are its. */
  seen = false
  /** Mechanism that was chosen; '' = none yet. */
  mechanism = ''
}

const create = () => new NegotiationState()

/** GSS-API, RFC 2743 section 3.1: an object identifier and the token of that mechanism. */
export const gssApi: Dissector = {
  name: 'gss-api',
  dissect(packet) {
    const { offset } = packet
    if (packet.remaining < 2) return ACCEPTED
    const first = packet.u8(offset)
    if (first !== 0x60) {
      // No identifier: a later token of a mechanism that is known by now.
      if (startsWith(packet.bytes, offset, packet.end, 'NTLMSSP')) packet.callNamed('ntlmssp')
      else if (first === 0xa0 || first === 0xa1) {
        if (packet.stream?.of('gss-api', create).seen) packet.call(spnego)
      } else if ((first === 0x05 || first === 0x04) && packet.u8(offset + 1) === 0x04) packet.call(spnegoKrb5)
      return ACCEPTED
    }
    if (!readHeader(packet, offset)) return ACCEPTED
    const named = element.content
    if (named + 2 > packet.end || packet.u8(named) !== 0x06) return ACCEPTED
    const token = named + 2 + packet.u8(named + 1)
    const mechanism = hexOf(packet, named + 2, token)
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
    const state = packet.stream?.of('gss-api', create) ?? new NegotiationState()
    state.seen = true
    walk(packet, packet.offset, packet.end, { state, listed: false }, 0)
    return ACCEPTED
  },
}

/** Kerberos tokens, RFC 4121 (and RFC 1964): AP-REQ and the like, or per-message tokens. */
export const spnegoKrb5: Dissector = { name: 'spnego-krb5', dissect: () => ACCEPTED }

/** `listed`: the first mechanism of this token was taken; the token inside is of that one. */
type Walk = { state: NegotiationState; listed: boolean }

/** Goes through the DER of a negotiation token: mechanisms choose, octet strings are tokens (or their signatures). */
function walk(packet: Packet, from: number, to: number, token: Walk, depth: number): void {
  if (depth >= DEEPEST) return
  let at = from
  while (at + 2 <= to && packet.stopped === 0 && readHeader(packet, at)) {
    const tag = packet.u8(at)
    const { content, length } = element
    const stop = Math.min(to, content + length)
    if (tag === 0x06) {
      if (!token.listed) token.state.mechanism = hexOf(packet, content, stop)
      token.listed = true
    } else if (tag === 0x04) dissectToken(packet, content, stop, token.state)
    else if ((tag & 0x20) !== 0) walk(packet, content, stop, token, depth + 1)
    at = content + length
  }
}

function dissectToken(packet: Packet, from: number, to: number, state: NegotiationState): void {
  const { offset, end, wireEnd } = packet
  packet.offset = from
  packet.end = to
  packet.wireEnd = to
  if (to > from) {
    if (startsWith(packet.bytes, from, to, 'NTLMSSP') || state.mechanism === NTLM) packet.callNamed('ntlmssp')
    else if (KERBEROS.has(state.mechanism) || packet.u8(from) === 0x60) packet.call(spnegoKrb5)
  }
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
}

/** The DER element whose header was read last. */
const element = { content: 0, length: 0 }

function readHeader(packet: Packet, at: number): boolean {
  if (at + 2 > packet.end) return false
  const first = packet.u8(at + 1)
  element.content = at + 2
  element.length = first
  if (first < 0x80) return true
  const octets = first & 0x7f
  if (octets > 4 || octets === 0 || at + 2 + octets > packet.end) return false
  let length = 0
  for (let i = 0; i < octets; i++) length = length * 256 + packet.u8(at + 2 + i)
  element.content = at + 2 + octets
  element.length = length
  return true
}

function hexOf(packet: Packet, from: number, to: number): string {
  let text = ''
  const stop = Math.min(to, packet.end, from + 32)
  for (let at = from; at < stop; at++) text += packet.u8(at).toString(16).padStart(2, '0')
  return text
}
