import { claimAddress, CLAIM_GRATUITOUS, CLAIM_REPLY, CLAIM_REQUEST } from '../dissect/address-claim.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { duplicateFields } from './arp-duplicate-fields.ts'
import { arpAddressFields, arpFields } from './arp-fields.ts'

const ETHERNET = 1
const IEEE_802 = 6
const IPV4 = 0x0800
const REQUEST = 1
const REPLY = 2

/** RFC 826, and RFC 903's reverse ARP. */
export const arp: Dissector = {
  name: 'arp',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    const at = packet.offset
    if (packet.fields !== null) arpFields(packet.fields, packet, at)
    const isWhole = packet.need(8 + 2 * packet.u8(at + 4) + 2 * packet.u8(at + 5))
    if (!isWhole) return ACCEPTED
    const isPair = isOfEthernet(packet, at)
    if (isPair) claim(packet, at)
    if (packet.fields === null) return ACCEPTED
    arpAddressFields(packet.fields, packet, at)
    if (isPair) duplicateFields(packet.fields, packet, at, packet.u16(at + 6))
    return ACCEPTED
  },
}

/** A request or reply of Ethernet and IPv4 addresses. */
function isOfEthernet(packet: Packet, at: number): boolean {
  const hardware = packet.u16(at)
  const opcode = packet.u16(at + 6)
  return (
    (hardware === ETHERNET || hardware === IEEE_802) &&
    packet.u16(at + 2) === IPV4 &&
    packet.u8(at + 4) === 6 &&
    packet.u8(at + 5) === 4 &&
    (opcode === REQUEST || opcode === REPLY)
  )
}

/** The sender's addresses belong together, unless it only probes (RFC 5227 section 2.1.1). */
function claim(packet: Packet, at: number): void {
  const opcode = packet.u16(at + 6)
  if (packet.u32(at + 14) === 0 || packet.inError) return
  const isGratuitous = packet.u32(at + 14) === packet.u32(at + 24)
  const how = isGratuitous ? CLAIM_GRATUITOUS : opcode === REPLY ? CLAIM_REPLY : CLAIM_REQUEST
  claimAddress(packet, 'arp', packet.sink.ipv4(packet.bytes, at + 14), at + 8, how)
}
