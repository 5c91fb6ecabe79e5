import { md5Hex } from '../bytes/hashing.ts'
import { byteRun, decimal, hexadecimal, layout, presence, text } from './field-layout.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'
import { type HelloShape, ja3Text } from './tls-fingerprints.ts'
import { ALERT, APPLICATION_DATA, TLS12, TLS13 } from './tls-session.ts'

/** Of records, RFC 8446 section 5.1, and of handshake messages; DTLS has the same under its own name. */
const recordForms = {
  record: presence('a record'),
  'record.content_type': decimal('20 ChangeCipherSpec, 21 alert, 22 handshake, 23 application data'),
  'record.version': hexadecimal(4, 'version of a record'),
  'record.length': decimal('bytes of a record'),
  change_cipher_spec: presence('from here on encrypted'),
  app_data: byteRun('encrypted application data'),
  alert_message: presence('an alert'),
  'alert_message.level': decimal('1 warning, 2 fatal'),
  'alert_message.desc': decimal('what an alert says'),
  handshake: presence('a handshake message'),
  'handshake.type': decimal('kind of handshake message'),
  'handshake.length': decimal('bytes of a handshake message'),
  'handshake.version': hexadecimal(4, 'legacy version of a hello'),
  'handshake.random': byteRun('random of a hello'),
  'handshake.session_id_length': decimal('bytes of the session id'),
  'handshake.session_id': byteRun('session id'),
  'handshake.cipher_suites_length': decimal('bytes of the list of cipher suites'),
  'handshake.ciphersuite': hexadecimal(4, 'a cipher suite'),
  'handshake.comp_methods_length': decimal('bytes of the list of compressions'),
  'handshake.comp_method': decimal('a compression'),
  'handshake.extensions_length': decimal('bytes of all extensions'),
  'handshake.extension.type': decimal('kind of extension'),
  'handshake.extension.len': decimal('bytes of an extension'),
  'handshake.extensions_server_name': text('server name that is asked for'),
  'handshake.extensions_server_name_type': decimal('kind of server name'),
  'handshake.extensions_server_name_len': decimal('bytes of the server name'),
  'handshake.extensions_server_name_list_len': decimal('bytes of the server names'),
  'handshake.extensions_alpn_str': text('application protocol'),
  'handshake.extensions_alpn_str_len': decimal('bytes of an application protocol'),
  'handshake.extensions_alpn_len': decimal('bytes of all application protocols'),
  'handshake.extensions_supported_group': hexadecimal(4, 'a group for the key exchange'),
  'handshake.extensions_ec_point_format': decimal('a format of points'),
  'handshake.sig_hash_alg': hexadecimal(4, 'a signature algorithm'),
  'handshake.extensions.supported_version': hexadecimal(4, 'a version'),
  'handshake.extensions_key_share_group': decimal('a group with a key'),
  'handshake.extensions_key_share_selected_group': decimal('the group that is asked for'),
  'handshake.ja3_full': text('JA3 before hashing'),
  'handshake.ja3': text('JA3'),
  'handshake.ja3s_full': text('JA3S before hashing'),
  'handshake.ja3s': text('JA3S'),
  'handshake.certificates_length': decimal('bytes of all certificates'),
  'handshake.certificate_length': decimal('bytes of a certificate'),
  'handshake.certificate': byteRun('a certificate'),
} as const

export const tlsLayout = layout('tls', {
  'record.opaque_type': decimal('outer type of a record of TLS 1.3'),
  ...recordForms,
})
export const dtlsLayout = layout('dtls', {
  'record.epoch': decimal('epoch'),
  'record.sequence_number': decimal('sequence number of a record'),
  'handshake.cookie': byteRun('cookie'),
  ...recordForms,
})

type Names = keyof typeof recordForms
type Fields = Readonly<Record<Names, (typeof tlsLayout)[Names]>>

/** The record whose header is at `at`; its contents are there. */
export function tlsRecordFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  type: number,
  length: number,
  version: number,
): void {
  const f = tlsLayout
  if (!fields.wants(f)) return
  const isOpaque = type === APPLICATION_DATA && version === TLS13
  fields.presence(f.record)
  fields.number(isOpaque ? f['record.opaque_type'] : f['record.content_type'], type, at, 1)
  fields.number(f['record.version'], packet.u16(at + 1), at + 1, 2)
  fields.number(f['record.length'], length, at + 3, 2)
  contents(fields, packet, f, at + 5, type, length)
}

/** As tlsRecordFields, of a DTLS record. */
export function dtlsRecordFields(fields: FieldSink, packet: Packet, at: number, type: number, length: number): void {
  const f = dtlsLayout
  if (!fields.wants(f)) return
  fields.presence(f.record)
  fields.number(f['record.content_type'], type, at, 1)
  fields.number(f['record.version'], packet.u16(at + 1), at + 1, 2)
  fields.number(f['record.epoch'], packet.u16(at + 3), at + 3, 2)
  fields.number(f['record.sequence_number'], packet.u16(at + 5) * 2 ** 32 + packet.u32(at + 7), at + 5, 6)
  fields.number(f['record.length'], length, at + 11, 2)
  contents(fields, packet, f, at + 13, type, length)
}

