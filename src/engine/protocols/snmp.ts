import { credentialText, reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { snmpFields } from './snmp-fields.ts'

const SEQUENCE = 0x30
const INTEGER = 0x02
const OCTET_STRING = 0x04
const GET_RESPONSE = 0xa2
/** Sessions whose communities are remembered at once. */
const MOST_SESSIONS = 65536

/** session -> the community said last, and the log-in that it is. */
type Communities = Map<number, { community: number; login: number; isAnswered: boolean }>

/** SNMP, RFC 3417: BER, a SEQUENCE that begins with the INTEGER of the version. Anything else is not SNMP. */
export const snmp: Dissector = {
  name: 'snmp',
  dissect(packet) {
    let at = packet.offset
    if (packet.remaining < 1 || packet.u8(at) !== SEQUENCE) return REJECTED
    if (!packet.need(2)) return ACCEPTED
    let length = packet.u8(at + 1)
    at += 2
    if (length > 0x80) {
      const octets = length & 0x7f
      if (octets > 4 || !packet.need(octets, at)) return octets > 4 ? REJECTED : ACCEPTED
      length = 0
      for (let i = 0; i < octets; i++) length = length * 256 + packet.u8(at + i)
      at += octets
    }
    if (length > packet.wireEnd - at && !packet.fragmented && !packet.inError) return REJECTED
    if (!packet.need(1, at)) return ACCEPTED
    if (packet.u8(at) !== INTEGER) return REJECTED
    if (packet.fields !== null) snmpFields(packet.fields, packet, at)
    if (!packet.inError && packet.session !== 0) takeCommunity(packet, at)
    return ACCEPTED
  },
}

/** RFC 1157 and RFC 1901: version 0 or 1, then the community. A response says that the agent took it. */
function takeCommunity(packet: Packet, at: number): void {
  const { bytes, end } = packet
  if (at + 5 > end || bytes[at + 1] !== 1 || bytes[at + 2] > 1 || bytes[at + 3] !== OCTET_STRING) return
  const length = bytes[at + 4]
  const from = at + 5
  if (length === 0 || length > 127 || from + length >= end) return
  const sessions: Communities = packet.keep('snmp', () => new Map())
  const known = sessions.get(packet.session)
  if (bytes[from + length] === GET_RESPONSE) {
    if (known === undefined || known.isAnswered) return
    known.isAnswered = true
    packet.sink.credentialAnswered(known.login, true)
    return
  }
  const community = credentialText(packet, bytes, from, from + length)
  if (known?.community === community) return
  if (sessions.size >= MOST_SESSIONS) sessions.clear()
  const login = reportCredential(packet, 'snmp', bytes[at + 2] === 0 ? 'SNMPv1' : 'SNMPv2c', 0, community)
  sessions.set(packet.session, { community, login, isAnswered: false })
}
