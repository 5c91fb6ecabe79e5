import {
  byteRun,
  decimal,
  flag,
  hexadecimal,
  ipv4Address,
  layout,
  macAddress,
  presence,
} from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 826. */
export const arpLayout = layout('arp', {
  'hw.type': decimal('kind of hardware address'),
  'proto.type': hexadecimal(4, 'EtherType of the protocol address'),
  'hw.size': decimal('bytes of a hardware address'),
  'proto.size': decimal('bytes of a protocol address'),
  opcode: decimal('1 request, 2 reply'),
  isgratuitous: flag('asks for or tells its own address'),
  isprobe: flag('asks whether an address is free'),
  isannouncement: flag('announces its own address'),
  'src.hw': byteRun('hardware address of the sender'),
  'src.hw_mac': macAddress('Ethernet address of the sender'),
  'src.proto': byteRun('protocol address of the sender'),
  'src.proto_ipv4': ipv4Address('IPv4 address of the sender'),
  'dst.hw': byteRun('hardware address of the target'),
  'dst.hw_mac': macAddress('Ethernet address of the target'),
  'dst.proto': byteRun('protocol address of the target'),
  'dst.proto_ipv4': ipv4Address('IPv4 address of the target'),
  'duplicate-address-detected': presence('the IPv4 address was of another machine before'),
  'duplicate-address-frame': decimal('packet in which it was'),
  'seconds-since-duplicate-address-frame': decimal('seconds since that packet'),
})

const ETHERNET = 1
const IEEE_802 = 6
const IPV4 = 0x0800
const REQUEST = 1
const REPLY = 2

/** The fixed part at `at`. */
export function arpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = arpLayout
  if (fields.contentEnd < 0) fields.contentEnd = at + 8 + 2 * packet.u8(at + 4) + 2 * packet.u8(at + 5)
  if (!fields.wants(f)) return
  const hardware = packet.u16(at)
  const protocol = packet.u16(at + 2)
  const hardwareSize = packet.u8(at + 4)
  const protocolSize = packet.u8(at + 5)
  const opcode = packet.u16(at + 6)
  fields.number(f['hw.type'], hardware, at, 2)
  fields.number(f['proto.type'], protocol, at + 2, 2)
  fields.number(f['hw.size'], hardwareSize, at + 4, 1)
  fields.number(f['proto.size'], protocolSize, at + 5, 1)
  fields.number(f.opcode, opcode, at + 6, 2)
}

/** The addresses behind the fixed part at `at`. */
export function arpAddressFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = arpLayout
  if (!fields.wants(f)) return
  const { bytes } = packet
  const hardware = packet.u16(at)
  const hardwareSize = packet.u8(at + 4)
  const protocolSize = packet.u8(at + 5)
  const opcode = packet.u16(at + 6)
  const isMac = (hardware === ETHERNET || hardware === IEEE_802) && hardwareSize === 6
  const isIpv4 = packet.u16(at + 2) === IPV4 && protocolSize === 4
  if (isMac && isIpv4 && (opcode === REQUEST || opcode === REPLY)) ownAddress(fields, packet, at, opcode)
  let from = at + 8
  for (const side of ['src', 'dst'] as const) {
    if (isMac) fields.mac(f[`${side}.hw_mac`], bytes, from)
    else if (hardwareSize > 0) fields.bytes(f[`${side}.hw`], bytes, from, from + hardwareSize)
    from += hardwareSize
    if (isIpv4) fields.ipv4(f[`${side}.proto_ipv4`], bytes, from)
    else if (protocolSize > 0) fields.bytes(f[`${side}.proto`], bytes, from, from + protocolSize)
    from += protocolSize
  }
}

/** RFC 5227 section 2.1, 2.3. */
function ownAddress(fields: FieldSink, packet: Packet, at: number, opcode: number): void {
  const f = arpLayout
  const source = packet.u32(at + 14)
  const target = packet.u32(at + 24)
  if (source === target) {
    fields.flag(f.isgratuitous, 1, 0, 0)
    if (opcode === REQUEST) fields.flag(f.isannouncement, 1, 0, 0)
  } else if (source === 0 && opcode === REQUEST) fields.flag(f.isprobe, 1, 0, 0)
}
