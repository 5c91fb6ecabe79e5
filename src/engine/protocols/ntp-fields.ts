import { byteRun, decimal, hexadecimal, layout, optionalTime } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 5905. */
export const ntpLayout = layout('ntp', {
  flags: hexadecimal(2, 'leap indicator, version and mode'),
  'flags.li': decimal('leap indicator'),
  'flags.vn': decimal('version'),
  'flags.mode': decimal('mode: 3 client, 4 server, 5 broadcast'),
  stratum: decimal('distance from the reference clock'),
  ppoll: decimal('interval between messages, a power of two'),
  precision: decimal('precision of the clock, a power of two in one byte'),
  rootdelay: decimal('round trip to the reference clock'),
  rootdispersion: decimal('how much the clock may be wrong'),
  refid: byteRun('reference clock'),
  reftime: optionalTime('when the clock was set last'),
  org: optionalTime('when the request was sent'),
  rec: optionalTime('when the request came'),
  xmt: optionalTime('when the message was sent'),
})

/** Control and private messages are laid out otherwise. */
const LAST_OF_CLOCKS = 5
const LENGTH = 48
/** 1900 to 1970, and to 2036, from where seconds begin anew. */
const FIRST_ERA = 2_208_988_800
const SECOND_ERA = 2_085_978_496

/** The message at `at`. */
export function ntpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = ntpLayout
  if (!fields.wants(f)) return
  const flags = packet.u8(at)
  fields.number(f.flags, flags, at, 1)
  if ((flags & 7) > LAST_OF_CLOCKS) return
  fields.number(f['flags.li'], flags >>> 6, at, 1)
  fields.number(f['flags.vn'], (flags >>> 3) & 7, at, 1)
  fields.number(f['flags.mode'], flags & 7, at, 1)
  if (at + 3 > packet.end) return
  fields.number(f.stratum, packet.u8(at + 1), at + 1, 1)
  fields.number(f.ppoll, packet.u8(at + 2), at + 2, 1)
  if (at + LENGTH > packet.end) return
  fields.number(f.precision, packet.u8(at + 3), at + 3, 1)
  fields.number(f.rootdelay, packet.u32(at + 4), at + 4, 4)
  fields.number(f.rootdispersion, packet.u32(at + 8), at + 8, 4)
  fields.bytes(f.refid, packet.bytes, at + 12, at + 16)
  ;[f.reftime, f.org, f.rec, f.xmt].forEach((field, i) => {
    const from = at + 16 + i * 8
    const seconds = packet.u32(from)
    const fraction = packet.u32(from + 4)
    const isNone = seconds === 0 && fraction === 0
    const since = isNone ? 0 : seconds >= 0x80000000 ? seconds - FIRST_ERA : seconds + SECOND_ERA
    const nanoseconds = Math.floor(fraction / 4.294967296)
    fields.time(field, since, nanoseconds, since + nanoseconds / 1e9)
  })
}
