import type { Packet } from './packet.ts'

/** Above this the field is a type, up to it a length (IEEE 802.3 clause 3.2.6). */
export const MAX_LENGTH = 1500
export const LEAST_ETHER_TYPE = 0x600

/** What follows a length field: LLC, or IPX at once as in Novell's first frames, whose checksum field is 0xffff. */
export function callIeee8023(packet: Packet, length: number): void {
  packet.limit(length)
  const isIpx = packet.remaining >= 2 && packet.u16(packet.offset) === 0xffff
  if (packet.callNamed(isIpx ? 'ipx' : 'llc') === 0) packet.data()
}
