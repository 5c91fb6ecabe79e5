import type { LayoutField } from '../dissect/field-layout.ts'
import { fieldRow, flagBits } from '../dissect/field-row.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { nameField, type RecordData, restField } from './dns-record-data.ts'
import { dnsRecordLayout } from './dns-record-layout.ts'

const f = dnsRecordLayout

/** RFC 4034 section 4.1.2: the types that there are, as bits in blocks. */
export function typeBitsFields({ fields, packet, to }: RecordData, from: number): void {
  for (let at = from; at + 2 <= to; ) {
    const block = packet.u8(at) * 256
    const length = packet.u8(at + 1)
    for (let i = 0; i < length && at + 2 + i < to; i++)
      for (let bit = 0; bit < 8; bit++)
        if ((packet.u8(at + 2 + i) & (0x80 >>> bit)) !== 0)
          fields.number(f['resp.type'], block + i * 8 + bit, at + 2 + i, 1)
    at += 2 + length
  }
}

const BASE32 = '0123456789abcdefghijklmnopqrstuv'

/** RFC 4648 section 7, without padding. */
function base32(bytes: Uint8Array, from: number, to: number): string {
  let out = ''
  let held = 0
  let bits = 0
  for (let at = from; at < to; at++) {
    held = ((held << 8) | bytes[at]) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += BASE32[(held >>> bits) & 31]
    }
  }
  return bits > 0 ? out + BASE32[(held << (5 - bits)) & 31] : out
}

export function hashedNamesFields(data: RecordData): void {
  const { fields, packet, at, to } = data
  if (at + 5 > to) return
  const salt = packet.u8(at + 4)
  fields.number(f['nsec3.algo'], packet.u8(at), at, 1)
  fields.number(f['nsec3.flags'], packet.u8(at + 1), at + 1, 1)
  fields.flag(f['nsec3.flags.opt_out'], packet.u8(at + 1) & 1, at + 1, 1)
  fields.number(f['nsec3.iterations'], packet.u16(at + 2), at + 2, 2)
  fields.number(f['nsec3.salt_length'], salt, at + 4, 1)
  const hashAt = at + 5 + salt
  if (hashAt > to) return
  fields.bytes(f['nsec3.salt_value'], packet.bytes, at + 5, hashAt)
  if (hashAt >= to) return
  const end = Math.min(to, hashAt + 1 + packet.u8(hashAt))
  fields.number(f['nsec3.hash_length'], packet.u8(hashAt), hashAt, 1)
  fields.string(f['nsec3.hash_value'], base32(packet.bytes, hashAt + 1, end), hashAt + 1, end - hashAt - 1)
  typeBitsFields(data, end)
}

export function signatureFields(data: RecordData): void {
  const { fields, packet, at, to } = data
  if (at + 18 > to) return
  fieldRow(fields, packet, at, to, [
    [f['rrsig.type_covered'], 2],
    [f['rrsig.algorithm'], 1],
    [f['rrsig.labels'], 1],
    [f['rrsig.original_ttl'], 4],
  ])
  seconds(fields, packet, f['rrsig.signature_expiration'], at + 8)
  seconds(fields, packet, f['rrsig.signature_inception'], at + 12)
  fields.number(f['rrsig.key_tag'], packet.u16(at + 16), at + 16, 2)
  restField(data, f['rrsig.signature'], nameField(data, f['rrsig.signers_name'], at + 18))
}

function seconds(fields: FieldSink, packet: Packet, field: LayoutField, at: number): void {
  fields.time(field, packet.u32(at), 0, packet.u32(at))
}

export function keyFields(data: RecordData): void {
  const { fields, packet, at, to } = data
  if (at + 4 > to) return
  const flags = packet.u16(at)
  fields.number(f['dnskey.flags'], flags, at, 2)
  flagBits(fields, flags, at, [
    [f['dnskey.flags.zone_key'], 0x100],
    [f['dnskey.flags.key_revoked'], 0x80],
    [f['dnskey.flags.secure_entry_point'], 1],
  ])
  fields.number(f['dnskey.flags.reserved'], flags & 0xfe7e, at, 2)
  fields.number(f['dnskey.protocol'], packet.u8(at + 2), at + 2, 1)
  fields.number(f['dnskey.algorithm'], packet.u8(at + 3), at + 3, 1)
  // RFC 4034 appendix B.
  let sum = 0
  for (let i = at; i < to; i++) sum += ((i - at) & 1) === 0 ? packet.u8(i) << 8 : packet.u8(i)
  fields.number(f['dnskey.key_id'], (sum + (Math.floor(sum / 65536) & 0xffff)) & 0xffff, at, 0)
  restField(data, f['dnskey.public_key'], at + 4)
}

/** RFC 8945. */
export function transactionSignatureFields(data: RecordData): void {
  const { fields, packet, to } = data
  let at = nameField(data, f['tsig.algorithm_name'], data.at)
  if (at + 10 > to) return
  const time = packet.u16(at) * 2 ** 32 + packet.u32(at + 2)
  fields.time(f['tsig.time_signed'], time, 0, time)
  const size = packet.u16(at + 8)
  at = fieldRow(fields, packet, at + 6, to, [
    [f['tsig.fudge'], 2],
    [f['tsig.mac_size'], 2],
    [f['tsig.mac'], size],
    [f['tsig.original_id'], 2],
    [f['tsig.error'], 2],
    [f['tsig.other_len'], 2],
  ])
  restField(data, f['tsig.other_data'], at)
}

/** RFC 2930. */
export function sharedKeyFields(data: RecordData): void {
  const { fields, packet, to } = data
  const at = nameField(data, f['tkey.algo_name'], data.at)
  if (at + 14 > to) return
  seconds(fields, packet, f['tkey.signature_inception'], at)
  seconds(fields, packet, f['tkey.signature_expiration'], at + 4)
  const size = packet.u16(at + 12)
  const next = fieldRow(fields, packet, at + 8, to, [
    [f['tkey.mode'], 2],
    [f['tkey.error'], 2],
    [f['tkey.key_size'], 2],
    [f['tkey.key_data'], size],
    [f['tkey.other_size'], 2],
  ])
  restField(data, f['tkey.other_data'], next)
}
