import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { GreHint } from '../dissect/gre-hint.ts'
import type { Packet } from '../dissect/packet.ts'
import { greFields } from './gre-fields.ts'

const CHECKSUM = 0x8000
const ROUTING = 0x4000
const KEY = 0x2000
const SEQUENCE = 0x1000
const ACKNOWLEDGMENT = 0x0080

const WCCP = 0x883e

const hint: GreHint = { kind: 'gre', protocol: 0, hasSequence: false }

/** Generic Routing Encapsulation, RFC 2784, 2890, and version 1 of RFC 2637. */
export const gre: Dissector = { name: 'gre', dissect: dissectGre }

function dissectGre(packet: Packet): Verdict {
  if (!packet.need(4)) return ACCEPTED
  const flags = packet.u16(packet.offset)
  const protocol = packet.u16(packet.offset + 2)
  if (packet.fields !== null) greFields(packet.fields, packet, packet.offset)
  let at = packet.offset + 4
  if ((flags & (CHECKSUM | ROUTING)) !== 0) at += 4
  if ((flags & KEY) !== 0) at += 4
  if ((flags & SEQUENCE) !== 0) at += 4
  if ((flags & ACKNOWLEDGMENT) !== 0) at += 4
  if (!packet.need(at - packet.offset)) return ACCEPTED
  if ((flags & ROUTING) !== 0) at = skipRoutes(packet, at)
  if (at < 0) return ACCEPTED
  // A redirect header of WCCP version 2 stands before the packet; no IPv4 header begins like it.
  if (protocol === WCCP && packet.wireEnd > at && packet.need(1, at) && packet.u8(at) >>> 4 !== 4) at += 4
  packet.offset = at
  if (packet.wireRemaining <= 0) return ACCEPTED
  hint.protocol = protocol
  hint.hasSequence = (flags & SEQUENCE) !== 0
  packet.hint = hint
  if (packet.next(packet.tables.greProtocol, protocol) === REJECTED) packet.data()
  packet.hint = null
  return ACCEPTED
}

/** Source route entries, RFC 1701: ends with one of length 0. Answers -1 after the packet ended inside them. */
function skipRoutes(packet: Packet, from: number): number {
  let at = from
  for (;;) {
    if (!packet.need(4, at)) return -1
    const length = packet.u8(at + 3)
    const isLast = packet.u16(at) === 0 && length === 0
    at += 4 + length
    if (isLast) return at
    if (length === 0) return at
  }
}
