import { byteRun, decimal, ipv4Address, layout, macAddress } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import { numberAt } from '../dissect/field-row.ts'

const embedded = ipv4Address('IPv4 address inside an address of a translator')
const teredoServer = ipv4Address('Teredo server of an address')
const teredoClient = ipv4Address('Teredo client of an address')
const teredoPort = decimal('port of the Teredo client of an address')
const gateway = ipv4Address('6to4 gateway of an address')
const subnet = decimal('subnet of a 6to4 address')
const hardware = macAddress('Ethernet address that an interface id is made of')

/** What addresses are made of: RFC 4291 appendix A, 4380, 3056, 6052. */
export const ipv6AddressLayout = layout('ipv6', {
  src_slaac_mac: hardware,
  dst_slaac_mac: hardware,
  slaac_mac: hardware,
  src_embed_ipv4: embedded,
  dst_embed_ipv4: embedded,
  embed_ipv4: embedded,
  embed_ipv4_prefix: byteRun('prefix of a translator'),
  src_ts_ipv4: teredoServer,
  dst_ts_ipv4: teredoServer,
  ts_ipv4: teredoServer,
  src_tc_ipv4: teredoClient,
  dst_tc_ipv4: teredoClient,
  tc_ipv4: teredoClient,
  src_tc_port: teredoPort,
  dst_tc_port: teredoPort,
  tc_port: teredoPort,
  src_6to4_gw_ipv4: gateway,
  dst_6to4_gw_ipv4: gateway,
  '6to4_gw_ipv4': gateway,
  src_6to4_sla_id: subnet,
  dst_6to4_sla_id: subnet,
  '6to4_sla_id': subnet,
})

const f = ipv6AddressLayout
const scratch = new Uint8Array(6)

/** Of the address at `at`. */
export function ipv6AddressFields(fields: FieldSink, bytes: Uint8Array, at: number, side: 'src' | 'dst'): void {
  if (!fields.wants(f)) return
  const head = numberAt(bytes, at, 4)
  if (head === 0x0064ff9b && numberAt(bytes, at + 4, 4) === 0 && numberAt(bytes, at + 8, 4) === 0) {
    fields.ipv4(f[`${side}_embed_ipv4`], bytes, at + 12)
    fields.ipv4(f.embed_ipv4, bytes, at + 12)
    fields.bytes(f.embed_ipv4_prefix, bytes, at, at + 12)
  } else if (head === 0x20010000) {
    fields.ipv4(f[`${side}_ts_ipv4`], bytes, at + 4)
    fields.ipv4(f.ts_ipv4, bytes, at + 4)
    const port = numberAt(bytes, at + 10, 2) ^ 0xffff
    fields.number(f[`${side}_tc_port`], port, at + 10, 2)
    fields.number(f.tc_port, port, at + 10, 2)
    for (let i = 0; i < 4; i++) scratch[i] = ~bytes[at + 12 + i]
    fields.ipv4(f[`${side}_tc_ipv4`], scratch, 0)
    fields.ipv4(f.tc_ipv4, scratch, 0)
  } else if (head >>> 16 === 0x2002) {
    fields.ipv4(f[`${side}_6to4_gw_ipv4`], bytes, at + 2)
    fields.ipv4(f['6to4_gw_ipv4'], bytes, at + 2)
    fields.number(f[`${side}_6to4_sla_id`], numberAt(bytes, at + 6, 2), at + 6, 2)
    fields.number(f['6to4_sla_id'], numberAt(bytes, at + 6, 2), at + 6, 2)
  }
  // Without the bit that says who gave the address, the id is made of no address of a card.
  const isMade = (bytes[at + 8] & 2) !== 0 && bytes[at + 11] === 0xff && bytes[at + 12] === 0xfe
  if (bytes[at] === 0xff || !isMade) return
  scratch.set(bytes.subarray(at + 8, at + 11))
  scratch.set(bytes.subarray(at + 13, at + 16), 3)
  // The bit that says who gave the address is turned round.
  scratch[0] ^= 2
  fields.mac(f[`${side}_slaac_mac`], scratch, 0)
  fields.mac(f.slaac_mac, scratch, 0)
}