function contents(fields: FieldSink, packet: Packet, f: Fields, at: number, type: number, length: number): void {
  if (type === APPLICATION_DATA) fields.bytes(f.app_data, packet.bytes, at, Math.min(packet.end, at + length))
  else if (type === ALERT) {
    fields.presence(f.alert_message)
    if (length !== 2 || at + 2 > packet.end) return
    fields.number(f['alert_message.level'], packet.u8(at), at, 1)
    fields.number(f['alert_message.desc'], packet.u8(at + 1), at + 1, 1)
  } else if (type === 20) fields.presence(f.change_cipher_spec)
}

/** Wireshark shows a handshake record that it cannot read as a message, too. */
export function encryptedHandshakeFields(fields: FieldSink): void {
  if (fields.wants(tlsLayout)) fields.presence(tlsLayout.handshake)
}

const CLIENT_HELLO = 1
const SERVER_HELLO = 2
const CERTIFICATE = 11
const CERTIFICATE_VERIFY = 15

/** A whole handshake message whose body is bytes[from, to). `version`: of the session. */
export function handshakeFields(
  fields: FieldSink,
  packet: Packet,
  isDtls: boolean,
  type: number,
  from: number,
  to: number,
  version: number,
): void {
  const f: Fields = isDtls ? dtlsLayout : tlsLayout
  if (!fields.wants(isDtls ? dtlsLayout : tlsLayout)) return
  fields.presence(f.handshake)
  fields.number(f['handshake.type'], type, from - 4, 1)
  fields.number(f['handshake.length'], to - from, from - 3, 3)
  if (type === CLIENT_HELLO || type === SERVER_HELLO) helloFields(fields, packet, f, isDtls, type, from, to)
  else if (type === CERTIFICATE_VERIFY && version >= TLS12 && version <= TLS13 && to - from >= 2)
    fields.number(f['handshake.sig_hash_alg'], packet.u16(from), from, 2)
  else if (type === CERTIFICATE) certificateFields(fields, packet, f, from, to, version === TLS13)
}

function helloFields(
  fields: FieldSink,
  packet: Packet,
  f: Fields,
  isDtls: boolean,
  type: number,
  from: number,
  to: number,
): void {
  if (to - from < 35) return
  const { bytes } = packet
  const legacy = packet.u16(from)
  fields.number(f['handshake.version'], legacy, from, 2)
  fields.bytes(f['handshake.random'], bytes, from + 2, from + 34)
  const session = packet.u8(from + 34)
  let at = Math.min(to, from + 35 + session)
  fields.number(f['handshake.session_id_length'], session, from + 34, 1)
  if (session > 0) fields.bytes(f['handshake.session_id'], bytes, from + 35, at)
  const shape = emptyShape(legacy)
  if (type === CLIENT_HELLO) {
    if (isDtls && at < to) {
      const cookie = packet.u8(at)
      if (cookie > 0) fields.bytes(dtlsLayout['handshake.cookie'], bytes, at + 1, Math.min(to, at + 1 + cookie))
      at += 1 + cookie
    }
    if (at + 2 > to) return
    const length = packet.u16(at)
    fields.number(f['handshake.cipher_suites_length'], length, at, 2)
    const end = Math.min(to, at + 2 + length)
    for (let i = at + 2; i + 2 <= end; i += 2) {
      shape.ciphers.push(packet.u16(i))
      fields.number(f['handshake.ciphersuite'], packet.u16(i), i, 2)
    }
    at = end
    if (at >= to) return
    const methods = packet.u8(at)
    fields.number(f['handshake.comp_methods_length'], methods, at, 1)
    for (let i = at + 1; i < Math.min(to, at + 1 + methods); i++)
      fields.number(f['handshake.comp_method'], packet.u8(i), i, 1)
    at += 1 + methods
  } else {
    if (at + 3 > to) return
    shape.ciphers.push(packet.u16(at))
    fields.number(f['handshake.ciphersuite'], packet.u16(at), at, 2)
    fields.number(f['handshake.comp_method'], packet.u8(at + 2), at + 2, 1)
    at += 3
  }
  if (at + 2 <= to) {
    fields.number(f['handshake.extensions_length'], packet.u16(at), at, 2)
    const end = Math.min(to, at + 2 + packet.u16(at))
    for (let next = at + 2; next + 4 <= end; ) {
      const length = packet.u16(next + 2)
      const stop = Math.min(end, next + 4 + length)
      fields.number(f['handshake.extension.type'], packet.u16(next), next, 2)
      fields.number(f['handshake.extension.len'], length, next + 2, 2)
      shape.extensions.push(packet.u16(next))
      extensionFields(fields, packet, f, packet.u16(next), next + 4, stop, type, shape)
      next = stop
    }
  }
  fingerprint(fields, f, type, shape)
}

const emptyShape = (version: number) =>
  ({
    transport: 't' as const,
    version,
    ciphers: [] as number[],
    extensions: [] as number[],
    groups: [] as number[],
    pointFormats: [] as number[],
    signatureAlgorithms: [],
    supportedVersions: [],
    firstAlpn: null,
  }) satisfies HelloShape
