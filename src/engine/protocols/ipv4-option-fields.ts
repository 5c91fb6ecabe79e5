import { decimal, flag, layout, presence } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** Options of RFC 791, 1063, 2113. */
export const ipv4OptionLayout = layout('ip', {
  'opt.type': decimal('kind of an option'),
  'opt.type.copy': flag('fragments have the option, too'),
  'opt.type.class': decimal('0 control, 2 debugging and measurement'),
  'opt.type.number': decimal('number of an option'),
  'opt.len': decimal('bytes of an option'),
  'opt.len.invalid': presence('an option has a length that it cannot have'),
  'opt.ptr': decimal('where an option goes on'),
  'opt.sid': decimal('stream of an option'),
  'opt.mtu': decimal('MTU of an option'),
  'opt.ra': decimal('0: every router looks at the packet'),
})

const END = 0
const NOP = 1
const ROUTER_ALERT = 20
const STREAM = 8
const MTU_PROBE = 11
const MTU_REPLY = 12
/** Record route, loose and strict source route, timestamp: with a pointer. */
const WITH_POINTER = [7, 3, 9, 4]
/** By number: the only length that it may have. */
const LENGTHS = new Map([
  [ROUTER_ALERT, 4],
  [STREAM, 4],
  [MTU_PROBE, 4],
  [MTU_REPLY, 4],
])
const KNOWN = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 20, 21, 18, 25])

/** The options in [from, to). */
export function ipv4OptionFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  const f = ipv4OptionLayout
  if (!fields.wants(f)) return
  for (let at = from; at < to; ) {
    const type = packet.u8(at)
    const number = type & 31
    const isLone = type === END || type === NOP
    const length = isLone ? 1 : at + 1 < to ? packet.u8(at + 1) : 0
    fields.number(f['opt.type'], type, at, 1)
    fields.flag(f['opt.type.copy'], type & 0x80, at, 1)
    fields.number(f['opt.type.class'], (type >>> 5) & 3, at, 1)
    fields.number(f['opt.type.number'], number, at, 1)
    if (type === END) return
    if (isLone) {
      at++
      continue
    }
    if (at + 1 >= to) return
    fields.number(f['opt.len'], length, at + 1, 1)
    const isRight = LENGTHS.get(number)
    if (length < 2 || at + length > to || (isRight !== undefined && isRight !== length)) {
      if (KNOWN.has(number)) fields.presence(f['opt.len.invalid'])
      if (length < 2 || at + length > to) return
    } else if (number === ROUTER_ALERT) fields.number(f['opt.ra'], packet.u16(at + 2), at + 2, 2)
    else if (number === STREAM) fields.number(f['opt.sid'], packet.u16(at + 2), at + 2, 2)
    else if (number === MTU_PROBE || number === MTU_REPLY) fields.number(f['opt.mtu'], packet.u16(at + 2), at + 2, 2)
    else if (WITH_POINTER.includes(number) && length >= 3) fields.number(f['opt.ptr'], packet.u8(at + 2), at + 2, 1)
    at += length
  }
}
