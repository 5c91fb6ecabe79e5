import type { Certificate } from '../engine/analysis/certificates.ts'
import type { Conversation } from '../engine/analysis/conversations.ts'
import type { Log } from '../engine/analysis/logs.ts'
import type { Session } from '../engine/analysis/sessions.ts'
import { covered } from '../engine/covered-secrets.ts'
import type { Selection } from '../engine/engine-api.ts'
import type { Engine } from '../engine/engine.ts'

const PROTOCOLS = ['eth', 'ip', 'ipv6', 'tcp', 'udp'] as const
type Protocol = (typeof PROTOCOLS)[number]

/** The sections of a document by name: what of the Engine's answers goes into it. */
export const SECTIONS: Record<string, (engine: Engine, selection: Selection, hasSecrets: boolean) => unknown> = {
  status: (engine, selection) => {
    const { frames, bytes, caplen, first_epoch, last_epoch, duration, malformed_frames } = engine.status(selection)
    return { frames, bytes, caplen, first_epoch, last_epoch, duration, malformed_frames }
  },
  hierarchy: (engine, selection) => nodesOf(engine.hierarchy(selection)),
  protocols: (engine, selection) => engine.protocols(selection),
  frame_protocols: (engine, selection) => engine.frameProtocols(selection),
  endpoints: (engine, selection) =>
    perProtocol((protocol) =>
      engine
        .endpoints({ protocol, ...selection })
        .map(({ host, port, txf, txb, rxf, rxb }) => ({ host, port, txf, txb, rxf, rxb })),
    ),
  conversations: (engine, selection) =>
    perProtocol((protocol) => engine.conversations({ protocol, ...selection }).map(conversationOf)),
  dns: (engine, selection) => ({ lookups: engine.dnsLookups(selection) }),
  tls: (engine, selection) => engine.tlsHellos(selection),
  certificates: (engine, selection) => engine.certificates(selection).map(certificateOf),
  http: (engine, selection) => engine.httpMessages(selection),
  tcp: (engine, selection) => engine.tcpStreams(selection),
  beacons: (engine, selection) => engine.beacons(selection),
  arp: (engine, selection) => engine.addressClaims(selection),
  dhcp: (engine, selection) => engine.dhcpLeases(selection),
  files: (engine, selection) => engine.files(selection),
  smb: (engine, selection) => engine.smbActions(selection),
  credentials: (engine, selection, hasSecrets) =>
    hasSecrets ? engine.credentials(selection) : engine.credentials(selection).map(covered),
  findings: (engine, selection) => engine.page('findings', selection).rows,
  sessions: (engine, selection) =>
    engine.sessions({ ...selection, length: Number.POSITIVE_INFINITY }).rows.map(sessionOf),
  logs: (engine) => engine.logs().map(logOf),
}

/** Those that are compared with tshark. */
const ON_REQUEST = new Set(['arp', 'beacons', 'credentials', 'dhcp', 'files', 'findings', 'logs', 'sessions', 'smb'])
export const DEFAULT_SECTIONS = Object.keys(SECTIONS).filter((name) => !ON_REQUEST.has(name))

/**
 * The document of what the engine has read. `failure`: why a file could not even be opened. `error` is the reader's
 * complaint about a file that is broken, cut or foreign; what was read before it is in the sections. They answer for the
 * selection, everything before them for the files.
 */
export function documentOf(
  engine: Engine,
  paths: readonly string[],
  failure: string | null,
  sections: readonly string[],
  selection: Selection,
  hasSecrets = false,
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
    ...Object.fromEntries(sections.map((name) => [name, SECTIONS[name](engine, selection, hasSecrets)])),
  }
}

function certificateOf(certificate: Certificate): Certificate {
  const { not_before, not_after } = certificate
  return { ...certificate, not_before: validityText(not_before), not_after: validityText(not_after) }
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/**
 * tshark prints the two encodings of a certificate's times differently; from 2050 on they are GeneralizedTime (RFC 5280
 * section 4.1.2.5): 'Aug 31, 2072 17:24:01.000000000 UTC'.
 */
export function validityText(time: string | null): string | null {
  const parts = time === null ? null : /^(\d{4})-(\d\d)-(\d\d)T([\d:]{8})Z$/.exec(time)
  if (parts === null || Number(parts[1]) < 2050) return time
  const [, year, month, day, clock] = parts
  return `${MONTHS[Number(month) - 1]} ${String(Number(day)).padStart(2)}, ${year} ${clock}.000000000 UTC`
}

/** What a document has of a session; what is left out is on the page only, or follows from the rest. */
const SESSION_KEYS: readonly (keyof Session)[] = [
  'uid',
  'community_id',
  'start',
  'duration',
  'proto',
  'protocols',
  'src',
  'srcport',
  'dst',
  'dstport',
  'service',
  'conn_state',
  'history',
  'initial_rtt',
  'orig_pkts',
  'orig_bytes',
  'orig_ip_bytes',
  'orig_frame_bytes',
  'resp_pkts',
  'resp_bytes',
  'resp_ip_bytes',
  'resp_frame_bytes',
]

function sessionOf(session: Session) {
  return Object.fromEntries(SESSION_KEYS.map((key) => [key, session[key]]))
}

function logOf({ name, format, path, rows, skipped, fields }: Log) {
  return { name, format, path, rows, skipped, fields: Object.fromEntries(fields.map(({ name, type }) => [name, type])) }
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
