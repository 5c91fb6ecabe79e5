import type { AddressClaim } from './evidence-records.ts'
import type { Packet } from './packet.ts'

export { CLAIM_GRATUITOUS, CLAIM_REPLY, CLAIM_REQUEST } from './evidence-records.ts'

const claim: AddressClaim = { protocol: 'arp', address: 0, mac: 0, how: 0 }

/** An address id is said to be at the hardware address whose six bytes are at `macAt`. */
export function claimAddress(
  packet: Packet,
  protocol: AddressClaim['protocol'],
  address: number,
  macAt: number,
  how: number,
): void {
  claim.protocol = protocol
  claim.address = address
  claim.mac = packet.sink.mac(packet.bytes, macAt)
  claim.how = how
  packet.sink.addressClaim(packet, claim)
}
