import { decimal, flag, layout, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 5321. */
export const smtpLayout = layout('smtp', {
  req: flag('from the client'),
  'req.command': text('command'),
  'req.parameter': text('what the command is about'),
  command_line: text('whole line of a command'),
  rsp: flag('from the server'),
  response: text('whole line of a reply'),
  'response.code': decimal('status'),
  'rsp.parameter': text('words behind the status'),
})

const COMMAND = 4

/** The command line at bytes[at, to). */
export function smtpCommandFields(fields: FieldSink, packet: Packet, at: number, to: number): void {
  const f = smtpLayout
  if (!fields.wants(f)) return
  fields.flag(f.req, 1, at, 0)
  fields.text(f.command_line, packet.bytes, at, lineEnd(packet, to))
  fields.text(f['req.command'], packet.bytes, at, Math.min(to, at + COMMAND))
  if (at + COMMAND + 1 < to) fields.text(f['req.parameter'], packet.bytes, at + COMMAND + 1, to)
}

const HYPHEN = 45

/** Behind the line's end, whose letters end at `to`. */
function lineEnd({ bytes, end }: Packet, to: number): number {
  let next = to
  if (next < end && bytes[next] === 13) next++
  return next < end && bytes[next] === 10 ? next + 1 : next
}

/** The reply line at bytes[at, to); `goesOn`: the line before said that this one belongs to it. Answers the same of this line. */
export function smtpReplyFields(fields: FieldSink, packet: Packet, at: number, to: number, goesOn: boolean): boolean {
  const f = smtpLayout
  const { bytes } = packet
  const isContinued = at + 3 < to && bytes[at + 3] === HYPHEN
  if (!fields.wants(f)) return isContinued
  if (at === packet.offset) fields.flag(f.rsp, 1, at, 0)
  if (!goesOn) fields.text(f.response, bytes, at, lineEnd(packet, to))
  if (at + 3 > to) return false
  let code = 0
  for (let i = at; i < at + 3; i++) {
    if (bytes[i] < 48 || bytes[i] > 57) return false
    code = code * 10 + bytes[i] - 48
  }
  if (!goesOn) fields.number(f['response.code'], code, at, 3)
  if (at + 4 < to) fields.text(f['rsp.parameter'], bytes, at + 4, to)
  return isContinued
}
