import { fieldRow, type RowPart } from './field-row.ts'
import type { FieldSink } from './field-sink.ts'
import type { LayoutField } from './field-layout.ts'
import type { Packet } from './packet.ts'
import { quicParameterFields } from './quic-parameter-fields.ts'
import { timestampListFields } from './sct-fields.ts'
import type { HelloShape } from './tls-fingerprints.ts'
import { latin1 } from './text-lines.ts'
import { noteAlpn } from './tls-application-fields.ts'
import type { TlsFields } from './tls-layout.ts'

const SERVER_HELLO = 2

/** What JA3 and JA3S are made of, as it is read. */
export const emptyHello = (version: number) =>
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
export type SeenHello = ReturnType<typeof emptyHello>

/** The extension at hand. */
type Extension = {
  fields: FieldSink
  packet: Packet
  f: TlsFields
  from: number
  to: number
  /** Of the handshake message. */
  message: number
  seen: SeenHello
}

/** The extensions from `at`, their length first, up to `to`. */
export function extensionListFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  at: number,
  to: number,
  message: number,
  seen: SeenHello,
): void {
  fields.number(f['handshake.extensions_length'], packet.u16(at), at, 2)
  const end = Math.min(to, at + 2 + packet.u16(at))
  for (let next = at + 2; next + 4 <= end; ) {
    const type = packet.u16(next)
    const length = packet.u16(next + 2)
    const stop = Math.min(end, next + 4 + length)
    fields.number(f['handshake.extension.type'], type, next, 2)
    fields.number(f['handshake.extension.len'], length, next + 2, 2)
    seen.extensions.push(type)
    const read = READERS.get(type)
    if (read !== undefined) read({ fields, packet, f, from: next + 4, to: stop, message, seen })
    else fields.bytes(f['handshake.extension.data'], packet.bytes, next + 4, stop)
    next = stop
  }
}

/** Calls visit for each 16-bit number of [from, to). */
function each16(packet: Packet, from: number, to: number, visit: (value: number, at: number) => void): void {
  for (let at = from; at + 2 <= to; at += 2) visit(packet.u16(at), at)
}

/** A signature algorithm; its bytes have names of their own. */
export function signatureAlgorithmField(fields: FieldSink, packet: Packet, f: TlsFields, at: number): void {
  fields.number(f['handshake.sig_hash_alg'], packet.u16(at), at, 2)
  fields.number(f['handshake.sig_hash_hash'], packet.u8(at), at, 1)
  fields.number(f['handshake.sig_hash_sig'], packet.u8(at + 1), at + 1, 1)
}

/** A list of signature algorithms at `at`, its length first; answers where it ends. */
export function signatureAlgorithmsFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  at: number,
  to: number,
): number {
  if (at + 2 > to) return to
  const end = Math.min(to, at + 2 + packet.u16(at))
  fields.number(f['handshake.sig_hash_alg_len'], packet.u16(at), at, 2)
  fields.presence(f['handshake.sig_hash_algs'])
  each16(packet, at + 2, end, (_, next) => signatureAlgorithmField(fields, packet, f, next))
  return end
}

function serverName({ fields, packet, f, from, to }: Extension): void {
  if (to - from < 5) return
  fieldRow(fields, packet, from, to, [
    [f['handshake.extensions_server_name_list_len'], 2],
    [f['handshake.extensions_server_name_type'], 1],
    [f['handshake.extensions_server_name_len'], 2],
  ])
  const end = Math.min(to, from + 5 + packet.u16(from + 3))
  fields.text(f['handshake.extensions_server_name'], packet.bytes, from + 5, end)
}

function supportedGroups({ fields, packet, f, from, to, seen }: Extension): void {
  if (from + 2 > to) return
  fields.number(f['handshake.extensions_supported_groups_length'], packet.u16(from), from, 2)
  fields.presence(f['handshake.extensions_supported_groups'])
  each16(packet, from + 2, Math.min(to, from + 2 + packet.u16(from)), (value, at) => {
    seen.groups.push(value)
    fields.number(f['handshake.extensions_supported_group'], value, at, 2)
  })
}

