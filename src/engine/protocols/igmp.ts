import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { igmpFields, igmpRecordFields } from './igmp-fields.ts'

const MEMBERSHIP_QUERY = 0x11
const DVMRP = 0x13
const PIM_V1 = 0x14
const REPORT_V3 = 0x22

/** Types of IGMPv0 to v3, of multicast traceroute and of SSM. */
const isIgmp = (type: number) =>
  (type <= 0x12 && type !== 0x10) ||
  type === 0x16 ||
  type === 0x17 ||
  type === REPORT_V3 ||
  type === 0x1e ||
  type === 0x1f

/** What the other types are: multicast router discovery, RGMP, IGAP, MSNIP. */
const OTHERS = new Map([
  [DVMRP, 'dvmrp'],
  [PIM_V1, 'pim'],
  [0x23, 'msnip'],
  [0x24, 'msnip'],
  [0x25, 'msnip'],
  [0x26, 'mrdisc'],
  [0x40, 'igap'],
  [0x41, 'igap'],
  [0x42, 'igap'],
  [0xfc, 'rgmp'],
  [0xfd, 'rgmp'],
  [0xfe, 'rgmp'],
  [0xff, 'rgmp'],
])

/** RFC 3376, 2236, 1112: the message inside the frame that the type selects. */
const message: Dissector = {
  name: 'igmp',
  dissect(packet) {
    const at = packet.offset
    const type = packet.u8(at)
    if (!packet.need(8)) return ACCEPTED
    if (packet.fields !== null) igmpFields(packet.fields, packet, at)
    if (type === REPORT_V3) readReport(packet, at)
    else if (type === MEMBERSHIP_QUERY && packet.wireRemaining >= 12 && packet.need(12))
      packet.need(12 + packet.u16(at + 10) * 4)
    return ACCEPTED
  },
}

function readReport(packet: Packet, start: number): void {
  let at = start + 8
  for (let left = packet.u16(start + 6); left > 0; left--) {
    if (!packet.need(8, at)) return
    if (packet.fields !== null) igmpRecordFields(packet.fields, packet, at)
    const length = 8 + packet.u16(at + 2) * 4 + packet.u8(at + 1) * 4
    if (!packet.need(length, at)) return
    at += length
  }
}

/** IGMP: a shell that hands each type on to a protocol of its own, most of them IGMP again. */
export const igmp: Dissector = { name: 'igmp', dissect: dissectIgmp }

function dissectIgmp(packet: Packet): Verdict {
  if (!packet.need(1)) return ACCEPTED
  const type = packet.u8(packet.offset)
  const other = isIgmp(type) ? message : packet.tables.named(OTHERS.get(type) ?? '')
  if (other === undefined) return ACCEPTED
  packet.drawNothing()
  packet.call(other)
  return ACCEPTED
}
