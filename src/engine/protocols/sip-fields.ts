import { decimal, layout, text } from '../dissect/field-layout.ts'
import type { LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { indexOfByte, latin1, startsWith } from '../dissect/text-lines.ts'

/** RFC 3261. */
export const sipLayout = layout('sip', {
  'Request-Line': text('first line of a request'),
  'Status-Line': text('first line of a response'),
  Method: text('method of a request'),
  'r-uri': text('target of a request'),
  'Status-Code': decimal('status of a response'),
  From: text('who asks'),
  To: text('who is asked'),
  'Call-ID': text('call'),
  CSeq: text('number and method'),
  Contact: text('where a party is found'),
  Via: text('the way'),
  'User-Agent': text('program that asks'),
  Server: text('program that answers'),
  'Content-Type': text('media type of the body'),
})

const SPACE = 32
const f = sipLayout

/** By name in lower case, long and short (section 7.3.3). */
const HEADERS: ReadonlyMap<string, LayoutField> = new Map([
  ['from', f.From],
  ['f', f.From],
  ['to', f.To],
  ['t', f.To],
  ['call-id', f['Call-ID']],
  ['i', f['Call-ID']],
  ['cseq', f.CSeq],
  ['contact', f.Contact],
  ['m', f.Contact],
  ['via', f.Via],
  ['v', f.Via],
  ['user-agent', f['User-Agent']],
  ['server', f.Server],
  ['content-type', f['Content-Type']],
  ['c', f['Content-Type']],
])
const LONGEST_NAME = 16

/** The first line at bytes[from, to). */
export function sipStartFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f)) return
  const { bytes } = packet
  if (startsWith(bytes, from, to, 'SIP/2.0 ')) {
    fields.text(f['Status-Line'], bytes, from, to)
    const code = Number.parseInt(latin1(bytes, from + 8, Math.min(to, from + 11)), 10)
    if (!Number.isNaN(code)) fields.number(f['Status-Code'], code, from + 8, 3)
    return
  }
  fields.text(f['Request-Line'], bytes, from, to)
  const methodEnd = indexOfByte(bytes, SPACE, from, to)
  if (methodEnd < 0) return
  fields.text(f.Method, bytes, from, methodEnd)
  const uriEnd = indexOfByte(bytes, SPACE, methodEnd + 1, to)
  fields.text(f['r-uri'], bytes, methodEnd + 1, uriEnd < 0 ? to : uriEnd)
}

/** The header line at bytes[from, to) with its colon. */
export function sipHeaderFields(fields: FieldSink, packet: Packet, from: number, colon: number, to: number): void {
  if (!fields.wants(f) || colon - from > LONGEST_NAME) return
  const { bytes } = packet
  const field = HEADERS.get(latin1(bytes, from, colon).trimEnd().toLowerCase())
  if (field === undefined) return
  let value = colon + 1
  while (value < to && (bytes[value] === SPACE || bytes[value] === 9)) value++
  fields.text(field, bytes, value, to)
}
