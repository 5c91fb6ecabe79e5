import type { Column, Field, FieldType } from './field.ts'
import { bitsColumn, byPacket, countColumn, liftedColumn, piecesColumn, type Sender } from './lifted-columns.ts'

/**
 * Fields of Arkime's that speak of sessions and whose values only the packets have: each is made of fields of
 * Wireshark's, which reading the packets again gives.
 */

const TCP = 6
const FIN = 0x001
const SYN = 0x002
const RST = 0x004
const PSH = 0x008
const ACK = 0x010
const HEADER_FLAGS = [
  [0x0400, 'AA'],
  [0x0200, 'TC'],
  [0x0100, 'RD'],
  [0x0080, 'RA'],
  [0x0020, 'AD'],
  [0x0010, 'CD'],
] as const

const field = (
  name: string,
  type: FieldType,
  meaning: string,
  example: string,
  reread: readonly string[],
  columns: readonly Column[],
  rest: Partial<Field> = {},
): Field => ({
  name,
  aliases: [],
  family: 'arkime',
  type,
  meaning,
  example,
  columns,
  isReread: true,
  reread,
  ...rest,
})

/** name, type, Wireshark's fields, who sent them, meaning, value of the example, other names. */
type Row = readonly [string, FieldType, readonly string[], Sender | undefined, string, string, (readonly string[])?]

const plain: readonly Row[] = [
  ['vlan.dot1q', 'number', ['vlan.id'], undefined, 'VLAN of the 802.1Q tags', '100', ['dot1q.id', 'network.vlan.id']],
  ['ttl.src', 'number', ['ip.ttl', 'ipv6.hlim'], 'src', 'TTL or hop limit of the originator', '64', ['srcTTL']],
  ['ttl.dst', 'number', ['ip.ttl', 'ipv6.hlim'], 'dst', 'TTL or hop limit of the responder', '64', ['dstTTL']],
  ['vni', 'number', ['vxlan.vni'], undefined, 'number of the virtual network', '100'],
  ['dns.query.class', 'number', ['dns.qry.class'], undefined, 'class asked for; 1 = internet', '1', ['dns.qc']],
  ['dns.opcode', 'number', ['dns.flags.opcode'], undefined, 'what is asked of the server; 0 = a query', '5'],
  ['dns.answer.class', 'number', ['dns.resp.class'], undefined, 'class of a record', '1'],
  [
    'dns.answer.priority',
    'number',
    ['dns.mx.preference', 'dns.srv.priority'],
    undefined,
    'preference of a mail server or service',
    '10',
  ],
  [
    'http.version.src',
    'text',
    ['http.request.version'],
    'src',
    'version of requests',
    'HTTP/1.1',
    ['http.clientVersion'],
  ],
  [
    'http.version.dst',
    'text',
    ['http.response.version'],
    'dst',
    'version of responses',
    'HTTP/1.0',
    ['http.serverVersion'],
  ],
  ['http.request.authorization', 'text', ['http.authorization'], 'src', 'Authorization of a request', 'Basic*'],
  ['http.request.accept', 'text', ['http.accept'], 'src', 'Accept of a request', '*json*'],
  ['http.request.cookie', 'text', ['http.cookie'], 'src', 'Cookie of a request', '*session*'],
  [
    'http.request.x-forwarded-for',
    'text',
    ['http.x_forwarded_for'],
    'src',
    'X-Forwarded-For of a request',
    '10.*',
    ['ip.xff', 'http.xffIp'],
  ],
  ['http.response.location', 'text', ['http.location'], 'dst', 'Location of a response', '*login*'],
  ['http.response.set-cookie', 'text', ['http.set_cookie'], 'dst', 'Set-Cookie of a response', '*session*'],
  [
    'http.response.content-encoding',
    'text',
    ['http.content_encoding'],
    'dst',
    'Content-Encoding of a response',
    'gzip',
  ],
  ['dhcp.host', 'text', ['dhcp.option.hostname'], undefined, 'name that a DHCP client gives itself', 'printer*'],
  ['dhcp.mac', 'mac', ['dhcp.hw.mac_addr'], undefined, 'address of a DHCP client', '00:0c:29:11:22:33'],
  [
    'dhcp.requestIp',
    'address',
    ['dhcp.option.requested_ip_address'],
    undefined,
    'address that a client asks for',
    '10.0.0.0/8',
  ],
  ['tcpseq.src', 'number', ['tcp.seq_raw'], 'src', 'initial sequence number of the originator', '0'],
  ['tcpseq.dst', 'number', ['tcp.seq_raw'], 'dst', 'initial sequence number of the responder', '0'],
  ['snmp.type', 'number', ['snmp.data'], undefined, 'PDU of SNMP; 0 = get-request, 2 = get-response', '0'],
  ['ntp.version', 'number', ['ntp.flags.vn'], undefined, 'version of NTP', '4'],
  ['ntp.mode', 'number', ['ntp.flags.mode'], undefined, 'mode of NTP; 3 = client, 4 = server', '3'],
  ['modbus.funccode', 'number', ['modbus.func_code'], undefined, 'function of Modbus', '3'],
  ['modbus.unitid', 'number', ['mbtcp.unit_id'], undefined, 'unit that Modbus speaks to', '1'],
  ['mqtt.clientId', 'text', ['mqtt.clientid'], undefined, 'client of MQTT', 'sensor*'],
  ['ftp.command', 'text', ['ftp.request.command'], 'src', 'command of FTP', 'RETR'],
  ['ftp.responseCode', 'number', ['ftp.response.code'], 'dst', 'status of FTP', '530'],
  [
    'email.smtp-hello',
    'text',
    ['smtp.req.parameter'],
    'src',
    'parameter of an SMTP command',
    '*example*',
    ['email.smtpHello'],
  ],
  ['sip.method', 'text', ['sip.Method'], undefined, 'method of SIP', 'INVITE'],
  ['sip.from', 'text', ['sip.From'], undefined, 'From of SIP', '*alice*'],
  ['sip.to', 'text', ['sip.To'], undefined, 'To of SIP', '*bob*'],
  ['sip.callid', 'text', ['sip.Call-ID'], undefined, 'Call-ID of SIP', '*@example.com'],
  ['sip.statuscode', 'number', ['sip.Status-Code'], undefined, 'status of SIP', '200'],
]
/** Packets of a TCP session by their flags, counted as Arkime counts them. */
const flagCounts: readonly (readonly [string, (flags: number) => boolean, string])[] = [
  ['syn', (flags) => (flags & (SYN | ACK)) === SYN, 'SYN without ACK'],
  ['syn-ack', (flags) => (flags & (SYN | ACK)) === (SYN | ACK), 'SYN and ACK'],
  ['ack', (flags) => (flags & (SYN | FIN | RST | PSH | ACK)) === ACK, 'ACK and nothing else of SYN, FIN, RST, PSH'],
  ['psh', (flags) => (flags & (SYN | PSH)) === PSH, 'PSH'],
  ['fin', (flags) => (flags & (SYN | FIN)) === FIN, 'FIN'],
  ['rst', (flags) => (flags & (SYN | RST)) === RST, 'RST'],
  ['urg', (flags) => (flags & 0x020) !== 0, 'URG'],
  ['ece', (flags) => (flags & 0x040) !== 0, 'ECE'],
  ['cwr', (flags) => (flags & 0x080) !== 0, 'CWR'],
  ['ae', (flags) => (flags & 0x100) !== 0, 'AE'],
]

