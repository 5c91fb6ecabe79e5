import type { CaptureTables } from '../tables/capture-tables.ts'
import { Histories } from './histories.ts'
import { ICMP_PROTO, TCP_PROTO, UDP_PROTO } from './ip-protocols.ts'

/** Where traceroute sends its datagrams: nobody is meant to listen there. */
const TRACEROUTE_FIRST = 33434
const TRACEROUTE_LAST = 33534
/** ICMP's type of "destination unreachable" (RFC 792): so a closed port answers a datagram. */
const UNREACHABLE = 3
/** An answer of which only the answer was seen goes from a port below this to one that the system chose. */
const LEAST_CLIENT_PORT = 1024

/**
 * Sessions that only asked whether somebody is there: TCP that began with a SYN and carried nothing, UDP that nobody
 * answered. TCP_PROBE and UDP_PROBE are the same in words. Where nothing at all was answered, the capture shows one
 * direction only, and UDP is left out.
 */
export class Probes {
  private readonly tables: CaptureTables
  private readonly beginsWithSyn: Uint8Array
  private readonly answersSeen: boolean

  constructor(tables: CaptureTables) {
    this.tables = tables
    this.beginsWithSyn = new Histories(tables).beginsWithSyn
    const { respPackets, origPackets, origPort, proto, rows } = tables.sessions
    let answered = false
    for (let row = 1; row < rows && !answered; row++)
      answered =
        (respPackets[row] > 0 && origPackets[row] > 0) || (proto[row] === ICMP_PROTO && origPort[row] === UNREACHABLE)
    this.answersSeen = answered
  }

  has(row: number): boolean {
    const { sessions } = this.tables
    if (sessions.proto[row] === TCP_PROTO)
      return sessions.origBytes[row] + sessions.respBytes[row] === 0 && this.beginsWithSyn[sessions.history[row]] === 1
    if (sessions.proto[row] !== UDP_PROTO || sessions.respPackets[row] > 0 || !this.answersSeen) return false
    const port = sessions.respPort[row]
    return sessions.origPort[row] >= LEAST_CLIENT_PORT && (port < TRACEROUTE_FIRST || port > TRACEROUTE_LAST)
  }
}

export const TCP_PROBE = 'proto == tcp and databytes == 0 and history == S*'
export const UDP_PROBE =
  `proto == udp and resp_pkts == 0 and id.orig_p >= ${LEAST_CLIENT_PORT} and ` +
  `not id.resp_p in {${TRACEROUTE_FIRST}..${TRACEROUTE_LAST}}`
