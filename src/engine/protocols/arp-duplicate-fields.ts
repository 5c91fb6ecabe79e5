import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { arpLayout } from './arp-fields.ts'

/** Who said last that an address is its own; `second`: since the begin of the capture. */
type Owner = { mac: number; frame: number; second: number }

/** Addresses remembered; a network of ARP has fewer. */
const MOST_OWNERS = 1 << 18
const REPLY = 2
const BROADCAST = 2 ** 48 - 1

const newOwners = () => new Map<number, Owner>()

/**
 * Whether the sender's IPv4 address, and the target's of a reply, were another machine's before: Wireshark's
 * arp.duplicate-address-detected. `at`: a whole ARP packet of Ethernet and IPv4.
 */
export function duplicateFields(fields: FieldSink, packet: Packet, at: number, opcode: number): void {
  tell(fields, packet, formerOwner(packet, at + 8, at + 14))
  if (opcode === REPLY) tell(fields, packet, formerOwner(packet, at + 18, at + 24))
}

function tell(fields: FieldSink, packet: Packet, owner: Owner | null): void {
  if (owner === null) return
  const f = arpLayout
  fields.presence(f['duplicate-address-detected'])
  fields.number(f['duplicate-address-frame'], owner.frame, 0, 0)
  fields.number(f['seconds-since-duplicate-address-frame'], secondOf(packet) - owner.second, 0, 0)
}

function formerOwner(packet: Packet, macAt: number, addressAt: number): Owner | null {
  const address = packet.u32(addressAt)
  const mac = packet.u24(macAt) * 0x1000000 + packet.u24(macAt + 3)
  if (address === 0 || mac === 0 || mac === BROADCAST) return null
  const owners: Map<number, Owner> = packet.keep('arp owners of fields', newOwners)
  const known = owners.get(address)
  if (known === undefined) {
    if (owners.size < MOST_OWNERS) owners.set(address, { mac, frame: packet.number, second: secondOf(packet) })
    return null
  }
  if (known.mac !== mac) return known
  known.frame = packet.number
  known.second = secondOf(packet)
  return null
}

function secondOf(packet: Packet): number {
  return Math.floor(packet.time / 1e9)
}
