import type { CaptureTables } from '../tables/capture-tables.ts'
import { TCP_PROTO, UDP_PROTO } from './ip-protocols.ts'

/** Where traceroute sends its datagrams: nobody is meant to listen there. */
const TRACEROUTE_FIRST = 33434
const TRACEROUTE_LAST = 33534
/** An answer of which only the answer was seen goes from a port below this to one that the system chose. */
const LEAST_CLIENT_PORT = 1024

/**
 * Sessions that only asked whether somebody is there: TCP that began with a SYN and carried nothing, UDP that nobody
 * answered. TCP_PROBE and UDP_PROBE are the same in words.
 */
export class Probes {
  private readonly tables: CaptureTables
  /** By history: whether it begins with the originator's SYN. */
  private readonly beginsWithSyn: Uint8Array

  constructor(tables: CaptureTables) {
    this.tables = tables
    const { size, parent, symbol } = tables.histories
    this.beginsWithSyn = new Uint8Array(size)
    for (let node = 1; node < size; node++)
      this.beginsWithSyn[node] = parent[node] === 0 ? Number(symbol[node] === SYN) : this.beginsWithSyn[parent[node]]
  }

  has(row: number): boolean {
    const { sessions } = this.tables
    if (sessions.proto[row] === TCP_PROTO)
      return sessions.origBytes[row] + sessions.respBytes[row] === 0 && this.beginsWithSyn[sessions.history[row]] === 1
    if (sessions.proto[row] !== UDP_PROTO || sessions.respPackets[row] > 0) return false
    const port = sessions.respPort[row]
    return sessions.origPort[row] >= LEAST_CLIENT_PORT && (port < TRACEROUTE_FIRST || port > TRACEROUTE_LAST)
  }
}

const SYN = 'S'.charCodeAt(0)

export const TCP_PROBE = 'proto == tcp and databytes == 0 and history == S*'
export const UDP_PROBE =
  `proto == udp and resp_pkts == 0 and id.orig_p >= ${LEAST_CLIENT_PORT} and ` +
  `not id.resp_p in {${TRACEROUTE_FIRST}..${TRACEROUTE_LAST}}`
