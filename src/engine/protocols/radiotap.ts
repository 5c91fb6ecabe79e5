import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { WLAN_FCS, WLAN_PADDED, wlanHint } from '../dissect/wlan-hint.ts'

const FLAG_FCS = 0x10
const FLAG_PADDED = 0x20

/** radiotap.org: a header of fields that a bit mask announces. Only the flags matter for what follows. */
export const radiotap: Dissector = {
  name: 'radiotap',
  dissect(packet) {
    if (!packet.need(8)) {
      packet.drawNothing()
      return ACCEPTED
    }
    const length = packet.u16le(packet.offset + 2)
    if (length < 8) return ACCEPTED
    if (!packet.need(length)) return ACCEPTED
    const flags = flagsOf(packet, length)
    packet.offset += length
    packet.hint = wlanHint(((flags & FLAG_FCS) === 0 ? 0 : WLAN_FCS) | ((flags & FLAG_PADDED) === 0 ? 0 : WLAN_PADDED))
    packet.callNamed('wlan_radio')
    return ACCEPTED
  },
}

/** The flags field: after all the mask words, and after the clock when there is one, which is aligned to eight. */
function flagsOf(packet: Packet, length: number): number {
  const start = packet.offset
  const present = packet.u32le(start + 4)
  if ((present & 2) === 0) return 0
  let at = start + 4
  while (at + 4 <= start + length && packet.u8(at + 3) >= 0x80) at += 4
  at += 4
  if ((present & 1) === 1) at = start + (((at - start + 7) >> 3) << 3) + 8
  return at < start + length ? packet.u8(at) : 0
}
