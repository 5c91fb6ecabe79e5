import { decimal, flag, layout, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { indexOfByte, lineLength } from '../dissect/text-lines.ts'

/** RFC 959. */
export const ftpLayout = layout('ftp', {
  request: flag('from the client'),
  response: flag('from the server'),
  'request.command': text('command'),
  'request.arg': text('what the command is about'),
  'response.code': decimal('status'),
  'response.arg': text('words behind the status'),
})

const SPACE = 32

/** The first line in [offset, end): a command or a reply. */
export function ftpFields(fields: FieldSink, packet: Packet, isRequest: boolean): void {
  const f = ftpLayout
  if (!fields.wants(f)) return
  const { bytes, offset, end } = packet
  fields.flag(f.request, isRequest ? 1 : 0, offset, 0)
  fields.flag(f.response, isRequest ? 0 : 1, offset, 0)
  if (isRequest) {
    const stop = offset + lineLength(bytes, offset, end, false)
    const blank = indexOfByte(bytes, SPACE, offset, stop)
    fields.text(f['request.command'], bytes, offset, blank < 0 ? stop : blank)
    if (blank >= 0 && blank + 1 < stop) fields.text(f['request.arg'], bytes, blank + 1, stop)
    return
  }
  const stop = offset + lineLength(bytes, offset, end, false)
  const code = status(bytes, offset, stop)
  if (code >= 0) {
    fields.number(f['response.code'], code, offset, 3)
    if (offset + 4 < stop) fields.text(f['response.arg'], bytes, offset + 4, stop)
  } else if (offset < stop) fields.text(f['response.arg'], bytes, offset, stop)
}

/** Three digits, alone or before a blank or a hyphen; -1 = none. */
function status(bytes: Uint8Array, at: number, stop: number): number {
  if (at + 3 > stop || (at + 3 < stop && bytes[at + 3] !== SPACE && bytes[at + 3] !== 45)) return -1
  let code = 0
  for (let i = at; i < at + 3; i++) {
    if (bytes[i] < 48 || bytes[i] > 57) return -1
    code = code * 10 + bytes[i] - 48
  }
  return code
}
