import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

/** PER choice of DomainMCSPDU: the first and the last (T.125 section 11). */
const LAST_PDU = 42
const SEND_DATA_REQUEST = 25
const SEND_DATA_INDICATION = 26

/** T.125 MCS, as RDP uses it ([MS-RDPBCGR]). */
export const t125: Dissector = {
  name: 't125',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 2) return REJECTED
    // BER: [APPLICATION 101..104] connect PDUs.
    if (packet.u8(at) === 0x7f) {
      const tag = packet.u8(at + 1)
      if (tag < 101 || tag > 104) return REJECTED
      if (tag <= 102 && containsConference(packet)) packet.note('t124')
      return ACCEPTED
    }
    const pdu = packet.u8(at) >>> 2
    if (pdu > LAST_PDU) return REJECTED
    if (pdu === SEND_DATA_REQUEST || pdu === SEND_DATA_INDICATION) {
      if (packet.stream === undefined) return REJECTED
      packet.note('rdp')
      return ACCEPTED
    }
    return (packet.u8(at) & 3) === 0 ? ACCEPTED : REJECTED
  },
}

/** The T.124 object identifier 0.0.20.124.0.1 of a conference's user part. */
function containsConference(packet: Packet): boolean {
  const { bytes, end } = packet
  for (let at = packet.offset; at + 7 <= end; at++)
    if (packet.u32(at) === 0x00050014 && bytes[at + 4] === 0x7c && bytes[at + 6] === 1) return true
  return false
}
