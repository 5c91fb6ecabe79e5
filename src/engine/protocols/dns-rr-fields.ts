import type { TextWriter } from '../bytes/text-writer.ts'
import type { LayoutField } from '../dissect/field-layout.ts'
import { fieldRow } from '../dissect/field-row.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { nameField, type RecordData, restField, stringField } from './dns-record-data.ts'
import { dnsRecordLayout } from './dns-record-layout.ts'
import {
  hashedNamesFields,
  keyFields,
  sharedKeyFields,
  signatureFields,
  transactionSignatureFields,
  typeBitsFields,
} from './dns-security-fields.ts'

const f = dnsRecordLayout

const oneName = (field: LayoutField) => (data: RecordData) => void nameField(data, field, data.at)
const twoNames = (first: LayoutField, second: LayoutField) => (data: RecordData) =>
  void nameField(data, second, nameField(data, first, data.at))
const numberAndName = (number: LayoutField, field: LayoutField) => (data: RecordData) => {
  const { fields, packet, at, to } = data
  nameField(data, field, fieldRow(fields, packet, at, to, [[number, 2]]))
}
const strings = (length: LayoutField, field: LayoutField) => (data: RecordData) => {
  for (let at = data.at; at < data.to; ) at = stringField(data, length, field, at)
}

function authority(data: RecordData): void {
  const { fields, packet, to } = data
  const at = nameField(data, f['soa.rname'], nameField(data, f['soa.mname'], data.at))
  fieldRow(fields, packet, at, to, [
    [f['soa.serial_number'], 4],
    [f['soa.refresh_interval'], 4],
    [f['soa.retry_interval'], 4],
    [f['soa.expire_limit'], 4],
    [f['soa.minimum_ttl'], 4],
  ])
}

function service(data: RecordData): void {
  const { fields, packet, at, to } = data
  const next = fieldRow(fields, packet, at, to, [
    [f['srv.priority'], 2],
    [f['srv.weight'], 2],
    [f['srv.port'], 2],
  ])
  nameField(data, f['srv.target'], next)
}

/** A service's owner is `service.protocol.domain` (RFC 2782). */
export function dnsServiceNameFields(fields: FieldSink, owner: TextWriter): void {
  if (!fields.wants(f)) return
  const { bytes, length } = owner
  const first = bytes.indexOf(46)
  const second = first < 0 ? -1 : bytes.indexOf(46, first + 1)
  if (second < 0 || second >= length) return
  fields.rendered(f['srv.service'], bytes, 0, first)
  fields.rendered(f['srv.proto'], bytes, first + 1, second)
  fields.rendered(f['srv.name'], bytes, second + 1, length)
}

/** RFC 9460. */
function binding(data: RecordData): void {
  const { fields, packet, to } = data
  let at = nameField(data, f['svcb.targetname'], fieldRow(fields, packet, data.at, to, [[f['svcb.svcpriority'], 2]]))
  while (at + 4 <= to) {
    const kind = packet.u16(at)
    const end = Math.min(to, at + 4 + packet.u16(at + 2))
    fields.presence(f['svcb.svcparam'])
    fields.number(f['svcb.svcparam.key'], kind, at, 2)
    fields.number(f['svcb.svcparam.value.length'], packet.u16(at + 2), at + 2, 2)
    parameter({ ...data, at: at + 4, to: end }, kind)
    at = end
  }
}

const LISTED: ReadonlyMap<number, readonly [LayoutField, number]> = new Map([
  [0, [f['svcb.svcparam.mandatory.key'], 2]],
  [3, [f['svcb.svcparam.port'], 2]],
  [4, [f['svcb.svcparam.ipv4hint.ip'], 4]],
  [6, [f['svcb.svcparam.ipv6hint.ip'], 16]],
])

function parameter(data: RecordData, kind: number): void {
  const { fields, packet, to } = data
  const listed = LISTED.get(kind)
  if (listed !== undefined)
    for (let at = data.at; at + listed[1] <= to; at += listed[1]) fieldRow(fields, packet, at, to, [listed])
  else if (kind === 1) strings(f['svcb.svcparam.alpn.length'], f['svcb.svcparam.alpn'])(data)
  else if (kind === 5) restField(data, f['svcb.svcparam.echconfig'], data.at)
  else restField(data, f['svcb.svcparam.value'], data.at)
}

/** RFC 8659. */
function authorisation(data: RecordData): void {
  const { fields, packet, at, to } = data
  if (at + 2 > to) return
  const end = at + 2 + packet.u8(at + 1)
  fields.number(f['caa.flags'], packet.u8(at), at, 1)
  fields.flag(f['caa.flags.issuer_critical'], packet.u8(at) & 0x80, at, 1)
  fields.number(f['caa.tag_length'], packet.u8(at + 1), at + 1, 1)
  if (end > to) return
  fields.text(f['caa.tag'], packet.bytes, at + 2, end)
  fields.text(f['caa.value'], packet.bytes, end, to)
  const kind = String.fromCharCode(...packet.bytes.subarray(at + 2, end))
  const own = kind === 'issue' || kind === 'issuewild' || kind === 'iodef' ? f[`caa.${kind}`] : f['caa.unknown']
  fields.text(own, packet.bytes, end, to)
}

