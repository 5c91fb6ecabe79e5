import type { Conversation } from '../engine/analysis/conversations.ts'
import type { Engine } from '../engine/engine.ts'

const PROTOCOLS = ['eth', 'ip', 'ipv6', 'tcp', 'udp'] as const
type Protocol = (typeof PROTOCOLS)[number]

/** The sections of a document by name: what of the Engine's answers goes into it. See reference/format.md. */
export const SECTIONS: Record<string, (engine: Engine) => unknown> = {
  status: (engine) => {
    const { frames, bytes, caplen, first_epoch, last_epoch, duration, malformed_frames } = engine.status()
    return { frames, bytes, caplen, first_epoch, last_epoch, duration, malformed_frames }
  },
  hierarchy: (engine) => nodesOf(engine.hierarchy()),
  protocols: (engine) => engine.protocols(),
  frame_protocols: (engine) => engine.frameProtocols(),
  endpoints: (engine) =>
    perProtocol((protocol) =>
      engine.endpoints({ protocol }).map(({ host, port, txf, txb, rxf, rxb }) => ({ host, port, txf, txb, rxf, rxb })),
    ),
  conversations: (engine) => perProtocol((protocol) => engine.conversations({ protocol }).map(conversationOf)),
  dns: (engine) => ({ lookups: engine.dnsLookups() }),
  tls: (engine) => engine.tlsHellos(),
  certificates: (engine) => engine.certificates(),
  http: (engine) => engine.httpMessages(),
  tcp: (engine) => engine.tcpStreams(),
  beacons: (engine) => engine.beacons(),
}

/** Those that are compared with tshark. */
export const DEFAULT_SECTIONS = Object.keys(SECTIONS).filter((name) => name !== 'beacons')

/**
 * The document of what the engine has read. `failure`: why a file could not even be opened. `error` is the reader's
 * complaint about a file that is broken, cut or foreign; what was read before it is in the sections.
 */
export function documentOf(
  engine: Engine,
  paths: readonly string[],
  failure: string | null,
  sections: readonly string[],
) {
  const { files, link_types, warnings } = engine.status()
  const fatal = warnings.find((warning) => warning.fatal)
  const complaint = fatal && (fatal.offset === null ? fatal.message : `${fatal.message} (at byte ${fatal.offset})`)
  const one = files.length === 1 ? files[0] : null
  return {
    format: 'capture-analysis/1',
    tool: 'capscope',
    file: {
      name: one?.name ?? null,
      size: files.reduce((sum, { size }) => sum + size, 0),
      path: paths.length === 1 ? paths[0] : paths,
      filetype: one?.format ?? null,
      dlts: link_types.map(({ number }) => number),
    },
    error: failure ?? complaint ?? null,
    ...Object.fromEntries(sections.map((name) => [name, SECTIONS[name](engine)])),
  }
}

function conversationOf({ a, aport, b, bport, txf, txb, rxf, rxb, start, duration }: Conversation) {
  return { a, aport, b, bport, txf, txb, rxf, rxb, start, duration }
}

function perProtocol<T>(list: (protocol: Protocol) => T[]): Record<string, T[]> {
  return Object.fromEntries(PROTOCOLS.map((protocol) => [protocol, list(protocol)]))
}

type Node = { proto: string; frames: number; bytes: number; protos?: Node[] }

function nodesOf(nodes: readonly Node[]): Node[] {
  return nodes.map(({ proto, frames, bytes, protos }) =>
    protos && protos.length > 0 ? { proto, frames, bytes, protos: nodesOf(protos) } : { proto, frames, bytes },
  )
}
