import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { WLAN_FCS, wlanHint } from '../dissect/wlan-hint.ts'

const WLAN = 105
const COMMON_80211 = 2

/** CACE's Per-Packet Information: little-endian fields, then a packet of the link type that the header names. */
export const ppi: Dissector = {
  name: 'ppi',
  dissect(packet) {
    if (!packet.need(8)) {
      packet.drawNothing()
      return ACCEPTED
    }
    const at = packet.offset
    const length = packet.u16le(at + 2)
    const linkType = packet.u32le(at + 4)
    if (length < 8 || !packet.need(length)) return ACCEPTED
    const hasFcs = linkType === WLAN && fcsOf(packet, at + 8, at + length)
    packet.offset = at + length
    if (linkType === WLAN) {
      packet.hint = wlanHint(hasFcs ? WLAN_FCS : 0)
      packet.callNamed('wlan_radio')
    } else {
      packet.note('pcap_pktdata')
      if (linkType < 65536) packet.next(packet.tables.linkType, linkType)
    }
    return ACCEPTED
  },
}

/** Whether the 802.11-Common field says that the frame ends in its checksum. */
function fcsOf(packet: Packet, from: number, to: number): boolean {
  for (let at = from; at + 4 <= to; ) {
    const length = packet.u16le(at + 2)
    if (packet.u16le(at) === COMMON_80211 && length >= 10 && at + 14 <= to) return (packet.u16le(at + 12) & 1) === 1
    at += 4 + length
  }
  return false
}
