import { hexText } from '../bytes/hashing.ts'
import { byteRun, decimal, flag, hexadecimal, layout, macAddress, presence, text } from './field-layout.ts'
import type { LayoutField } from './field-layout.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'

/** IEEE 802.3 clause 3. */
export const ethernetLayout = layout('eth', {
  dst: macAddress('destination'),
  src: macAddress('source'),
  addr: macAddress('either address'),
  type: hexadecimal(4, 'EtherType'),
  len: decimal('length in place of the type'),
  lg: flag('an address is locally administered'),
  'dst.lg': flag('the destination is locally administered'),
  'src.lg': flag('the source is locally administered'),
  ig: flag('an address is of a group'),
  'dst.ig': flag('the destination is a group'),
  'src.ig': flag('the source is a group'),
  dst_resolved: text('destination by name, of which there are none'),
  src_resolved: text('source by name, of which there are none'),
  addr_resolved: text('either address by name, of which there are none'),
  'dst.oui': decimal('first three bytes of the destination'),
  'src.oui': decimal('first three bytes of the source'),
  'addr.oui': decimal('first three bytes of an address'),
  padding: byteRun('zeros up to 60 bytes'),
  padding_bad: presence('the padding is not made of zeros'),
  trailer: byteRun('bytes behind the packet inside'),
  fcs: hexadecimal(8, 'frame check sequence'),
  'fcs.status': decimal('1 good, 0 bad, 2 not verified'),
  src_not_group: presence('the source is the address of a group'),
})

const MAX_LENGTH = 1500

/** The header at `at`. */
export function ethernetFields(fields: FieldSink, packet: Packet, at: number): void {
  if (!fields.wants(ethernetLayout)) return
  const f = ethernetLayout
  const { bytes } = packet
  for (let side = 0; side < 2; side++) {
    const from = at + side * 6
    const first = bytes[from]
    fields.mac(side === 0 ? f.dst : f.src, bytes, from)
    fields.mac(f.addr, bytes, from)
    fields.flag(side === 0 ? f['dst.lg'] : f['src.lg'], first & 2, from, 3)
    fields.flag(f.lg, first & 2, from, 3)
    fields.flag(side === 0 ? f['dst.ig'] : f['src.ig'], first & 1, from, 3)
    fields.flag(f.ig, first & 1, from, 3)
    const maker = packet.u24(from)
    fields.number(side === 0 ? f['dst.oui'] : f['src.oui'], maker, from, 3)
    fields.number(f['addr.oui'], maker, from, 3)
    const resolved = side === 0 ? f.dst_resolved : f.src_resolved
    if (fields.wantsField(resolved) || fields.wantsField(f.addr_resolved)) {
      const words = hexText(bytes.subarray(from, from + 6)).replaceAll(/..(?!$)/g, '$&:')
      fields.string(resolved, words, from, 6)
      fields.string(f.addr_resolved, words, from, 6)
    }
  }
  if ((bytes[at + 6] & 1) !== 0) fields.presence(f.src_not_group)
  const type = packet.u16(at + 12)
  fields.number(type <= MAX_LENGTH && type !== 0 ? f.len : f.type, type, at + 12, 2)
}

const SHORTEST_FRAME = 60
/** From here on a frame needs no padding, so that what is behind it may be a check sequence. */
const SHORTEST_WITH_FCS = 64
const FCS = 4
const NOT_VERIFIED = 2

/**
 * What is behind the packet that a frame holds, which ends at `from`: padding, other bytes, a check sequence. `begin`:
 * where the header with the type or length begins; `trailer`: the field of the other bytes.
 */
export function trailerFields(
  fields: FieldSink,
  packet: Packet,
  begin: number,
  from: number,
  trailer: LayoutField = ethernetLayout.trailer,
): void {
  const f = ethernetLayout
  const { bytes, end, wireEnd } = packet
  if (from < 0 || from >= wireEnd || !(fields.wants(f) || fields.wantsField(trailer))) return
  let at = from
  const mayBePadded = packet.length >= SHORTEST_FRAME
  const padding = mayBePadded ? Math.max(0, SHORTEST_FRAME - (packet.length - (wireEnd - from))) : 0
  let isBad = false
  if (padding > 0 && at + padding <= end) {
    isBad = bytes.subarray(at, at + padding).some((byte) => byte !== 0)
    if (!isBad) {
      fields.bytes(f.padding, bytes, at, at + padding)
      at += padding
    }
  }
  const isEthernet = trailer === f.trailer
  const hasSequence = isEthernet && wireEnd - begin >= SHORTEST_WITH_FCS && wireEnd - at >= FCS
  const stop = Math.min(end, hasSequence ? wireEnd - FCS : wireEnd)
  if (stop > at) fields.bytes(trailer, bytes, at, stop)
  if (isBad) fields.presence(f.padding_bad)
  if (!hasSequence || end < wireEnd) return
  fields.number(f.fcs, packet.u32(wireEnd - FCS), wireEnd - FCS, FCS)
  fields.number(f['fcs.status'], NOT_VERIFIED, wireEnd - FCS, 0)
}
