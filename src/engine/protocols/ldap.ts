import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector, SILENT, type Verdict } from '../dissect/dissector.ts'
import { answerNtlm } from '../dissect/ntlm-state.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import { dissectSecurityBlob, dissectTokenAs } from '../dissect/security-blob.ts'
import { latin1 } from '../dissect/text-lines.ts'

const BIND_REQUEST = 0x60
const BIND_RESPONSE = 0x61
const EXTENDED_RESPONSE = 0x78
const SUCCESS = 0
const SASL_IN_PROGRESS = 14

class LdapState {
  /** A SASL bind succeeded: what follows is wrapped. */
  sasl = false
  /** SASL mechanism of the bind request seen last. */
  mechanism = ''
  /** The simple bind that waits for its answer; 0 = none. */
  login = 0
}

let shown = false

/** LDAP, RFC 4511: BER messages, one name a call; SASL credentials and wrapped messages inside. */
export const ldap: Dissector = { name: 'ldap', dissect: dissectLdap }

function dissectLdap(packet: Packet): Verdict {
  if (!packet.need(2)) return ACCEPTED
  const state = packet.stream?.of('ldap', () => new LdapState())
  shown = false
  if (state?.sasl && packet.remaining >= 6 && isWrapped(packet)) dissectPdus(packet, 4, wrappedLength, dissectWrapped)
  else dissectPdus(packet, 2, messageLength, dissectMessage)
  return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
}

/** SASL buffers begin with their length (RFC 4422 section 3.7), messages with a SEQUENCE. */
function isWrapped(packet: Packet): boolean {
  const at = packet.offset
  if (packet.u8(at) !== 0) return false
  const first = packet.u8(at + 4)
  return first === 0x60 || (first === 5 && packet.u8(at + 5) === 4) || packet.u32le(at + 4) === 1
}

function wrappedLength(packet: Packet): number {
  return packet.u32(packet.offset) + 4
}

function dissectWrapped(packet: Packet): void {
  shown = true
  const at = packet.offset + 4
  if (packet.u32le(at) === 1 && packet.u8(at) === 1) {
    const { nested } = packet
    packet.nested = true
    packet.offset = at
    packet.note('gss-api')
    packet.note('ntlmssp')
    packet.nested = nested
    return
  }
  dissectSecurityBlob(packet, at, packet.wireEnd - at)
}

/** Where the contents of the BER element at `at` begin; its length in `size`. */
let size = 0
function contents(packet: Packet, at: number): number {
  if (at + 2 > packet.end) return -1
  const first = packet.u8(at + 1)
  if (first < 0x80) {
    size = first
    return at + 2
  }
  const octets = first & 0x7f
  if (octets > 4 || at + 2 + octets > packet.end) return -1
  size = 0
  for (let i = 0; i < octets; i++) size = size * 256 + packet.u8(at + 2 + i)
  return at + 2 + octets
}

function messageLength(packet: Packet): number {
  const from = contents(packet, packet.offset)
  return from < 0 ? 0 : from - packet.offset + size
}

function dissectMessage(packet: Packet): void {
  shown = true
  const message = contents(packet, packet.offset)
  if (message < 0 || packet.u8(packet.offset) !== 0x30) return
  const id = contents(packet, message)
  if (id < 0) return
  const operation = id + size
  if (operation >= packet.end) return
  const kind = packet.u8(operation)
  const body = contents(packet, operation)
  if (body < 0) return
  const afterOperation = body + size
  if (kind === BIND_REQUEST) dissectBind(packet, body)
  else if (kind === BIND_RESPONSE) dissectBindResponse(packet, body, body + size)
  else if (kind === EXTENDED_RESPONSE) startTls(packet, body, body + size)
  const controls = afterOperation
  if (controls + 2 < packet.end && packet.u8(controls) === 0xa0) dissectControls(packet, controls)
}

/** Controls whose values Wireshark reads as LDAP again: paged results, sorting, DirSync, ASQ. */
const READ_CONTROLS = new Set(['319', '473', '474', '841', '1504'].map((last) => `1.2.840.113556.1.4.${last}`))

function dissectControls(packet: Packet, at: number): void {
  let control = contents(packet, at)
  const end = Math.min(packet.end, control + size)
  while (control >= 0 && control < end) {
    const type = contents(packet, control)
    if (type < 0) return
    const next = type + size
    const oid = contents(packet, type)
    if (oid < 0) return
    const hasValue = oid + size < next
    if (hasValue && READ_CONTROLS.has(latin1(packet.bytes, oid, Math.min(packet.end, oid + Math.min(size, 64)))))
      packet.note('ldap')
    control = next
  }
}

