import { decimal, flag, hexadecimal, layout, macAddress } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

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
  }
  const type = packet.u16(at + 12)
  fields.number(type <= MAX_LENGTH && type !== 0 ? f.len : f.type, type, at + 12, 2)
}
