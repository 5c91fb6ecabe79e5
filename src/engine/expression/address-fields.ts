import { IPV4, IPV6 as KIND_IPV6 } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { ETH, IP, IPV6, SCTP, TCP, UDP } from '../tables/conversations.ts'
import type { Column, Field, FieldType } from './field.ts'
import { sessionColumn } from './row-columns.ts'

type Side = 'source' | 'destination' | 'either'

/** Whether a session is of a layer, as a log tells it. */
function hasLayer({ sessions, addresses }: CaptureTables, row: number, layer: number): boolean {
  switch (layer) {
    case IP:
      return addresses.kind[sessions.origHost[row]] === IPV4
    case IPV6:
      return addresses.kind[sessions.origHost[row]] === KIND_IPV6
    default:
      return PROTOS.get(layer) === sessions.proto[row]
  }
}

const PROTOS: ReadonlyMap<number, number> = new Map([
  [TCP, 6],
  [UDP, 17],
  [SCTP, 132],
])

/**
 * Addresses or ports of every header of these layers in a packet, tunnels included. A record of a log has those of its
 * session, the originator as source.
 */
function endColumn(layers: readonly number[], side: Side, value: 'address' | 'port'): Column {
  return {
    domain: 'conversation',
    space: value === 'address' ? 'address' : 'number',
    each({ conversations }, visit) {
      const a = value === 'address' ? conversations.a : conversations.aPort
      const b = value === 'address' ? conversations.b : conversations.bPort
      for (let row = 1; row < conversations.rows; row++) {
        if (!layers.includes(conversations.layer[row])) continue
        if (side !== 'destination') {
          visit(row * 2, a[row])
          visit(row * 2 + 1, b[row])
        }
        if (side !== 'source') {
          visit(row * 2, b[row])
          visit(row * 2 + 1, a[row])
        }
      }
    },
    ofSessions(tables, visit) {
      const { sessions } = tables
      const orig = value === 'address' ? sessions.origHost : sessions.origPort
      const resp = value === 'address' ? sessions.respHost : sessions.respPort
      for (let row = 1; row < sessions.rows; row++) {
        if (!layers.some((layer) => hasLayer(tables, row, layer))) continue
        if (side !== 'destination') visit(row, orig[row])
        if (side !== 'source') visit(row, resp[row])
      }
    },
  }
}

function streamColumn(layer: number): Column {
  return {
    domain: 'conversation',
    space: 'number',
    each({ conversations }, visit) {
      for (let row = 1; row < conversations.rows; row++) {
        if (conversations.layer[row] !== layer) continue
        visit(row * 2, conversations.stream[row])
        visit(row * 2 + 1, conversations.stream[row])
      }
    },
  }
}

const TRANSPORTS = [TCP, UDP, SCTP]
const SIDES: readonly { suffix: string; side: Side; words: string }[] = [
  { suffix: 'src', side: 'source', words: 'source' },
  { suffix: 'dst', side: 'destination', words: 'destination' },
  { suffix: 'addr', side: 'either', words: 'source or destination' },
]

const wireshark = (name: string, type: FieldType, meaning: string, example: string, column: Column): Field => ({
  name,
  aliases: [],
  family: 'wireshark',
  type,
  meaning,
  example,
  columns: [column],
})

const ethernet = SIDES.map(({ suffix, side, words }) => {
  const example = `eth.${suffix}${suffix === 'addr' ? '' : '[0:3]'} == ${suffix === 'addr' ? '00:0c:29:11:22:33' : '00:0c:29'}`
  return wireshark(`eth.${suffix}`, 'mac', `Ethernet ${words} address`, example, endColumn([ETH], side, 'address'))
})

const pairs = (layer: number, side: Side): NonNullable<Field['ends']> => {
  const version: 4 | 6 = layer === IP ? 4 : 6
  const pair = (which: Side) => ({
    version,
    address: endColumn([layer], which, 'address'),
    port: endColumn(TRANSPORTS, which, 'port'),
  })
  return side === 'either' ? [pair('source'), pair('destination')] : [pair(side)]
}