const headerName = (header: string): readonly string[] => [/^([^:\r\n]+):/.exec(header)?.[1].toLowerCase() ?? '']
const headerValue = (header: string): readonly string[] => [/^[^:]+:\s*(.*?)\s*$/s.exec(header)?.[1] ?? '']
const cookiePart =
  (part: 1 | 2) =>
  (pair: string): readonly string[] => [/^\s*([^=]*)=?(.*)$/s.exec(pair)?.[part] ?? '']

/** RFC 7617: what stands before the colon. */
function basicUser(authorization: string): readonly string[] {
  const coded = /^basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(authorization)?.[1]
  if (coded === undefined) return [/[ ,]username="([^"]*)"/i.exec(authorization)?.[1] ?? '']
  try {
    return [/^[^:]*/.exec(atob(coded))?.[0] ?? '']
  } catch {
    return []
  }
}

const authorizationType = (authorization: string): readonly string[] => [
  /^\S+/.exec(authorization)?.[0].toLowerCase() ?? '',
]

/** name, Wireshark's field, what is taken of its texts, who sent them, meaning, value of the example, other names. */
const pieces: readonly (readonly [
  string,
  string,
  (text: string) => readonly string[],
  Sender | undefined,
  string,
  string,
  (readonly string[])?,
])[] = [
  [
    'http.hasheader.src',
    'http.request.line',
    headerName,
    'src',
    'name of a request header',
    'x-*',
    ['http.requestHeader'],
  ],
  [
    'http.hasheader.dst',
    'http.response.line',
    headerName,
    'dst',
    'name of a response header',
    'x-*',
    ['http.responseHeader'],
  ],
  [
    'http.hasheader.src.value',
    'http.request.line',
    headerValue,
    'src',
    'value of a request header',
    '*gzip*',
    ['http.requestHeaderValue'],
  ],
  [
    'http.hasheader.dst.value',
    'http.response.line',
    headerValue,
    'dst',
    'value of a response header',
    '*gzip*',
    ['http.responseHeaderValue'],
  ],
  ['http.cookie.key', 'http.cookie_pair', cookiePart(1), 'src', 'name of a cookie', 'session*', ['http.cookieKey']],
  ['http.cookie.value', 'http.cookie_pair', cookiePart(2), 'src', 'value of a cookie', '*admin*', ['http.cookieValue']],
  ['http.user', 'http.authorization', basicUser, 'src', 'user of an Authorization header', 'admin'],
  [
    'http.authtype',
    'http.authorization',
    authorizationType,
    'src',
    'kind of an Authorization header',
    'basic',
    ['http.authType'],
  ],
]

