import type { Dissector } from './dissector.ts'
import type { Packet } from './packet.ts'

/** Connections announced and not yet seen that are remembered at once. */
const MOST_EXPECTED = 65536

/**
 * Connections that another one announced (FTP's PASV, SIP's and RTSP's media): the address and port of one side, and who
 * dissects them. As Wireshark's conversations with a wildcard for the other side.
 */
export class Expectations {
  private readonly tcp = new Map<number, Dissector>()
  private readonly udp = new Map<number, Dissector>()
  /** 1 for ports that something is expected at, so that all other packets cost no look-up. */
  private readonly ports = new Uint8Array(65536)

  /** What goes to or comes from `port` at the address id goes to `dissector`. */
  expect(ipProto: 6 | 17, address: number, port: number, dissector: Dissector): void {
    const table = ipProto === 6 ? this.tcp : this.udp
    if (port === 0 || (table.size >= MOST_EXPECTED && !table.has(address * 65536 + port))) return
    table.set(address * 65536 + port, dissector)
    this.ports[port] = 1
  }

  /** The dissector expected at either end of the packet's session, or null. */
  find(packet: Packet): Dissector | null {
    if ((this.ports[packet.sourcePort] | this.ports[packet.destinationPort]) === 0) return null
    const table = packet.ipProto === 6 ? this.tcp : this.udp
    return (
      table.get(packet.source * 65536 + packet.sourcePort) ??
      table.get(packet.destination * 65536 + packet.destinationPort) ??
      null
    )
  }
}
