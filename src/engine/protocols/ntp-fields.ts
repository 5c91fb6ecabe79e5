import { decimal, hexadecimal, layout } from '../dissect/field-layout.ts'
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
})

/** Control and private messages are laid out otherwise. */
const LAST_OF_CLOCKS = 5

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
}
