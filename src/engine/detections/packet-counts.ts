import { TCP } from '../tables/conversations.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Packets that are segments of TCP. */
export function tcpPackets({ conversations, tracks, packets }: CaptureTables): number {
  const isTcp = new Uint8Array(tracks.size)
  for (let node = 1; node < tracks.size; node++)
    isTcp[node] = Number(conversations.layer[tracks.symbol[node] >>> 1] === TCP || isTcp[tracks.parent[node]] === 1)
  let count = 0
  for (let row = 0; row < packets.rows; row++) count += isTcp[packets.track[row]]
  return count
}

/** Packets that have a layer of this name. */
export function packetsWith({ protocolNames, paths, packets }: CaptureTables, name: string): number {
  const protocol = protocolNames.indexOf(name)
  if (protocol < 0) return 0
  const has = new Uint8Array(paths.size)
  for (let node = 1; node < paths.size; node++)
    has[node] = Number(paths.symbol[node] >>> 1 === protocol || has[paths.parent[node]] === 1)
  let count = 0
  for (let row = 0; row < packets.rows; row++) count += has[packets.path[row]]
  return count
}