function pointFormats({ fields, packet, f, from, to, seen }: Extension): void {
  if (from >= to) return
  const length = packet.u8(from)
  fields.number(f['handshake.extensions_ec_point_formats_length'], length, from, 1)
  fields.presence(f['handshake.extensions_ec_point_formats'])
  for (let at = from + 1; at < Math.min(to, from + 1 + length); at++) {
    seen.pointFormats.push(packet.u8(at))
    fields.number(f['handshake.extensions_ec_point_format'], packet.u8(at), at, 1)
  }
}

function statusRequest({ fields, packet, f, from, to, message }: Extension): void {
  if (message === SERVER_HELLO || from >= to) return
  fields.number(f['handshake.extensions_status_request_type'], packet.u8(from), from, 1)
  if (from + 3 > to) return
  const ids = packet.u16(from + 1)
  fields.number(f['handshake.extensions_status_request_responder_ids_len'], ids, from + 1, 2)
  if (from + 5 + ids <= to)
    fields.number(f['handshake.extensions_status_request_exts_len'], packet.u16(from + 3 + ids), from + 3 + ids, 2)
}

function alpn({ fields, packet, f, from, to, message }: Extension): void {
  if (from + 2 > to) return
  if (message === SERVER_HELLO && from + 3 < to)
    noteAlpn(packet, latin1(packet.bytes, from + 3, Math.min(to, from + 3 + packet.u8(from + 2))))
  fields.number(f['handshake.extensions_alpn_len'], packet.u16(from), from, 2)
  fields.presence(f['handshake.extensions_alpn_list'])
  names(fields, packet, from + 2, to, f['handshake.extensions_alpn_str_len'], f['handshake.extensions_alpn_str'])
}

function names(
  fields: FieldSink,
  packet: Packet,
  from: number,
  to: number,
  length: LayoutField,
  name: LayoutField,
): void {
  for (let at = from; at < to; ) {
    const end = Math.min(to, at + 1 + packet.u8(at))
    fields.number(length, packet.u8(at), at, 1)
    fields.text(name, packet.bytes, at + 1, end)
    at = end
  }
}

function versions({ fields, packet, f, from, to, message }: Extension): void {
  const visit = (value: number, at: number) => fields.number(f['handshake.extensions.supported_version'], value, at, 2)
  if (message === SERVER_HELLO) {
    each16(packet, from, Math.min(to, from + 2), visit)
    return
  }
  if (from >= to) return
  fields.number(f['handshake.extensions.supported_versions_len'], packet.u8(from), from, 1)
  each16(packet, from + 1, Math.min(to, from + 1 + packet.u8(from)), visit)
}

/** RFC 8446 section 4.2.8; a HelloRetryRequest has only the group that it asks for. */
function keyShare({ fields, packet, f, from, to, message }: Extension): void {
  if (message === SERVER_HELLO && to - from === 2) {
    fields.number(f['handshake.extensions_key_share_selected_group'], packet.u16(from), from, 2)
    return
  }
  let at = from
  if (message !== SERVER_HELLO) {
    if (from + 2 > to) return
    fields.number(f['handshake.extensions_key_share_client_length'], packet.u16(from), from, 2)
    at += 2
  }
  while (at + 4 <= to) {
    const length = packet.u16(at + 2)
    const end = Math.min(to, at + 4 + length)
    fields.number(f['handshake.extensions_key_share_group'], packet.u16(at), at, 2)
    fields.number(f['handshake.extensions_key_share_key_exchange_length'], length, at + 2, 2)
    fields.bytes(f['handshake.extensions_key_share_key_exchange'], packet.bytes, at + 4, end)
    at = end
    if (message === SERVER_HELLO) return
  }
}

