import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { WLAN_FCS, WLAN_PADDED, wlanFlags } from '../dissect/wlan-hint.ts'

const MANAGEMENT = 0
const CONTROL = 1
const DATA = 2
/** Bits of the second byte. */
const TO_DS = 1
const FROM_DS = 2
const MORE_FRAGMENTS = 4
const PROTECTED = 0x40
const ORDER = 0x80
/** Bits of a data frame's subtype. */
const NO_DATA = 4
const QOS = 8
/** Bits of the QoS control field. */
const AGGREGATE = 0x80
const MESH_CONTROL = 0x100

/** IEEE 802.11. What is encrypted is data. */
export const wlan: Dissector = {
  name: 'wlan',
  dissect(packet) {
    const flags = wlanFlags(packet.hint)
    packet.hint = null
    if (!packet.need(2)) {
      packet.drawNothing()
      return ACCEPTED
    }
    if ((flags & WLAN_FCS) !== 0 && packet.wireRemaining > 4) packet.limit(packet.wireRemaining - 4)
    const at = packet.offset
    const type = (packet.u8(at) >>> 2) & 3
    const control = packet.u8(at + 1)
    if ((packet.u8(at) & 3) !== 0) return ACCEPTED
    if (type === MANAGEMENT) management(packet, control)
    else if (type === CONTROL) packet.need(10)
    else if (type === DATA) dataFrame(packet, control, (flags & WLAN_PADDED) !== 0)
    return ACCEPTED
  },
}

function management(packet: Packet, control: number): void {
  const header = (control & ORDER) === 0 ? 24 : 28
  if (!packet.need(header)) return
  packet.offset += header
  if ((control & PROTECTED) !== 0) packet.data()
  else packet.repeat('wlan.mgt')
}

function dataFrame(packet: Packet, control: number, isPadded: boolean): void {
  const at = packet.offset
  const subtype = packet.u8(at) >>> 4
  const hasFourAddresses = (control & (TO_DS | FROM_DS)) === (TO_DS | FROM_DS)
  const addresses = hasFourAddresses ? 30 : 24
  const isQos = (subtype & QOS) !== 0
  let header = addresses
  if (isQos) header += (control & ORDER) === 0 ? 2 : 6
  if (!packet.need(header)) return
  if ((subtype & NO_DATA) !== 0) return
  const qos = isQos ? packet.u16le(at + addresses) : 0
  if (isPadded) header = (header + 3) & ~3
  packet.offset = at + header
  if ((control & PROTECTED) !== 0 || (control & MORE_FRAGMENTS) !== 0 || (packet.u8(at + 22) & 15) !== 0) packet.data()
  else if ((qos & AGGREGATE) !== 0) aggregate(packet)
  else {
    if ((qos & MESH_CONTROL) !== 0 && (control & FROM_DS) !== 0) skipMeshControl(packet)
    payload(packet, at, control)
  }
}

/** IEEE 802.11 clause 9.2.4.8: flags, time to live, sequence number, up to two more addresses. */
function skipMeshControl(packet: Packet): void {
  if (packet.remaining < 6) return
  const extension = packet.u8(packet.offset)
  if (extension < 3) packet.offset += 6 + extension * 6
}

/** A-MSDU: each with two addresses and a length, padded to four bytes. */
function aggregate(packet: Packet): void {
  packet.repeat('wlan_aggregate')
  const { nested, end, wireEnd } = packet
  packet.nested = true
  let at = packet.offset
  while (at + 14 <= end) {
    const length = packet.u16(at + 12)
    packet.offset = at + 14
    packet.limit(length)
    packet.callNamed('llc')
    packet.end = end
    packet.wireEnd = wireEnd
    at += (14 + length + 3) & ~3
  }
  packet.nested = nested
}

/** LLC; but some drivers leave an Ethernet header, IPX at once, or two zero bytes in front. */
function payload(packet: Packet, at: number, control: number): void {
  let name = 'llc'
  const from = packet.offset
  if (packet.remaining >= 2 && packet.u16(from) !== 0xaaaa) {
    const destination = at + ((control & TO_DS) === 0 ? 4 : 16)
    const source = at + ((control & FROM_DS) === 0 ? 10 : (control & TO_DS) === 0 ? 16 : 24)
    if (isSame(packet, from, destination) || isSame(packet, from + 6, source)) name = 'eth'
    else if (packet.u16(from) === 0xffff) name = 'ipx'
    else if (packet.u16(from) === 0) packet.offset += 2
  }
  if (packet.callNamed(name) === REJECTED) packet.data()
}

function isSame(packet: Packet, a: number, b: number): boolean {
  if (a + 6 > packet.end) return false
  for (let i = 0; i < 6; i++) if (packet.bytes[a + i] !== packet.bytes[b + i]) return false
  return true
}
