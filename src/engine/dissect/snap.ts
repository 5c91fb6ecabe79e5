import { REJECTED, type Verdict } from './dissector.ts'
import type { Packet } from './packet.ts'

const ENCAPSULATED_ETHERNET = 0x000000
const CISCO_90 = 0x0000f8
const CISCO = 0x00000c
const BRIDGED = 0x0080c2
const APPLETALK = 0x080007
const NORTEL = 0x000081
const AIRONET = 0x004096

/**
 * A SNAP header (IEEE 802) at packet.offset and what it carries. `bridgePad`: bytes between it and a bridged Ethernet
 * frame (RFC 2684 has two, RFC 2427 none).
 */
export function dissectSnap(packet: Packet, bridgePad: number): void {
  if (!packet.need(5)) return
  const organization = packet.u24(packet.offset)
  const protocol = packet.u16(packet.offset + 3)
  packet.offset += 5
  if (callProtocol(packet, organization, protocol, bridgePad) === REJECTED) packet.data()
}

function callProtocol(packet: Packet, organization: number, protocol: number, bridgePad: number): Verdict {
  switch (organization) {
    case APPLETALK:
      if (protocol === 0x809b) return packet.callNamed('ddp')
      return packet.next(packet.tables.etherType, protocol)
    case ENCAPSULATED_ETHERNET:
    case CISCO_90:
      return packet.next(packet.tables.etherType, protocol)
    case CISCO:
      return packet.next(packet.tables.ciscoPid, protocol)
    case BRIDGED:
      if (protocol === 1 || protocol === 7) {
        packet.offset += bridgePad
        return packet.callNamed('eth')
      }
      return protocol === 0x0e || protocol === 0x0f ? packet.callNamed('stp') : REJECTED
    case NORTEL:
      return protocol === 0x01a1 || protocol === 0x01a2 ? packet.callNamed('ndp') : REJECTED
    case AIRONET:
      return protocol === 0 ? packet.callNamed('wlccp') : REJECTED
    default:
      return REJECTED
  }
}
