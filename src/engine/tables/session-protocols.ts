import { IPV4 } from './address-pool.ts'
import type { CaptureTables } from './capture-tables.ts'

/** Wireshark's names of what a session of a log is carried by, by IP protocol number. */
const TRANSPORTS: Readonly<Record<number, string>> = {
  1: 'icmp',
  2: 'igmp',
  6: 'tcp',
  17: 'udp',
  58: 'icmpv6',
  132: 'sctp',
}

/** Protocol ids of sessions as logs tell of them, from the network layer to the application: what their log says. */
export class SessionProtocols {
  private readonly tables: CaptureTables
  private readonly ids = new Map<string, number>()

  constructor(tables: CaptureTables) {
    this.tables = tables
    for (const [id, name] of tables.protocolNames.entries()) if (!this.ids.has(name)) this.ids.set(name, id)
  }

  /** Network, transport, application; 0 where it is not known. */
  of(row: number): [network: number, transport: number, application: number] {
    const { sessions, addresses } = this.tables
    const host = sessions.origHost[row]
    const network = host === 0 ? 0 : this.id(addresses.kind[host] === IPV4 ? 'ip' : 'ipv6')
    return [network, this.id(TRANSPORTS[sessions.proto[row]] ?? ''), sessions.service[row]]
  }

  /** The one that stands for the session: the application, else the transport or network. */
  shown(row: number): number {
    const [network, transport, application] = this.of(row)
    return application || transport || network
  }

  /** Calls visit for every protocol of every session. */
  each(visit: (session: number, protocol: number) => void): void {
    const { sessions } = this.tables
    for (let row = 1; row < sessions.rows; row++) {
      for (const protocol of this.of(row)) if (protocol !== 0) visit(row, protocol)
      for (const protocol of sessions.moreServices.get(row) ?? []) visit(row, protocol)
    }
  }

  private id(name: string): number {
    return this.ids.get(name) ?? 0
  }
}