function rule(data: RecordData): void {
  const { fields, packet, at, to } = data
  let next = fieldRow(fields, packet, at, to, [
    [f['naptr.order'], 2],
    [f['naptr.preference'], 2],
  ])
  next = stringField(data, f['naptr.flags_length'], f['naptr.flags'], next)
  next = stringField(data, f['naptr.service_length'], f['naptr.service'], next)
  next = stringField(data, f['naptr.regex_length'], f['naptr.regex'], next)
  const end = nameField(data, f['naptr.replacement'], next)
  fields.number(f['naptr.replacement_length'], end - next, next, 0)
}

function wellKnownServices(data: RecordData): void {
  const { fields, packet, to } = data
  let at = fieldRow(fields, packet, data.at, to, [
    [f['wks.address'], 4],
    [f['wks.protocol'], 1],
  ])
  for (; at < to; at++) if (packet.u8(at) !== 0) fields.number(f['wks.bits'], packet.u8(at), at, 1)
}

/** Numbers and bytes one behind the other; the last takes the rest. */
const row =
  (parts: readonly (readonly [LayoutField, number])[], last: LayoutField | null = null) =>
  (data: RecordData): void => {
    const end = fieldRow(data.fields, data.packet, data.at, data.to, parts)
    if (last !== null) restField(data, last, end)
  }

const READERS: ReadonlyMap<number, (data: RecordData) => void> = new Map<number, (data: RecordData) => void>([
  [1, row([[f.a, 4]])],
  [2, oneName(f.ns)],
  [3, oneName(f.md)],
  [4, oneName(f.mf)],
  [5, oneName(f.cname)],
  [6, authority],
  [7, oneName(f.mb)],
  [8, oneName(f.mg)],
  [9, oneName(f.mr)],
  [10, row([], f.null)],
  [11, wellKnownServices],
  [12, oneName(f['ptr.domain_name'])],
  [
    13,
    (data) =>
      void stringField(
        data,
        f['hinfo.os_length'],
        f['hinfo.os'],
        stringField(data, f['hinfo.cpu_length'], f['hinfo.cpu'], data.at),
      ),
  ],
  [14, twoNames(f['minfo.r'], f['minfo.e'])],
  [15, numberAndName(f['mx.preference'], f['mx.mail_exchange'])],
  [16, strings(f['txt.length'], f.txt)],
  [17, twoNames(f['rp.mailbox'], f['rp.txt_rr'])],
  [18, numberAndName(f['afsdb.subtype'], f['afsdb.hostname'])],
  [21, numberAndName(f['rt.subtype'], f['rt.intermediate_host'])],
  [
    26,
    (data) => {
      const next = fieldRow(data.fields, data.packet, data.at, data.to, [[f['px.preference'], 2]])
      nameField(data, f['px.map400'], nameField(data, f['px.map822'], next))
    },
  ],
  [28, row([[f.aaaa, 16]])],
  [
    29,
    row([
      [f['loc.version'], 1],
      [f['loc.size'], 1],
      [f['loc.horizontal_precision'], 1],
      [f['loc.vertical_precision'], 1],
      [f['loc.latitude'], 4],
      [f['loc.longitude'], 4],
      [f['loc.altitude'], 4],
    ]),
  ],
  [33, service],
  [35, rule],
  [36, numberAndName(f['kx.preference'], f['kx.key_exchange'])],
  [
    37,
    row(
      [
        [f['cert.type'], 2],
        [f['cert.key_tag'], 2],
        [f['cert.algorithm'], 1],
      ],
      f['cert.certificate'],
    ),
  ],
  [39, oneName(f.dname)],
  [
    43,
    row(
      [
        [f['ds.key_id'], 2],
        [f['ds.algorithm'], 1],
        [f['ds.digest_type'], 1],
      ],
      f['ds.digest'],
    ),
  ],
  [
    44,
    row(
      [
        [f['sshfp.algorithm'], 1],
        [f['sshfp.fingerprint.type'], 1],
      ],
      f['sshfp.fingerprint'],
    ),
  ],
  [46, signatureFields],
  [47, (data) => typeBitsFields(data, nameField(data, f['nsec.next_domain_name'], data.at))],
  [48, keyFields],
  [50, hashedNamesFields],
  [
    52,
    row(
      [
        [f['tlsa.certificate_usage'], 1],
        [f['tlsa.selector'], 1],
        [f['tlsa.matching_type'], 1],
      ],
      f['tlsa.certificate_association_data'],
    ),
  ],
  [64, binding],
  [65, binding],
  [99, strings(f['spf.length'], f.spf)],
  [108, row([[f.eui48, 6]])],
  [249, sharedKeyFields],
  [250, transactionSignatureFields],
  [257, authorisation],
])
/** Read elsewhere, or without data of their own. */
const OTHERS = new Set([
  41, 19, 20, 22, 23, 24, 25, 27, 30, 38, 42, 45, 49, 51, 55, 61, 62, 63, 104, 105, 106, 107, 109, 32769, 65281, 65282,
])

/** The data of a record of `type` at `at`. `base`: where the message begins. */
export function dnsDataFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  length: number,
  type: number,
  base: number,
): void {
  if (!fields.wants(f)) return
  const data = { fields, packet, at, to: at + length, base }
  const read = READERS.get(type)
  if (read !== undefined) read(data)
  else if (!OTHERS.has(type)) {
    restField(data, f.data, at)
    fields.presence(f['undecoded.type'])
  }
}
