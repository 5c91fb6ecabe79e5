import type { Packet } from '../dissect/packet.ts'
import type { SshMessage } from '../dissect/records.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Banners and key exchanges -> one row a session. */
export class SshRows {
  private readonly tables: CaptureTables
  private readonly bySession = new Map<number, number>()

  constructor(tables: CaptureTables) {
    this.tables = tables
  }

  message(packet: Packet, message: SshMessage): void {
    const t = this.tables.ssh
    const row = this.bySession.get(packet.session) ?? this.add(packet, message.fromServer)
    if (message.fromServer) {
      t.serverVersion[row] ||= message.version
      t.hasshServer[row] ||= message.hassh
    } else {
      t.clientVersion[row] ||= message.version
      t.hassh[row] ||= message.hassh
    }
    t.keyExchange[row] ||= message.keyExchange
    t.hostKey[row] ||= message.hostKey
    t.cipher[row] ||= message.cipher
    t.mac[row] ||= message.mac
    t.compression[row] ||= message.compression
  }

  private add(packet: Packet, fromServer: boolean): number {
    const t = this.tables.ssh
    const row = t.addRow()
    if (packet.session !== 0) this.bySession.set(packet.session, row)
    t.frame[row] = packet.number
    t.session[row] = packet.session
    t.client[row] = fromServer ? packet.destination : packet.source
    t.server[row] = fromServer ? packet.source : packet.destination
    t.clientPort[row] = fromServer ? packet.destinationPort : packet.sourcePort
    t.serverPort[row] = fromServer ? packet.sourcePort : packet.destinationPort
    return row
  }
}