type Shape = ReturnType<typeof emptyShape>

function fingerprint(fields: FieldSink, f: Fields, type: number, shape: Shape): void {
  const isClient = type === CLIENT_HELLO
  const full = f[isClient ? 'handshake.ja3_full' : 'handshake.ja3s_full']
  const hashed = f[isClient ? 'handshake.ja3' : 'handshake.ja3s']
  if (!fields.wantsField(full) && !fields.wantsField(hashed)) return
  const words = isClient ? ja3Text(shape) : `${shape.version},${shape.ciphers[0]},${shape.extensions.join('-')}`
  fields.string(full, words, 0, 0)
  fields.string(hashed, md5Hex(words), 0, 0)
}

function extensionFields(
  fields: FieldSink,
  packet: Packet,
  f: Fields,
  extension: number,
  from: number,
  to: number,
  type: number,
  shape: Shape,
): void {
  const { bytes } = packet
  /** Calls visit for each 16-bit number of bytes[start, end). */
  const each16 = (start: number, end: number, visit: (value: number, at: number) => void): void => {
    for (let at = start; at + 2 <= end; at += 2) visit(packet.u16(at), at)
  }
  const list16 = (visit: (value: number, at: number) => void): void => {
    if (from + 2 <= to) each16(from + 2, Math.min(to, from + 2 + packet.u16(from)), visit)
  }
  switch (extension) {
    case 0:
      if (to - from < 5) return
      fields.number(f['handshake.extensions_server_name_list_len'], packet.u16(from), from, 2)
      fields.number(f['handshake.extensions_server_name_type'], packet.u8(from + 2), from + 2, 1)
      fields.number(f['handshake.extensions_server_name_len'], packet.u16(from + 3), from + 3, 2)
      fields.text(f['handshake.extensions_server_name'], bytes, from + 5, Math.min(to, from + 5 + packet.u16(from + 3)))
      return
    case 10:
      list16((value, at) => {
        shape.groups.push(value)
        fields.number(f['handshake.extensions_supported_group'], value, at, 2)
      })
      return
    case 11:
      if (from < to)
        for (let at = from + 1; at < Math.min(to, from + 1 + bytes[from]); at++) {
          shape.pointFormats.push(bytes[at])
          fields.number(f['handshake.extensions_ec_point_format'], bytes[at], at, 1)
        }
      return
    case 13:
      list16((value, at) => fields.number(f['handshake.sig_hash_alg'], value, at, 2))
      return
    case 16:
      if (from + 2 > to) return
      fields.number(f['handshake.extensions_alpn_len'], packet.u16(from), from, 2)
      for (let at = from + 2; at < to; ) {
        const end = Math.min(to, at + 1 + bytes[at])
        fields.number(f['handshake.extensions_alpn_str_len'], bytes[at], at, 1)
        fields.text(f['handshake.extensions_alpn_str'], bytes, at + 1, end)
        at = end
      }
      return
    case 43:
      if (type === SERVER_HELLO) each16(from, Math.min(to, from + 2), version)
      else if (from < to) each16(from + 1, Math.min(to, from + 1 + bytes[from]), version)
      return
    case 51:
      keyShareFields(fields, packet, f, from, to, type)
      return
    default:
  }

  function version(value: number, at: number): void {
    fields.number(f['handshake.extensions.supported_version'], value, at, 2)
  }
}

/** RFC 8446 section 4.2.8; a HelloRetryRequest has only the group that it asks for. */
function keyShareFields(fields: FieldSink, packet: Packet, f: Fields, from: number, to: number, type: number): void {
  if (type === SERVER_HELLO) {
    if (to - from === 2) fields.number(f['handshake.extensions_key_share_selected_group'], packet.u16(from), from, 2)
    else if (to - from >= 4) fields.number(f['handshake.extensions_key_share_group'], packet.u16(from), from, 2)
    return
  }
  if (from + 2 > to) return
  const end = Math.min(to, from + 2 + packet.u16(from))
  for (let at = from + 2; at + 4 <= end; at += 4 + packet.u16(at + 2))
    fields.number(f['handshake.extensions_key_share_group'], packet.u16(at), at, 2)
}

/** RFC 5246 section 7.4.2; `extended`: as RFC 8446 section 4.4.2. */
function certificateFields(
  fields: FieldSink,
  packet: Packet,
  f: Fields,
  from: number,
  to: number,
  extended: boolean,
): void {
  let at = from
  if (extended && at < to) at += 1 + packet.u8(at)
  if (at + 3 > to) return
  fields.number(f['handshake.certificates_length'], packet.u24(at), at, 3)
  const end = Math.min(to, at + 3 + packet.u24(at))
  at += 3
  while (at + 3 <= end) {
    const stop = Math.min(end, at + 3 + packet.u24(at))
    fields.number(f['handshake.certificate_length'], packet.u24(at), at, 3)
    fields.bytes(f['handshake.certificate'], packet.bytes, at + 3, stop)
    at = stop
    if (extended && at + 2 <= end) at += 2 + packet.u16(at)
  }
}