const ip = SIDES.flatMap(({ suffix, side, words }): Field[] => [
  {
    ...wireshark(
      `ip.${suffix}`,
      'address',
      `IPv4 ${words} address of the packet (of IPv6, where the value is of IPv6)`,
      suffix === 'addr' ? 'ip.addr == 10.0.0.0/8' : `ip.${suffix} == 192.0.2.1:443`,
      endColumn([IP], side, 'address'),
    ),
    columns6: [endColumn([IPV6], side, 'address')],
    ends: [...pairs(IP, side), ...pairs(IPV6, side)],
  },
  {
    ...wireshark(
      `ipv6.${suffix}`,
      'address',
      `IPv6 ${words} address of the packet`,
      `ipv6.${suffix} == 2001:db8::/32`,
      endColumn([IPV6], side, 'address'),
    ),
    ends: pairs(IPV6, side),
  },
])

const ports = [
  { name: 'tcp', words: 'TCP', layer: TCP, example: 443 },
  { name: 'udp', words: 'UDP', layer: UDP, example: 53 },
  { name: 'sctp', words: 'SCTP', layer: SCTP, example: 2905 },
].flatMap(({ name, words, layer, example }) => {
  const column = (side: Side) => endColumn([layer], side, 'port')
  const port = (suffix: string, side: Side, sideWords: string) =>
    wireshark(
      `${name}.${suffix}`,
      'number',
      `${words} ${sideWords} port`,
      `${name}.${suffix} == ${example}`,
      column(side),
    )
  return [
    port('srcport', 'source', 'source'),
    port('dstport', 'destination', 'destination'),
    port('port', 'either', 'source or destination'),
  ]
})

const streams = [
  wireshark('tcp.stream', 'number', 'number of the TCP stream, from 0', 'tcp.stream == 0', streamColumn(TCP)),
  wireshark('udp.stream', 'number', 'number of the UDP stream, from 0', 'udp.stream == 0', streamColumn(UDP)),
]

const originator = sessionColumn((sessions, row) => sessions.origHost[row], 'address')
const responder = sessionColumn((sessions, row) => sessions.respHost[row], 'address')
const originatorPort = sessionColumn((sessions, row) => sessions.origPort[row])
const responderPort = sessionColumn((sessions, row) => sessions.respPort[row])
/** Of every header, also of packets without a session. */
const anyAddress = endColumn([IP, IPV6], 'either', 'address')

/** The ends of sessions: Zeek's originator and responder, Arkime's source and destination. */
const ends: readonly Field[] = [
  {
    name: 'id.orig_h',
    aliases: ['source.ip'],
    family: 'zeek',
    type: 'address',
    meaning: 'address that began the session',
    example: 'id.orig_h == 10.0.0.5',
    columns: [originator],
    ends: [{ address: originator, port: originatorPort }],
  },
  {
    name: 'id.resp_h',
    aliases: ['destination.ip'],
    family: 'zeek',
    type: 'address',
    meaning: 'address that answered',
    example: 'id.resp_h == 203.0.113.0/24',
    columns: [responder],
    ends: [{ address: responder, port: responderPort }],
  },
  {
    name: 'id.orig_p',
    aliases: ['port.src', 'source.port'],
    family: 'zeek',
    type: 'number',
    meaning: 'port that began the session (of ICMP its type)',
    example: 'id.orig_p >= 49152',
    columns: [originatorPort],
  },
  {
    name: 'id.resp_p',
    aliases: ['port.dst', 'destination.port'],
    family: 'zeek',
    type: 'number',
    meaning: 'port that answered (of ICMP its code)',
    example: 'id.resp_p == [80,443]',
    columns: [responderPort],
  },
  {
    name: 'port',
    aliases: [],
    family: 'arkime',
    type: 'number',
    meaning: 'either port of the session',
    example: 'port == 8000-8100',
    columns: [originatorPort, responderPort],
  },
  {
    name: 'mac',
    aliases: [],
    family: 'arkime',
    type: 'mac',
    meaning: 'any Ethernet address of the session',
    example: 'mac == 00:0c:29:11:22:33',
    columns: [{ ...endColumn([ETH], 'either', 'address'), lifted: true }],
  },
]

/** Arkime's `ip` with what it is compared with; dns-fields adds the addresses that names resolved to. */
export const anyIp: Omit<Field, 'presence'> = {
  name: 'ip',
  aliases: [],
  family: 'arkime',
  type: 'address',
  meaning: 'any address: of the headers, or that a name resolved to; bare: there is an IPv4 header',
  example: 'ip == 10.1/16',
  columns: [anyAddress],
  ends: [...pairs(IP, 'either'), ...pairs(IPV6, 'either')],
}

export const addressFields: readonly Field[] = [...ethernet, ...ip, ...ports, ...streams, ...ends]
