import type { LayoutField } from './field-layout.ts'
import { fieldRow, numberAt } from './field-row.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'
import { certificateTimestampFields } from './sct-fields.ts'
import {
  emptyHello,
  extensionListFields,
  signatureAlgorithmField,
  signatureAlgorithmsFields,
} from './tls-extension-fields.ts'
import type { TlsFields } from './tls-layout.ts'
import { DTLS12, TLS12, TLS13 } from './tls-session.ts'

/** What is known of a session before a message. */
export type KnownSession = { readonly version: number; readonly cipher: number }

const NEW_SESSION_TICKET = 4
const CERTIFICATE = 11
const SERVER_KEY_EXCHANGE = 12
const CERTIFICATE_REQUEST = 13
const CERTIFICATE_VERIFY = 15
const CLIENT_KEY_EXCHANGE = 16
const FINISHED = 20
const CERTIFICATE_STATUS = 22
const NAMED_CURVE = 3
const OCSP = 1

/** Cipher suites with ephemeral Diffie-Hellman: IANA "TLS Cipher Suites". */
const DIFFIE_HELLMAN = new Set([
  0x0011, 0x0012, 0x0013, 0x0014, 0x0015, 0x0016, 0x0017, 0x0018, 0x0019, 0x001a, 0x001b, 0x0032, 0x0033, 0x0034,
  0x0038, 0x0039, 0x003a, 0x0040, 0x0044, 0x0045, 0x0046, 0x0067, 0x006a, 0x006b, 0x006c, 0x006d, 0x0087, 0x0088,
  0x0089, 0x0099, 0x009a, 0x009b, 0x009e, 0x009f, 0x00a2, 0x00a3, 0x00a6, 0x00a7, 0xccaa,
])
/** Of elliptic curves: RFC 8422, 5289, 7905. */
const isElliptic = (cipher: number) =>
  (cipher >= 0xc001 && cipher <= 0xc019) ||
  (cipher >= 0xc023 && cipher <= 0xc032) ||
  cipher === 0xcca8 ||
  cipher === 0xcca9 ||
  (cipher >= 0xc0ac && cipher <= 0xc0af)

/** Messages other than hellos; the body is bytes[from, to). */
export function exchangeFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  type: number,
  from: number,
  to: number,
  session: KnownSession,
): void {
  const hasAlgorithm = session.version === TLS12 || session.version === TLS13 || session.version === DTLS12
  switch (type) {
    case NEW_SESSION_TICKET:
      ticketFields(fields, packet, f, from, to, session.version === TLS13)
      return
    case CERTIFICATE:
      certificateFields(fields, packet, f, from, to, session.version === TLS13)
      return
    case SERVER_KEY_EXCHANGE:
      if (isElliptic(session.cipher)) curveFields(fields, packet, f, from, to, hasAlgorithm)
      else if (DIFFIE_HELLMAN.has(session.cipher)) primeFields(fields, packet, f, from, to, hasAlgorithm)
      return
    case CERTIFICATE_REQUEST:
      if (session.version !== TLS13) requestFields(fields, packet, f, from, to, hasAlgorithm)
      return
    case CERTIFICATE_VERIFY:
      verifyFields(fields, packet, f, from, to, session.version, hasAlgorithm)
      return
    case CLIENT_KEY_EXCHANGE:
      clientKeyFields(fields, packet, f, from, to, session)
      return
    case FINISHED:
      fields.presence(f['handshake.verify_data'])
      return
    case CERTIFICATE_STATUS:
      if (to - from < 4) return
      fields.number(f['handshake.extensions_status_request_type'], packet.u8(from), from, 1)
      if (packet.u8(from) === OCSP) fields.number(f['handshake.ocsp_response_len'], packet.u24(from + 1), from + 1, 3)
      return
    default:
  }
}

/** RFC 5077 section 3.3, RFC 8446 section 4.6.1. */
function ticketFields(fields: FieldSink, packet: Packet, f: TlsFields, from: number, to: number, is13: boolean): void {
  let at = fieldRow(fields, packet, from, to, [[f['handshake.session_ticket_lifetime_hint'], 4]])
  if (is13) {
    at = fieldRow(fields, packet, at, to, [[f['handshake.session_ticket_age_add'], 4]])
    at = counted(
      fields,
      packet,
      at,
      to,
      f['handshake.session_ticket_nonce_length'],
      f['handshake.session_ticket_nonce'],
      1,
    )
  }
  at = counted(fields, packet, at, to, f['handshake.session_ticket_length'], f['handshake.session_ticket'], 2)
  if (is13 && at + 2 <= to) extensionListFields(fields, packet, f, at, to, NEW_SESSION_TICKET, emptyHello(0))
}

/** Bytes behind their length, which has `size` bytes; answers where they end. */
function counted(
  fields: FieldSink,
  packet: Packet,
  at: number,
  to: number,
  length: LayoutField,
  bytes: LayoutField,
  size: 1 | 2,
): number {
  if (at + size > to) return to
  const count = numberAt(packet.bytes, at, size)
  return fieldRow(fields, packet, at, to, [
    [length, size],
    [bytes, count],
  ])
}

