import { md5Hex } from '../bytes/hashing.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'
import { quicParameterLayout } from './quic-parameter-fields.ts'
import { applicationFields, tlsApplicationLayout } from './tls-application-fields.ts'
import { exchangeFields, type KnownSession } from './tls-exchange-fields.ts'
import { emptyHello, extensionListFields, type SeenHello } from './tls-extension-fields.ts'
import { ja3Text } from './tls-fingerprints.ts'
import { serverChoice } from './tls-hello.ts'
import { dtlsLayout, type TlsFields, tlsLayout } from './tls-layout.ts'
import { ALERT, APPLICATION_DATA, TLS13 } from './tls-session.ts'

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
  if (!fields.wants(f) && !fields.wants(tlsApplicationLayout)) return
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

function contents(fields: FieldSink, packet: Packet, f: TlsFields, at: number, type: number, length: number): void {
  if (type === APPLICATION_DATA) {
    if (f === tlsLayout) applicationFields(fields, packet)
    fields.bytes(f.app_data, packet.bytes, at, Math.min(packet.end, at + length))
  } else if (type === ALERT) {
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

/** A whole handshake message whose body is bytes[from, to). `session`: as far as it is known before the message. */
export function handshakeFields(
  fields: FieldSink,
  packet: Packet,
  isDtls: boolean,
  type: number,
  from: number,
  to: number,
  session: KnownSession,
): void {
  const f: TlsFields = isDtls ? dtlsLayout : tlsLayout
  const isWanted = fields.wants(f) || fields.wants(quicParameterLayout) || fields.wants(tlsApplicationLayout)
  if (!isWanted) return
  fields.presence(f.handshake)
  fields.number(f['handshake.type'], type, from - 4, 1)
  fields.number(f['handshake.length'], to - from, from - 3, 3)
  if (type === CLIENT_HELLO || type === SERVER_HELLO)
    helloFields(fields, packet, f, isDtls, type, from, to, session.version === TLS13)
  else exchangeFields(fields, packet, f, type, from, to, session)
}

function helloFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  isDtls: boolean,
  type: number,
  from: number,
  to: number,
  isTls13: boolean,
): void {
  if (to - from < 35) return
  const { bytes } = packet
  const legacy = packet.u16(from)
  fields.number(f['handshake.version'], legacy, from, 2)
  fields.bytes(f['handshake.random'], bytes, from + 2, from + 34)
  if (!isTls13 && !(type === SERVER_HELLO && serverChoice(packet, from, to).version === TLS13)) {
    fields.time(f['handshake.random_time'], packet.u32(from + 2), 0, packet.u32(from + 2))
    fields.bytes(f['handshake.random_bytes'], bytes, from + 6, from + 34)
  }
  const session = packet.u8(from + 34)
  let at = Math.min(to, from + 35 + session)
  fields.number(f['handshake.session_id_length'], session, from + 34, 1)
  if (session > 0) fields.bytes(f['handshake.session_id'], bytes, from + 35, at)
  const shape = emptyHello(legacy)
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
    if (length > 0) fields.presence(f['handshake.ciphersuites'])
    for (let i = at + 2; i + 2 <= end; i += 2) {
      shape.ciphers.push(packet.u16(i))
      fields.number(f['handshake.ciphersuite'], packet.u16(i), i, 2)
    }
    at = end
    if (at >= to) return
    const methods = packet.u8(at)
    fields.number(f['handshake.comp_methods_length'], methods, at, 1)
    if (methods > 0) fields.presence(f['handshake.comp_methods'])
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
  if (at + 2 <= to) extensionListFields(fields, packet, f, at, to, type, shape)
  fingerprint(fields, f, type, shape)
}

function fingerprint(fields: FieldSink, f: TlsFields, type: number, shape: SeenHello): void {
  const isClient = type === CLIENT_HELLO
  const full = f[isClient ? 'handshake.ja3_full' : 'handshake.ja3s_full']
  const hashed = f[isClient ? 'handshake.ja3' : 'handshake.ja3s']
  if (!fields.wantsField(full) && !fields.wantsField(hashed)) return
  const words = isClient ? ja3Text(shape) : `${shape.version},${shape.ciphers[0]},${shape.extensions.join('-')}`
  fields.string(full, words, 0, 0)
  fields.string(hashed, md5Hex(words), 0, 0)
}
