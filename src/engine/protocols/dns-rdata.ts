import { TextWriter } from '../bytes/text-writer.ts'
import { readDomainName } from '../dissect/domain-name.ts'
import type { Packet } from '../dissect/packet.ts'

/** RR types, IANA "DNS Parameters". */
const A = 1
const SOA = 6
const NULL = 10
const HINFO = 13
const MX = 15
const TXT = 16
const AAAA = 28
const LOC = 29
const SRV = 33
const NAPTR = 35
const SVCB = 64
const HTTPS = 65
const RRSIG = 46
const TSIG = 250
const TKEY = 249

/** RRs whose data is one name: NS, MD, MF, CNAME, MB, MG, MR, PTR, DNAME. */
const isName = (type: number) => (type >= 2 && type <= 5) || (type >= 7 && type <= 9) || type === 12 || type === 39

/** Bytes of fixed fields: data that is shorter is broken. WKS, DS, DNSKEY, NSEC3, NSEC3PARAM, TLSA. */
const fixedBytes = new Map([
  [11, 5],
  [43, 4],
  [48, 4],
  [50, 5],
  [51, 5],
  [52, 3],
])

/** Text of the data in hand; its size bounds what is kept of a TXT record. */
export const rdataText = new TextWriter(65_536)

/**
 * Reads the data of one RR at `at` and writes what is shown of it to rdataText: addresses, names, MX, SOA, SRV, TXT; for
 * all other types nothing. Stops the packet where the data is broken.
 */
export function readRdata(packet: Packet, at: number, length: number, type: number, base: number): void {
  rdataText.length = 0
  if (length === 0) return
  if (isName(type)) {
    readDomainName(packet, at, base, rdataText)
    return
  }
  switch (type) {
    case A:
      if (packet.need(4, at)) rdataText.ipv4(packet.bytes, at)
      return
    case AAAA:
      if (packet.need(16, at)) rdataText.ipv6(packet.bytes, at)
      return
    case MX:
      if (!packet.need(3, at)) return
      rdataText.decimal(packet.u16(at))
      rdataText.byte(32)
      readDomainName(packet, at + 2, base, rdataText)
      return
    case SRV:
      readService(packet, at, base)
      return
    case SOA:
      readAuthority(packet, at, base)
      return
    case TXT:
      readStrings(packet, at, length, true)
      return
    case NULL:
      packet.need(length, at)
      return
    case HINFO:
      skipStrings(packet, at, 2)
      return
    case LOC:
      if (packet.need(1, at) && packet.u8(at) === 0) packet.need(16, at)
      return
    case NAPTR:
      if (packet.need(4, at)) skipName(packet, skipStrings(packet, at + 4, 3), base)
      return
    case SVCB:
    case HTTPS:
      readServiceBinding(packet, at, length, base)
      return
    case RRSIG:
      if (packet.need(18, at)) skipName(packet, at + 18, base)
      return
    case TSIG:
    case TKEY:
      readSignature(packet, at, base, type)
      return
    default:
      packet.need(fixedBytes.get(type) ?? 0, at)
  }
}

/** RFC 2782. */
function readService(packet: Packet, at: number, base: number): void {
  if (!packet.need(7, at)) return
  for (let i = 0; i < 3; i++) {
    rdataText.decimal(packet.u16(at + i * 2))
    rdataText.byte(32)
  }
  readDomainName(packet, at + 6, base, rdataText)
}

/** RFC 1035 section 3.3.13. */
function readAuthority(packet: Packet, at: number, base: number): void {
  let position = at
  for (let i = 0; i < 2; i++) {
    const taken = readDomainName(packet, position, base, rdataText)
    if (taken === 0) {
      rdataText.length = 0
      return
    }
    position += taken
    rdataText.byte(32)
  }
  if (!packet.need(20, position)) {
    rdataText.length = 0
    return
  }
  for (let i = 0; i < 5; i++) {
    if (i > 0) rdataText.byte(32)
    rdataText.decimal(packet.u32(position + i * 4))
  }
}

/** Character strings to the end of the data, one after the other. */
function readStrings(packet: Packet, at: number, length: number, shown: boolean): void {
  let position = at
  while (position < at + length) {
    if (!packet.need(1, position)) return
    const stop = position + 1 + packet.u8(position)
    if (!packet.need(stop - position, position)) return
    if (shown) rdataText.escapedAscii(packet.bytes, position + 1, stop)
    position = stop
  }
  if (position > at + length) packet.malformed()
}

/** Answers where `count` character strings end; -1 after the packet ended inside them. */
function skipStrings(packet: Packet, at: number, count: number): number {
  let position = at
  for (let i = 0; i < count; i++) {
    if (position < 0 || !packet.need(1, position)) return -1
    const taken = 1 + packet.u8(position)
    if (!packet.need(taken, position)) return -1
    position += taken
  }
  return position
}

/** Answers where the name at `at` ends; -1 after the packet ended inside it, or when `at` is -1. */
function skipName(packet: Packet, at: number, base: number): number {
  if (at < 0) return -1
  const taken = readDomainName(packet, at, base, rdataText)
  rdataText.length = 0
  return taken === 0 ? -1 : at + taken
}

const ALPN = 1
const PORT = 3

/** RFC 9460 section 2.2: priority, target, parameters. */
function readServiceBinding(packet: Packet, at: number, length: number, base: number): void {
  if (!packet.need(3, at)) return
  let position = skipName(packet, at + 2, base)
  while (position >= 0 && position < at + length) {
    if (!packet.need(4, position)) return
    const key = packet.u16(position)
    const size = packet.u16(position + 2)
    const stop = position + 4 + size
    if (!packet.need(Math.max(size, key === PORT ? 2 : 0), position + 4)) return
    if (key === ALPN)
      for (let id = position + 4; id < stop; id += 1 + packet.u8(id))
        if (!packet.need(1, id) || !packet.need(1 + packet.u8(id), id)) return
    position = stop
  }
}

/** RFC 8945 section 4.2 (TSIG), RFC 2930 section 2 (TKEY). */
function readSignature(packet: Packet, at: number, base: number, type: number): void {
  const algorithm = skipName(packet, at, base)
  if (algorithm < 0) return
  const fixed = algorithm + (type === TSIG ? 8 : 12)
  if (!packet.need(2, fixed)) return
  const mac = packet.u16(fixed)
  const rest = fixed + 2 + mac + (type === TSIG ? 4 : 0)
  if (packet.need(2, rest)) packet.need(2 + packet.u16(rest), rest)
}