/** version, name, authentication: [3] SASL is a mechanism and credentials, [10] and [11] are Microsoft's NTLM. */
function dissectBind(packet: Packet, body: number): void {
  const at = contents(packet, body)
  if (at < 0) return
  const name = contents(packet, at + size)
  if (name < 0) return
  const choice = name + size
  if (choice >= packet.end) return
  const kind = packet.u8(choice)
  const inside = contents(packet, choice)
  if (inside < 0) return
  if (kind === 0x8a || kind === 0x8b) dissectSecurityBlob(packet, inside, size)
  if (kind === 0x80) takeSimpleBind(packet, name, choice, inside)
  if (kind !== 0xa3) return
  const mechanism = contents(packet, inside)
  if (mechanism < 0) return
  const state = packet.stream?.of('ldap', () => new LdapState())
  if (state !== undefined)
    state.mechanism = latin1(packet.bytes, mechanism, Math.min(packet.end, mechanism + Math.min(size, 32)))
  const credentials = contents(packet, mechanism + size)
  if (credentials >= 0) dissectTokenAs(packet, credentials, size, 'gss-api')
}

/** RFC 4513 section 5.1.3: a name and its password in clear text. */
function takeSimpleBind(packet: Packet, name: number, nameEnd: number, secret: number): void {
  const { stream, bytes, end } = packet
  if (size === 0 || secret + size > end || stream === undefined) return
  const length = size
  const user = credentialText(packet, bytes, name, nameEnd)
  const state = stream.of('ldap', () => new LdapState())
  state.login = reportCredential(packet, 'ldap', 'simple', user, credentialText(packet, bytes, secret, secret + length))
}

function dissectBindResponse(packet: Packet, body: number, end: number): void {
  let at = contents(packet, body)
  if (at < 0) return
  const state = packet.stream?.of('ldap', () => new LdapState())
  if (packet.u8(at) !== SASL_IN_PROGRESS) answerNtlm(packet, packet.u8(at) === SUCCESS)
  if (state !== undefined && state.login !== 0) {
    packet.sink.credentialAnswered(state.login, packet.u8(at) === SUCCESS)
    state.login = 0
  }
  if (state !== undefined && packet.u8(at) === SUCCESS && state.mechanism !== '') state.sasl = true
  // Microsoft's NTLM answer stands where the matched name would.
  const name = contents(packet, at + size)
  if (name < 0) return
  dissectIfToken(packet, name, size)
  at = name + size
  const text = contents(packet, at)
  if (text < 0) return
  at = text + size
  while (at < end) {
    const kind = packet.u8(at)
    const inside = contents(packet, at)
    if (inside < 0) return
    if (kind === 0x87) dissectServerToken(packet, inside, size)
    at = inside + size
  }
}

/** The server's token is read by the mechanism that the request named. */
function dissectServerToken(packet: Packet, at: number, length: number): void {
  const mechanism = packet.stream?.of('ldap', () => new LdapState()).mechanism ?? ''
  if (mechanism === 'GSSAPI') dissectTokenAs(packet, at, length, 'gss-api')
  else if (mechanism === 'GSS-SPNEGO')
    dissectTokenAs(packet, at, length, length >= 4 && packet.u32(at) === 0x4e544c4d ? 'ntlmssp' : 'spnego')
}

function dissectIfToken(packet: Packet, at: number, length: number): void {
  if (length > 8 && packet.u32(at) === 0x4e544c4d) {
    const kept = size
    dissectSecurityBlob(packet, at, length)
    size = kept
  }
}

/** RFC 4511 section 4.14: the answer to StartTLS names it, or answers nothing but success. */
function startTls(packet: Packet, body: number, end: number): void {
  const code = contents(packet, body)
  if (code < 0 || packet.u8(code) !== SUCCESS) return
  const oid = '1.3.6.1.4.1.1466.20037'
  const { bytes } = packet
  for (let at = body; at + oid.length <= Math.min(end, packet.end); at++) {
    let same = 0
    while (same < oid.length && bytes[at + same] === oid.charCodeAt(same)) same++
    if (same !== oid.length) continue
    const { stream } = packet
    if (stream !== undefined) stream.dissector = packet.tables.named('tls') ?? null
    return
  }
}
