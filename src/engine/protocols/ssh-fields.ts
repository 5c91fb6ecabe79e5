import { md5Hex } from '../bytes/hashing.ts'
import { byteRun, decimal, flag, layout, text } from '../dissect/field-layout.ts'
import type { LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { latin1 } from '../dissect/text-lines.ts'

/** RFC 4253 sections 4.2, 6 and 7.1; HASSH. */
export const sshLayout = layout('ssh', {
  protocol: text('identification'),
  direction: flag('from the server'),
  seq_num: decimal('number of the packet'),
  packet_length: decimal('bytes of the packet behind the length'),
  padding_length: decimal('bytes of padding'),
  message_code: decimal('kind of message'),
  padding_string: byteRun('padding'),
  packet_length_encrypted: byteRun('first four bytes of an encrypted packet'),
  encrypted_packet: byteRun('rest of an encrypted packet'),
  cookie: byteRun('cookie of a key exchange'),
  kex_algorithms_length: decimal('bytes of the key exchanges'),
  kex_algorithms: text('key exchanges'),
  server_host_key_algorithms_length: decimal('bytes of the kinds of host keys'),
  server_host_key_algorithms: text('kinds of host keys'),
  encryption_algorithms_client_to_server_length: decimal('bytes of the ciphers of the client'),
  encryption_algorithms_client_to_server: text('ciphers of the client'),
  encryption_algorithms_server_to_client_length: decimal('bytes of the ciphers of the server'),
  encryption_algorithms_server_to_client: text('ciphers of the server'),
  mac_algorithms_client_to_server_length: decimal('bytes of the MACs of the client'),
  mac_algorithms_client_to_server: text('MACs of the client'),
  mac_algorithms_server_to_client_length: decimal('bytes of the MACs of the server'),
  mac_algorithms_server_to_client: text('MACs of the server'),
  compression_algorithms_client_to_server_length: decimal('bytes of the compressions of the client'),
  compression_algorithms_client_to_server: text('compressions of the client'),
  compression_algorithms_server_to_client_length: decimal('bytes of the compressions of the server'),
  compression_algorithms_server_to_client: text('compressions of the server'),
  languages_client_to_server_length: decimal('bytes of the languages of the client'),
  languages_client_to_server: text('languages of the client'),
  languages_server_to_client_length: decimal('bytes of the languages of the server'),
  languages_server_to_client: text('languages of the server'),
  first_kex_packet_follows: decimal('whether a guess follows'),
  'kex.reserved': byteRun('reserved bytes'),
  'kex.hassh_algorithms': text('what HASSH is made of'),
  'kex.hassh': text('HASSH'),
  'kex.hasshserver_algorithms': text('what HASSH of the server is made of'),
  'kex.hasshserver': text('HASSH of the server'),
})

const f = sshLayout
const COOKIE = 16
const LISTS: readonly (readonly [length: LayoutField, list: LayoutField])[] = [
  [f.kex_algorithms_length, f.kex_algorithms],
  [f.server_host_key_algorithms_length, f.server_host_key_algorithms],
  [f.encryption_algorithms_client_to_server_length, f.encryption_algorithms_client_to_server],
  [f.encryption_algorithms_server_to_client_length, f.encryption_algorithms_server_to_client],
  [f.mac_algorithms_client_to_server_length, f.mac_algorithms_client_to_server],
  [f.mac_algorithms_server_to_client_length, f.mac_algorithms_server_to_client],
  [f.compression_algorithms_client_to_server_length, f.compression_algorithms_client_to_server],
  [f.compression_algorithms_server_to_client_length, f.compression_algorithms_server_to_client],
  [f.languages_client_to_server_length, f.languages_client_to_server],
  [f.languages_server_to_client_length, f.languages_server_to_client],
]

export function sshDirectionFields(fields: FieldSink, fromServer: boolean): void {
  fields.flag(f.direction, fromServer ? 1 : 0, 0, 0)
}

/** The identification in bytes[from, to). */
export function sshBannerFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  fields.text(f.protocol, packet.bytes, from, to)
}

type Counts = { client: number; server: number }
const newCounts = (): Counts => ({ client: 0, server: 0 })

/** The packet in [at, end), not encrypted. */
export function sshPacketFields(fields: FieldSink, packet: Packet, at: number, end: number, fromServer: boolean): void {
  if (!fields.wants(f)) return
  const padding = packet.u8(at + 4)
  const counts = packet.stream?.of('ssh packets of fields', newCounts)
  if (counts !== undefined) fields.number(f.seq_num, fromServer ? counts.server++ : counts.client++, 0, 0)
  fields.number(f.packet_length, packet.u32(at), at, 4)
  fields.number(f.padding_length, padding, at + 4, 1)
  fields.number(f.message_code, packet.u8(at + 5), at + 5, 1)
  if (end - padding > at + 5) fields.bytes(f.padding_string, packet.bytes, end - padding, end)
}

/** What is left of a segment is encrypted: bytes[from, to). */
export function sshEncryptedFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f) || from + 4 > to) return
  fields.bytes(f.packet_length_encrypted, packet.bytes, from, from + 4)
  if (from + 4 < to) fields.bytes(f.encrypted_packet, packet.bytes, from + 4, to)
}

/** The proposal whose cookie begins at `at`. */
export function sshProposalFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  end: number,
  fromServer: boolean,
): void {
  if (!fields.wants(f) || at + COOKIE > end) return
  const { bytes } = packet
  fields.bytes(f.cookie, bytes, at, at + COOKIE)
  const lists: string[] = []
  let next = at + COOKIE
  for (const [length, list] of LISTS) {
    if (next + 4 > end) return
    const stop = next + 4 + packet.u32(next)
    fields.number(length, packet.u32(next), next, 4)
    if (stop > end) return
    if (stop > next + 4) fields.text(list, bytes, next + 4, stop)
    lists.push(latin1(bytes, next + 4, stop))
    next = stop
  }
  if (next + 5 > end) return
  fields.number(f.first_kex_packet_follows, packet.u8(next), next, 1)
  fields.bytes(f['kex.reserved'], bytes, next + 1, next + 5)
  const own = fromServer ? 1 : 0
  const words = [lists[0], lists[2 + own], lists[4 + own], lists[6 + own]].join(';')
  fields.string(fromServer ? f['kex.hasshserver_algorithms'] : f['kex.hassh_algorithms'], words, 0, 0)
  fields.string(fromServer ? f['kex.hasshserver'] : f['kex.hassh'], md5Hex(words), 0, 0)
}
