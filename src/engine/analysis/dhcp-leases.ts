import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { type List, listOf } from './list.ts'
import { packetNumber } from './frame-source.ts'
import { frameTime } from './times.ts'

const MESSAGES = [
  '',
  'DISCOVER',
  'OFFER',
  'REQUEST',
  'DECLINE',
  'ACK',
  'NAK',
  'RELEASE',
  'INFORM',
  'FORCERENEW',
  'LEASEQUERY',
  'LEASEUNASSIGNED',
  'LEASEUNKNOWN',
  'LEASEACTIVE',
]

/** A DHCP transaction with one server, under the names of Zeek's dhcp log. */
export type DhcpLease = {
  frame: number | null
  time: string | null
  client_addr: string | null
  server_addr: string | null
  mac: string | null
  host_name: string | null
  client_fqdn: string | null
  domain: string | null
  requested_addr: string | null
  assigned_addr: string | null
  /** Seconds. */
  lease_time: number | null
  msg_types: string[]
  routers: string[]
  name_servers: string[]
}

/** Transactions whose first message is selected, in the order of the capture. */
export function dhcpLeases(tables: CaptureTables, selected: Selected | null): List<DhcpLease> {
  const { dhcp: t, addresses, texts } = tables
  const address = (id: number) => (id === 0 ? null : addresses.text(id))
  const list = (id: number) => (id === 0 ? [] : texts.text(id).split(','))
  const found: DhcpLease[] = []
  for (let row = 0; row < t.rows; row++) {
    if (!hasFrame(selected, t.frame[row])) continue
    found.push({
      frame: packetNumber(t.frame[row]),
      time: frameTime(tables, t.frame[row]),
      client_addr: address(t.client[row]),
      server_addr: address(t.server[row]),
      mac: address(t.mac[row]),
      host_name: texts.textOrNull(t.hostName[row]),
      client_fqdn: texts.textOrNull(t.clientFqdn[row]),
      domain: texts.textOrNull(t.domain[row]),
      requested_addr: address(t.requestedAddress[row]),
      assigned_addr: address(t.assignedAddress[row]),
      lease_time: t.leaseTime[row] < 0 ? null : t.leaseTime[row],
      msg_types: MESSAGES.filter((_, type) => (t.messageTypes[row] & (1 << type)) !== 0),
      routers: list(t.routers[row]),
      name_servers: list(t.nameServers[row]),
    })
  }
  return listOf(found)
}
