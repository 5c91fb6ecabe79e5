import { REJECTED } from './dissector.ts'
import type { Packet } from './packet.ts'

/** Hands an IP payload to the dissector of its protocol number, else shows it as data. */
export function callIpPayload(packet: Packet, protocol: number): void {
  if (packet.next(packet.tables.ipProto, protocol) === REJECTED) packet.data()
}