/** RFC 8422 section 5.4. */
function curveFields(fields: FieldSink, packet: Packet, f: TlsFields, from: number, to: number, signed: boolean): void {
  if (from >= to) return
  fields.number(f['handshake.server_curve_type'], packet.u8(from), from, 1)
  if (packet.u8(from) !== NAMED_CURVE) return
  const at = fieldRow(fields, packet, from + 1, to, [[f['handshake.server_named_curve'], 2]])
  const end = counted(fields, packet, at, to, f['handshake.server_point_len'], f['handshake.server_point'], 1)
  signatureFields(fields, packet, f, end, to, signed)
}

/** RFC 5246 section 7.4.3. */
function primeFields(fields: FieldSink, packet: Packet, f: TlsFields, from: number, to: number, signed: boolean): void {
  let at = counted(fields, packet, from, to, f['handshake.p_len'], f['handshake.p'], 2)
  at = counted(fields, packet, at, to, f['handshake.g_len'], f['handshake.g'], 2)
  at = counted(fields, packet, at, to, f['handshake.ys_len'], f['handshake.ys'], 2)
  signatureFields(fields, packet, f, at, to, signed)
}

function signatureFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  from: number,
  to: number,
  hasAlgorithm: boolean,
): void {
  let at = from
  if (hasAlgorithm && at + 2 <= to) {
    signatureAlgorithmField(fields, packet, f, at)
    at += 2
  }
  counted(fields, packet, at, to, f['handshake.sig_len'], f['handshake.sig'], 2)
}

/** RFC 5246 section 7.4.4. */
function requestFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  from: number,
  to: number,
  hasAlgorithms: boolean,
): void {
  if (from >= to) return
  const kinds = packet.u8(from)
  fields.number(f['handshake.cert_types_count'], kinds, from, 1)
  if (kinds > 0) fields.presence(f['handshake.cert_types'])
  let at = from + 1
  for (const end = Math.min(to, at + kinds); at < end; at++)
    fields.number(f['handshake.cert_type'], packet.u8(at), at, 1)
  if (hasAlgorithms) at = signatureAlgorithmsFields(fields, packet, f, at, to)
  if (at + 2 > to) return
  const length = packet.u16(at)
  fields.number(f['handshake.dnames_len'], length, at, 2)
  if (length === 0) return
  fields.presence(f['handshake.dnames'])
  const end = Math.min(to, at + 2 + length)
  for (at += 2; at + 2 <= end; at += 2 + packet.u16(at)) {
    fields.number(f['handshake.dname_len'], packet.u16(at), at, 2)
    fields.presence(f['handshake.dname'])
  }
}

function verifyFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  from: number,
  to: number,
  version: number,
  hasAlgorithm: boolean,
): void {
  let at = from
  if (hasAlgorithm && at + 2 <= to) {
    signatureAlgorithmField(fields, packet, f, at)
    at += 2
  }
  const length = version === TLS13 ? f['handshake.sig_len'] : f['handshake.client_cert_vrfy.sig_len']
  const signature = version === TLS13 ? f['handshake.sig'] : f['handshake.client_cert_vrfy.sig']
  counted(fields, packet, at, to, length, signature, 2)
}

/** RFC 5246 section 7.4.7, RFC 8422 section 5.7. */
function clientKeyFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  from: number,
  to: number,
  { cipher, version }: KnownSession,
): void {
  if (isElliptic(cipher))
    counted(fields, packet, from, to, f['handshake.client_point_len'], f['handshake.client_point'], 1)
  else if (DIFFIE_HELLMAN.has(cipher)) counted(fields, packet, from, to, f['handshake.yc_len'], f['handshake.yc'], 2)
  else if (cipher !== 0 && version > 0x0300)
    counted(fields, packet, from, to, f['handshake.epms_len'], f['handshake.epms'], 2)
}

/** RFC 5246 section 7.4.2; `extended`: as RFC 8446 section 4.4.2. */
function certificateFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  from: number,
  to: number,
  extended: boolean,
): void {
  let at = from
  if (extended && at < to) {
    const context = packet.u8(at)
    fields.number(f['handshake.certificate_request_context_length'], context, at, 1)
    if (context > 0) fieldRow(fields, packet, at + 1, to, [[f['handshake.certificate_request_context'], context]])
    at += 1 + context
  }
  if (at + 3 > to) return
  fields.number(f['handshake.certificates_length'], packet.u24(at), at, 3)
  const end = Math.min(to, at + 3 + packet.u24(at))
  at += 3
  if (end > at) fields.presence(f['handshake.certificates'])
  while (at + 3 <= end) {
    const stop = Math.min(end, at + 3 + packet.u24(at))
    fields.number(f['handshake.certificate_length'], packet.u24(at), at, 3)
    fields.bytes(f['handshake.certificate'], packet.bytes, at + 3, stop)
    certificateTimestampFields(fields, packet, f, at + 3, stop)
    at = stop
    if (!extended || at + 2 > end) continue
    extensionListFields(fields, packet, f, at, end, CERTIFICATE, emptyHello(0))
    at += 2 + packet.u16(at)
  }
}
