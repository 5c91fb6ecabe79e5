import type { DispatchTables } from './dispatch.ts'
import type { Packet } from './packet.ts'

const idsOf = new WeakMap<DispatchTables, Map<string, number>>()

/**
 * Adds a name that the protocol hierarchy has and frame.protocols has not: a part of a protocol that Wireshark draws at
 * the top level without calling a dissector for it ('wlan.mgt', the second label of an MPLS stack).
 */
export function noteInTree(packet: Packet, name: string): void {
  const { tables } = packet
  let ids = idsOf.get(tables)
  if (ids === undefined) {
    ids = new Map()
    idsOf.set(tables, ids)
  }
  let id = ids.get(name)
  if (id === undefined) {
    // Its own id, as a dissector of the same name may exist that counts in both.
    id = tables.names.length
    tables.names.push(name)
    tables.kinds.push('expert')
    ids.set(name, id)
  }
  packet.path = packet.sink.path(packet.path, (id << 1) | (packet.nested ? 1 : 0))
}
