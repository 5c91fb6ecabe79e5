import type { CaptureTables } from '../tables/capture-tables.ts'

/** What a protocol carries, not what it is: the layer before it names the packet. */
const CONTENT = new Set([
  'data',
  'data-text-lines',
  'media',
  'json',
  'xml',
  'png',
  'image-gif',
  'image-jfif',
  'mime_multipart',
  'urlencoded-form',
  'imf',
  'ocsp',
  'pkcs-1',
])

/** Where a packet that shows nothing above one of these may still belong to a session whose application is known. */
const TRANSPORTS = new Set(['tcp', 'udp', 'udplite', 'sctp'])

/** By node of the path trie. */
export type Applications = {
  /** Protocol id of the last layer that is not content; 0 for an empty path. */
  protocol: Uint16Array
  /** 1 where that is a transport protocol. */
  transportOnly: Uint8Array
}

/** The protocol for which the packets of each path count where one protocol has to stand for a packet. */
export function applications(tables: CaptureTables): Applications {
  const { paths, protocolNames, protocolKinds } = tables
  const protocol = new Uint16Array(paths.size)
  const transportOnly = new Uint8Array(paths.size)
  for (let path = 1; path < paths.size; path++) {
    const id = paths.symbol[path] >>> 1
    const before = protocol[paths.parent[path]]
    const shown = (paths.symbol[path] & 1) === 0 && protocolKinds[id] === 'layer'
    protocol[path] = shown && (before === 0 || !CONTENT.has(protocolNames[id])) ? id : before
    transportOnly[path] = TRANSPORTS.has(protocolNames[protocol[path]]) ? 1 : 0
  }
  return { protocol, transportOnly }
}
