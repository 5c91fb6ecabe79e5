import type { CaptureTables } from '../tables/capture-tables.ts'
import { IP_PROTOCOLS, transportName } from '../tables/ip-protocol-names.ts'
import { communityIdAt, uidOf } from '../tables/session-ids.ts'
import { SessionProtocols } from '../tables/session-protocols.ts'
import {
  CONN_STATES,
  NO_STATE,
  LOCAL_ORIG,
  LOCAL_ORIG_TOLD,
  LOCAL_RESP,
  LOCAL_RESP_TOLD,
  type SessionTable,
  UNSET_BYTES,
  UNSET_DURATION,
  UNSET_IP_BYTES,
  UNSET_PACKETS,
} from '../tables/sessions.ts'
import type { Column, Dictionary, Family, Field, FieldType } from './field.ts'
import { names, protocolTexts, sessionColumn, texts } from './row-columns.ts'

const MILLISECOND = 1e6
const SECOND = 1e9

const numbersOfProtocols = new Map(Array.from(IP_PROTOCOLS, ([number, name]) => [name, number]))
numbersOfProtocols.set('icmpv6', 58)

type Read = (sessions: SessionTable, row: number) => number

/** 1 or 0, NaN where it is not told; `bits` is undefined where no log tells of any session. */
function toldBit(bits: number | undefined, told: number, bit: number): number {
  if (bits === undefined || (bits & told) === 0) return Number.NaN
  return (bits & bit) === 0 ? 0 : 1
}

/** What every session has but those whose log does not say it. */
const told =
  (bit: number, read: Read): Read =>
  (sessions, row) =>
    (sessions.unset[row] & bit) === 0 ? read(sessions, row) : Number.NaN

function sessionField(
  name: string,
  aliases: readonly string[],
  family: Family,
  type: FieldType,
  meaning: string,
  example: string,
  column: Column | Read,
): Field {
  return {
    name,
    aliases,
    family,
    type,
    meaning,
    example,
    columns: [typeof column === 'function' ? sessionColumn(column) : column],
  }
}

const zeekProto = sessionColumn((sessions, row) => sessions.proto[row], names(256, transportName))

const historyTexts = ({ histories }: CaptureTables): Dictionary => ({
  size: histories.size,
  text: (node) => String.fromCharCode(...histories.symbols(node)),
})

/** Community ID version 1, seed 0, of each session. */
const communityIds = (tables: CaptureTables): Dictionary => ({
  size: tables.sessions.rows,
  text: (row) => communityIdAt(tables, row),
})

/** Of the protocols whose sessions are told apart by ports, or by ICMP's types. */
const communityId = sessionColumn(
  (sessions, row) => ([1, 6, 17, 58, 132].includes(sessions.proto[row]) ? row : Number.NaN),
  communityIds,
)

const uid = sessionColumn(
  (_, row) => row,
  (tables): Dictionary => ({ size: tables.sessions.rows, text: (row) => uidOf(tables, row) }),
)

/** All protocols of a session's packets, its transport and network included. */
const sessionProtocols: Column = {
  domain: 'layer',
  space: protocolTexts,
  lifted: true,
  each({ paths, protocolKinds }, visit) {
    for (let node = 1; node < paths.size; node++) {
      const protocol = paths.symbol[node] >>> 1
      if (protocolKinds[protocol] === 'layer') visit(node, protocol)
    }
  },
  ofSessions: (tables, visit) => new SessionProtocols(tables).each(visit),
}

