import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const DTLS = 1
const NATIVE_FRAME = 0x01
const FRAGMENT = 0x80

/** CAPWAP data channel, RFC 5415 section 4: an 802.11 frame or an 802.3 one after a header that says its length. */
export const capwapData: Dissector = { name: 'capwap.data', dissect: dissectCapwap }

function dissectCapwap(packet: Packet): Verdict {
  if (!packet.need(4)) return ACCEPTED
  const at = packet.offset
  if ((packet.u8(at) & 15) === DTLS) {
    packet.offset = at + 4
    if (packet.wireRemaining > 0 && packet.callNamed('dtls') === REJECTED) packet.data()
    return ACCEPTED
  }
  if (!packet.need(8)) return ACCEPTED
  const header = (packet.u8(at + 1) >>> 3) * 4
  const isNative = (packet.u8(at + 2) & NATIVE_FRAME) !== 0
  const isFragment = (packet.u8(at + 3) & FRAGMENT) !== 0
  packet.offset = at + Math.max(8, header)
  if (!packet.need(0) || packet.wireRemaining <= 0 || isFragment) return ACCEPTED
  if (isNative) callNative(packet)
  else packet.callNamed('eth')
  return ACCEPTED
}

/** Cisco's access points swap the two bytes of the frame control field, and Wireshark takes every 802.11 frame here so. */
function callNative(packet: Packet): void {
  if (!packet.need(2)) return
  const frame = packet.bytes.slice(packet.offset, packet.end)
  const first = frame[0]
  frame[0] = frame[1]
  frame[1] = first
  packet.wireEnd -= packet.offset
  packet.end -= packet.offset
  packet.offset = 0
  packet.bytes = frame
  if (packet.callNamed('wlan') === REJECTED) packet.data()
}