/** Only these packets say the initial sequence number. */
const ONLY: ReadonlyMap<string, string> = new Map([
  ['tcpseq.src', 'tcp.connection.syn'],
  ['tcpseq.dst', 'tcp.connection.synack'],
])

/** Values with what is not zero left. */
const dscp = (sender: Sender): Field => {
  const sources = ['ip.dsfield.dscp', 'ipv6.tclass.dscp']
  const columns = sources.map((source): Column => {
    const column = liftedColumn(source, 'number', sender)
    return {
      ...column,
      each: (tables, visit) =>
        column.each(tables, (session, value) => {
          if (value !== 0) visit(session, value)
        }),
    }
  })
  const side = sender === 'src' ? 'originator' : 'responder'
  return field(
    `dscp.${sender}`,
    'number',
    `DSCP of the ${side} that is not 0`,
    `dscp.${sender} == 46`,
    sources,
    columns,
  )
}

const arp = (name: string, type: FieldType, sources: readonly string[], meaning: string, example: string): Field =>
  field(
    name,
    type,
    meaning,
    example,
    sources,
    sources.map((source) => ({ ...liftedColumn(source, type), ...byPacket(source) })),
  )

export const liftedFields: readonly Field[] = [
  ...plain.map(([name, type, sources, sender, meaning, value, aliases = []]) => {
    const only = ONLY.get(name)
    const columns = sources.map((source) => liftedColumn(source, type, sender, only))
    const reread = only === undefined ? sources : [...sources, only]
    return field(name, type, meaning, `${name} == ${value}`, reread, columns, { aliases, folded: type === 'text' })
  }),
  ...flagCounts.map(([name, isCounted, words]) =>
    field(
      `tcpflags.${name}`,
      'number',
      `packets of a TCP session with ${words}`,
      `tcpflags.${name} > 3`,
      ['tcp.flags'],
      [countColumn('tcp.flags', TCP, isCounted)],
    ),
  ),
  ...pieces.map(([name, source, split, sender, meaning, value, aliases = []]) =>
    field(name, 'text', meaning, `${name} == ${value}`, [source], [piecesColumn(source, split, sender)], {
      aliases,
      folded: true,
    }),
  ),
  dscp('src'),
  dscp('dst'),
  field(
    'dns.header_flags',
    'text',
    'flags of DNS messages: AA, TC, RD, RA, AD, CD',
    'dns.header_flags == AA',
    ['dns.flags'],
    [bitsColumn('dns.flags', HEADER_FLAGS)],
    { aliases: ['dns.headerFlags'], folded: true },
  ),
  field(
    'tls.sessionid.src',
    'bytes',
    'session that a TLS client resumes',
    'tls.sessionid.src contains 00:01',
    ['tls.handshake.session_id'],
    [liftedColumn('tls.handshake.session_id', 'bytes', 'src')],
    { aliases: ['tls.srcSessionId'] },
  ),
  field(
    'tls.sessionid.dst',
    'bytes',
    'session that a TLS server resumes or makes',
    'tls.sessionid.dst contains 00:01',
    ['tls.handshake.session_id'],
    [liftedColumn('tls.handshake.session_id', 'bytes', 'dst')],
    { aliases: ['tls.dstSessionId'] },
  ),
  arp(
    'arp.ip',
    'address',
    ['arp.src.proto_ipv4', 'arp.dst.proto_ipv4'],
    'address that ARP speaks of',
    'arp.ip == 10.0.0.1',
  ),
  arp(
    'arp.mac',
    'mac',
    ['arp.src.hw_mac', 'arp.dst.hw_mac'],
    'Ethernet address that ARP speaks of',
    'arp.mac == 00:0c:29:11:22:33',
  ),
]