/** Fields of sessions: Zeek's conn log, Arkime's session. */
export const sessionFields: readonly Field[] = [
  sessionField(
    'ts',
    ['starttime', 'firstPacket'],
    'zeek',
    'time',
    'first packet of the session',
    'ts > -1h',
    (s, row) => s.start[row],
  ),
  sessionField(
    'stoptime',
    ['lastPacket'],
    'arkime',
    'time',
    'last packet of the session',
    'stoptime < +10m',
    (s, row) => s.end[row],
  ),
  sessionField(
    'duration',
    [],
    'zeek',
    'duration',
    'seconds from the first packet of the session to the last',
    'duration > 5m',
    told(UNSET_DURATION, (s, row) => (s.end[row] - s.start[row]) / SECOND),
  ),
  {
    ...sessionField(
      'session.length',
      ['length'],
      'arkime',
      'duration',
      'milliseconds from the first packet of the session to the last',
      'session.length > 1000',
      told(UNSET_DURATION, (s, row) => (s.end[row] - s.start[row]) / MILLISECOND),
    ),
    unit: 'ms',
  },
  {
    ...sessionField(
      'initRTT',
      [],
      'arkime',
      'duration',
      'milliseconds of the TCP handshake',
      'initRTT > 100',
      (s, row) => s.rtt(row) / MILLISECOND,
    ),
    unit: 'ms',
  },
  sessionField('proto', [], 'zeek', 'text', 'transport protocol: tcp, udp, icmp', 'proto == udp', zeekProto),
  {
    ...sessionField(
      'ip.protocol',
      ['ipProtocol'],
      'arkime',
      'number',
      'IP protocol of the session, by name or number',
      'ip.protocol == [tcp,47]',
      (s, row) => s.proto[row],
    ),
    numbers: (name) => numbersOfProtocols.get(name),
  },
  sessionField(
    'service',
    [],
    'zeek',
    'text',
    'application protocol of the session',
    'service == dns',
    sessionColumn((s, row) => (s.service[row] === 0 ? Number.NaN : s.service[row]), protocolTexts),
  ),
  {
    ...sessionField(
      'protocols',
      ['protocol'],
      'arkime',
      'text',
      'any protocol in the session, transport included',
      'protocols == tls',
      sessionProtocols,
    ),
    folded: true,
  },
  sessionField(
    'conn_state',
    [],
    'zeek',
    'text',
    'how the connection went: S0 no answer, SF complete, REJ refused …',
    'conn_state == [S0,REJ]',
    sessionColumn(
      (s, row) => (s.connState[row] === NO_STATE ? Number.NaN : s.connState[row]),
      names(CONN_STATES.length, (id) => CONN_STATES[id]),
    ),
  ),
  sessionField(
    'history',
    [],
    'zeek',
    'text',
    'what the ends did, in order of its first time: S h A D f …',
    'history contains "Sh"',
    sessionColumn((s, row) => s.history[row], historyTexts),
  ),
  sessionField(
    'uid',
    [],
    'zeek',
    'text',
    'name of the session: from its log where there is one, else made in the same form',
    'uid == CHhAvVGS1DHFjwGM9',
    uid,
  ),
  sessionField(
    'communityId',
    ['network.community_id', 'community_id', 'communityid'],
    'arkime',
    'text',
    'hash of addresses and ports that other tools calculate too',
    'communityId == "1:wCb3OG7yAFWelaUydu0D+125CLM="',
    communityId,
  ),
  sessionField(
    'bytes',
    ['network.bytes'],
    'arkime',
    'number',
    'bytes of all frames of the session (of a log: of its IP packets)',
    'bytes > 10M',
    (s, row) => s.wireBytes(row, 0) + s.wireBytes(row, 1),
  ),
  sessionField(
    'bytes.src',
    ['source.bytes'],
    'arkime',
    'number',
    'bytes of the frames from the originator',
    'bytes.src > 1M',
    (s, row) => s.wireBytes(row, 0),
  ),
  sessionField(
    'bytes.dst',
    ['destination.bytes'],
    'arkime',
    'number',
    'bytes of the frames from the responder',
    'bytes.dst > 1M',
    (s, row) => s.wireBytes(row, 1),
  ),
  sessionField(
    'databytes',
    ['totDataBytes'],
    'arkime',
    'number',
    'bytes of payload, both ways',
    'databytes == 0',
    told(UNSET_BYTES, (s, row) => s.origBytes[row] + s.respBytes[row]),
  ),
  sessionField(
    'orig_bytes',
    ['databytes.src', 'client.bytes'],
    'zeek',
    'number',
    'bytes of payload from the originator',
    'orig_bytes > 1Mi',
    told(UNSET_BYTES, (s, row) => s.origBytes[row]),
  ),
  sessionField(
    'resp_bytes',
    ['databytes.dst', 'server.bytes'],
    'zeek',
    'number',
    'bytes of payload from the responder',
    'resp_bytes == 0',
    told(UNSET_BYTES, (s, row) => s.respBytes[row]),
  ),
  sessionField(
    'orig_ip_bytes',
    [],
    'zeek',
    'number',
    'bytes of the IP packets from the originator',
    'orig_ip_bytes > 1k',
    told(UNSET_IP_BYTES, (s, row) => s.origIpBytes[row]),
  ),
  sessionField(
    'resp_ip_bytes',
    [],
    'zeek',
    'number',
    'bytes of the IP packets from the responder',
    'resp_ip_bytes > 1k',
    told(UNSET_IP_BYTES, (s, row) => s.respIpBytes[row]),
  ),
  sessionField(
    'packets',
    ['network.packets'],
    'arkime',
    'number',
    'packets of the session',
    'packets >= 100',
    told(UNSET_PACKETS, (s, row) => s.origPackets[row] + s.respPackets[row]),
  ),
  sessionField(
    'orig_pkts',
    ['packets.src', 'source.packets'],
    'zeek',
    'number',
    'packets from the originator',
    'orig_pkts == 1',
    told(UNSET_PACKETS, (s, row) => s.origPackets[row]),
  ),
  sessionField(
    'resp_pkts',
    ['packets.dst', 'destination.packets'],
    'zeek',
    'number',
    'packets from the responder',
    'resp_pkts == 0',
    told(UNSET_PACKETS, (s, row) => s.respPackets[row]),
  ),
  {
    ...sessionField(
      'local_orig',
      [],
      'zeek',
      'boolean',
      'the originator is of a local network, as the log says',
      'local_orig == true',
      (s, row) => toldBit(s.local[row], LOCAL_ORIG_TOLD, LOCAL_ORIG),
    ),
  },
  {
    ...sessionField(
      'local_resp',
      [],
      'zeek',
      'boolean',
      'the responder is of a local network, as the log says',
      'local_resp == false',
      (s, row) => toldBit(s.local[row], LOCAL_RESP_TOLD, LOCAL_RESP),
    ),
  },
  sessionField(
    'missed_bytes',
    [],
    'zeek',
    'number',
    'bytes of payload that were not seen, as the log says',
    'missed_bytes > 0',
    (s, row) => s.missedBytes[row] || Number.NaN,
  ),
  sessionField(
    'tunnel_parents',
    [],
    'zeek',
    'text',
    'uids of the sessions that carry this one, from its log',
    'tunnel_parents == CHhAvVGS1DHFjwGM9',
    sessionColumn((s, row) => s.tunnelParents[row] || Number.NaN, texts),
  ),
]