/** RFC 8446 section 4.2.11. */
function preSharedKey({ fields, packet, f, from, to, message }: Extension): void {
  if (from + 2 > to) return
  if (message === SERVER_HELLO) {
    fields.number(f['handshake.extensions.psk.identity.selected'], packet.u16(from), from, 2)
    return
  }
  fields.number(f['handshake.extensions.psk.identities.length'], packet.u16(from), from, 2)
  const end = Math.min(to, from + 2 + packet.u16(from))
  for (let at = from + 2; at + 2 <= end; ) {
    const length = packet.u16(at)
    at = fieldRow(fields, packet, at, end, [
      [f['handshake.extensions.psk.identity.identity_length'], 2],
      [f['handshake.extensions.psk.identity.identity'], length],
      [f['handshake.extensions.psk.identity.obfuscated_ticket_age'], 4],
    ])
    if (length === 0) break
  }
  if (end + 2 > to) return
  fields.number(f['handshake.extensions.psk.binders_len'], packet.u16(end), end, 2)
  fields.presence(f['handshake.extensions.psk.binders'])
}

/** A list of numbers of `size` bytes, its length in one byte before it. */
function shortList({ fields, packet, from, to }: Extension, length: LayoutField, item: LayoutField, size: 1 | 2): void {
  if (from >= to) return
  fields.number(length, packet.u8(from), from, 1)
  const end = Math.min(to, from + 1 + packet.u8(from))
  const row: RowPart[] = [[item, size]]
  for (let at = from + 1; at + size <= end; at += size) fieldRow(fields, packet, at, end, row)
}

const whole =
  (field: (f: TlsFields) => LayoutField) =>
  ({ fields, packet, f, from, to }: Extension): void => {
    if (from < to) fields.number(field(f), to - from === 1 ? packet.u8(from) : packet.u16(from), from, to - from)
  }

/** By IANA "TLS ExtensionType". */
const READERS: ReadonlyMap<number, (extension: Extension) => void> = new Map([
  [0, serverName],
  [1, whole((f) => f['handshake.max_fragment_length'])],
  [5, statusRequest],
  [10, supportedGroups],
  [11, pointFormats],
  [13, ({ fields, packet, f, from, to }) => void signatureAlgorithmsFields(fields, packet, f, from, to)],
  [15, whole((f) => f['handshake.extension.heartbeat.mode'])],
  [16, alpn],
  [18, ({ fields, packet, f, from, to }) => timestampListFields(fields, packet, f, from, to)],
  [
    21,
    ({ fields, packet, f, from, to }) => fields.bytes(f['handshake.extensions_padding_data'], packet.bytes, from, to),
  ],
  [
    27,
    (it) => shortList(it, it.f['compress_certificate.algorithms_length'], it.f['compress_certificate.algorithm'], 2),
  ],
  [28, whole((f) => f.record_size_limit)],
  [41, preSharedKey],
  [
    42,
    ({ fields, packet, f, from, to }) =>
      void fieldRow(fields, packet, from, to, [[f['early_data.max_early_data_size'], 4]]),
  ],
  [43, versions],
  [
    44,
    ({ fields, packet, f, from, to }) =>
      void fieldRow(fields, packet, from, to, [
        [f['handshake.extensions.cookie_len'], 2],
        [f['handshake.extensions.cookie'], Math.max(0, to - from - 2)],
      ]),
  ],
  [45, (it) => shortList(it, it.f['extension.psk_ke_modes_length'], it.f['extension.psk_ke_mode'], 1)],
  [51, keyShare],
  [
    54,
    ({ fields, packet, f, from, to }) =>
      void fieldRow(fields, packet, from, to, [
        [f.connection_id_length, 1],
        [f.connection_id, Math.max(0, to - from - 1)],
      ]),
  ],
  [57, ({ fields, packet, from, to }) => quicParameterFields(fields, packet, from, to)],
  [0xffa5, ({ fields, packet, from, to }) => quicParameterFields(fields, packet, from, to)],
  [
    13172,
    ({ fields, packet, f, from, to }) =>
      names(fields, packet, from, to, f['handshake.extensions_npn_str_len'], f['handshake.extensions_npn']),
  ],
  [
    65281,
    ({ fields, packet, f, from, to }) => {
      if (from >= to) return
      fields.number(f['handshake.extensions_reneg_info_len'], packet.u8(from), from, 1)
      if (from + 1 < to) fields.bytes(f['handshake.extensions_reneg_info'], packet.bytes, from + 1, to)
    },
  ],
])
