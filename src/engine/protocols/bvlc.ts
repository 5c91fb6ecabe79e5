import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const IPV4 = 0x81
const IPV6 = 0x82
const FORWARDED = 0x04
const DISTRIBUTE_BROADCAST = 0x09
const ORIGINAL_UNICAST = 0x0a
const ORIGINAL_BROADCAST = 0x0b

const NETWORK_MESSAGE = 0x80
const HAS_DESTINATION = 0x20
const HAS_SOURCE = 0x08

const application: Dissector = { name: 'bacapp', dissect: () => ACCEPTED }

/** The network layer of BACnet, ASHRAE 135 clause 6.2. */
const bacnet: Dissector = { name: 'bacnet', dissect: dissectNetwork }

/** BACnet Virtual Link Control over UDP, ASHRAE 135 annex J. */
export const bvlc: Dissector = {
  name: 'bvlc',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    const at = packet.offset
    if (packet.u8(at) !== IPV4 && packet.u8(at) !== IPV6) return REJECTED
    if (!packet.need(4)) return ACCEPTED
    const kind = packet.u8(at + 1)
    const header = kind === FORWARDED ? 10 : 4
    const carries =
      kind === FORWARDED || kind === DISTRIBUTE_BROADCAST || kind === ORIGINAL_UNICAST || kind === ORIGINAL_BROADCAST
    if (packet.u8(at) !== IPV4 || !carries) return ACCEPTED
    packet.offset = at + header
    packet.call(bacnet)
    return ACCEPTED
  },
}

function dissectNetwork(packet: Packet): Verdict {
  if (!packet.need(2)) return ACCEPTED
  const control = packet.u8(packet.offset + 1)
  let at = packet.offset + 2
  if ((control & HAS_DESTINATION) !== 0) {
    if (!packet.need(3, at)) return ACCEPTED
    at += 3 + packet.u8(at + 2)
  }
  if ((control & HAS_SOURCE) !== 0) {
    if (!packet.need(3, at)) return ACCEPTED
    at += 3 + packet.u8(at + 2)
  }
  if ((control & HAS_DESTINATION) !== 0) at++
  packet.offset = at
  if ((control & NETWORK_MESSAGE) === 0 && packet.wireRemaining > 0) packet.call(application)
  return ACCEPTED
}
