import { expect, test } from 'vitest'
import { Engine } from './engine.ts'

async function sessionsOf(name: string, text: string) {
  const engine = new Engine()
  await engine.open([new File([text], name)])
  await engine.whenRead()
  return engine
    .sessions()
    .rows.map(
      ({ start, duration, proto, src, srcport, dst, dstport, orig_pkts, resp_pkts, orig_ip_bytes, resp_ip_bytes }) => [
        start,
        duration,
        proto,
        `${src}:${srcport} ${dst}:${dstport}`,
        orig_pkts,
        resp_pkts,
        orig_ip_bytes,
        resp_ip_bytes,
      ],
    )
}

test("flows of nfdump's CSV are sessions", async () => {
  const text =
    'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n2014-11-25 20:50:49.958,2014-11-25 20:50:51.458,1.500,192.168.250.2,10.0.0.1,34838,80,TCP  ,...AP.SF,0,0,5,520,4,1200\n'
  expect(await sessionsOf('flows.csv', text)).toEqual([
    ['1416948649.958000000', 1.5, 'tcp', '192.168.250.2:34838 10.0.0.1:80', 5, 4, 520, 1200],
  ])
})

test("Suricata's flow events are sessions", async () => {
  const text =
    '{"timestamp":"2019-07-05T22:01:00.000000+0200","flow_id":1,"event_type":"flow","src_ip":"10.0.0.1","src_port":49153,"dest_ip":"10.0.0.2","dest_port":53,"proto":"UDP","app_proto":"dns","flow":{"pkts_toserver":1,"pkts_toclient":2,"bytes_toserver":70,"bytes_toclient":500,"start":"2019-07-05T22:00:00.123456+0200","age":7}}\n'
  expect(await sessionsOf('eve.json', text)).toEqual([
    ['1562356800.123456000', 7, 'udp', '10.0.0.1:49153 10.0.0.2:53', 1, 2, 70, 500],
  ])
})

const FLOW = { flow_id: 7, src_ip: '10.0.0.1', src_port: 49153, dest_ip: '198.51.100.7', dest_port: 80, proto: 'TCP' }
const DNS = { flow_id: 8, src_ip: '10.0.0.1', src_port: 40000, dest_ip: '10.0.0.53', dest_port: 53, proto: 'UDP' }
const REPLY = { flow_id: 8, src_ip: '10.0.0.53', src_port: 53, dest_ip: '10.0.0.1', dest_port: 40000, proto: 'UDP' }
const at = (seconds: number) => ({ timestamp: `2024-01-01T00:00:0${seconds}.000000+0000` })

async function eve(...events: object[]): Promise<Engine> {
  const engine = new Engine()
  await engine.open([new File([events.map((event) => `${JSON.stringify(event)}\n`).join('')], 'eve.json')])
  await engine.whenRead()
  return engine
}

const question = { rrname: 'www.suricata.io', rrtype: 'A' }
const details = [
  { rrname: 'www.suricata.io', rrtype: 'CNAME', ttl: 3597, rdata: 'suricata.io' },
  { rrname: 'suricata.io', rrtype: 'A', ttl: 597, rdata: '35.212.0.44' },
]
/** The same lookup in the versions of Suricata's format, after "DNS Logging Changes for 8.0" of its user guide. */
const versions: readonly (readonly [string, object[], object[]])[] = [
  [
    '1: an event for each answer',
    [
      { ...at(1), event_type: 'dns', ...DNS, dns: { type: 'query', id: 9, ...question, tx_id: 0 } },
      ...details.map((answer) => ({
        ...at(2),
        event_type: 'dns',
        ...DNS,
        dns: { type: 'answer', id: 9, rcode: 'NOERROR', ...answer },
      })),
    ],
    details.map(({ rrname, rrtype, ttl, rdata }) => ({ name: rrname, type: rrtype, ttl, data: rdata })),
  ],
  [
    '2, detailed and grouped',
    [
      { ...at(1), event_type: 'dns', ...DNS, dns: { type: 'query', id: 9, ...question } },
      {
        ...at(2),
        event_type: 'dns',
        ...DNS,
        dns: {
          version: 2,
          type: 'answer',
          id: 9,
          ...question,
          rcode: 'NOERROR',
          answers: details,
          grouped: { A: ['35.212.0.44'], CNAME: ['suricata.io'] },
        },
      },
    ],
    details.map(({ rrname, rrtype, ttl, rdata }) => ({ name: rrname, type: rrtype, ttl, data: rdata })),
  ],
  [
    '2, grouped only',
    [
      { ...at(1), event_type: 'dns', ...DNS, dns: { type: 'query', id: 9, ...question } },
      {
        ...at(2),
        event_type: 'dns',
        ...DNS,
        dns: {
          version: 2,
          type: 'answer',
          id: 9,
          ...question,
          rcode: 'NOERROR',
          grouped: { A: ['35.212.0.44'], CNAME: ['suricata.io'] },
        },
      },
    ],
    [
      { name: 'www.suricata.io', type: 'A', data: '35.212.0.44' },
      { name: 'www.suricata.io', type: 'CNAME', data: 'suricata.io' },
    ],
  ],
  [
    '3: questions as a list, the answer from the server',
    [
      {
        ...at(1),
        event_type: 'dns',
        ...DNS,
        dns: { version: 3, type: 'request', id: 9, rcode: 'NOERROR', queries: [question] },
      },
      {
        ...at(2),
        event_type: 'dns',
        ...REPLY,
        dns: { version: 3, type: 'response', id: 9, rcode: 'NOERROR', queries: [question], answers: details },
      },
    ],
    details.map(({ rrname, rrtype, ttl, rdata }) => ({ name: rrname, type: rrtype, ttl, data: rdata })),
  ],
]

test.each(versions)('a dns lookup of version %s is one lookup', async (_, events, answers) => {
  const engine = await eve(...events)
  const [lookup, ...more] = engine.dnsLookups()
  expect(more).toEqual([])
  expect(lookup).toMatchObject({
    client: '10.0.0.1',
    client_port: 40000,
    server: '10.0.0.53',
    server_port: 53,
    transport: 'udp',
    id: 9,
    full_query: 'www.suricata.io',
    query_type: 'A',
    query_time: '1704067201.000000000',
    response_time: '1704067202.000000000',
    rcode: 0,
    answers,
  })
  expect(lookup.answers).toHaveLength(answers.length)
  expect(engine.sessions().rows).toHaveLength(1)
})

test('questions that nobody answered and answers that nobody asked for are lookups, too', async () => {
  const engine = await eve(
    { ...at(1), event_type: 'dns', ...DNS, dns: { type: 'query', id: 9, ...question } },
    {
      ...at(2),
      event_type: 'dns',
      ...REPLY,
      dns: {
        version: 3,
        type: 'response',
        id: 10,
        rcode: 'NXDOMAIN',
        queries: [{ rrname: 'no.example', rrtype: 'AAAA' }],
      },
    },
  )
  expect(engine.dnsLookups()).toMatchObject([
    { full_query: 'www.suricata.io', query_time: '1704067201.000000000', response_time: null, rcode: null },
    { full_query: 'no.example', query_time: null, response_time: '1704067202.000000000', rcode: 3, client: '10.0.0.1' },
  ])
})

const ALERT = {
  action: 'allowed',
  gid: 1,
  signature_id: 2018358,
  rev: 10,
  signature: 'ET HUNTING GENERIC SUSPICIOUS POST',
  category: 'Potentially Bad Traffic',
  severity: 2,
}
const flowEvent = {
  ...at(5),
  event_type: 'flow',
  ...FLOW,
  app_proto: 'http',
  flow: {
    pkts_toserver: 5,
    pkts_toclient: 4,
    bytes_toserver: 500,
    bytes_toclient: 4000,
    start: at(1).timestamp,
    end: at(4).timestamp,
    age: 3,
  },
}
const replyAlert = {
  ...at(2),
  event_type: 'alert',
  flow_id: 7,
  src_ip: FLOW.dest_ip,
  src_port: 80,
  dest_ip: FLOW.src_ip,
  dest_port: 49153,
  proto: 'TCP',
  app_proto: 'http',
  direction: 'to_client',
  alert: ALERT,
}

test.each([
  ['with the flow behind them', [replyAlert, { ...replyAlert, ...at(3) }, flowEvent], { orig_pkts: 5, resp_pkts: 4 }],
  ['alone', [replyAlert, { ...replyAlert, ...at(3) }], {}],
])('alerts become findings, %s', async (_, events, counts) => {
  const engine = await eve(...events)
  const { rows } = engine.sessions()
  expect(rows).toMatchObject([
    { src: '10.0.0.1', srcport: 49153, dst: '198.51.100.7', dstport: 80, service: 'http', ...counts },
  ])
  const found = (await engine.findings()).filter(({ detection }) => detection === 'suricata-alert')
  expect(found).toMatchObject([
    {
      severity: 'medium',
      title: 'Suricata alert: ET HUNTING GENERIC SUSPICIOUS POST',
      src: ['10.0.0.1'],
      dst: ['198.51.100.7'],
      count: 2,
      first: '1704067202.000000000',
      last: '1704067203.000000000',
      evidence: 'alert.signature_id == 2018358 and id.orig_h == 10.0.0.1',
      why: { signature_id: 2018358, category: 'Potentially Bad Traffic', severity: 2, action: 'allowed' },
    },
  ])
  expect(engine.sessions({ expression: found[0].evidence }).total).toBe(1)
  expect(engine.sessions({ expression: 'alert.signature == *SUSPICIOUS*' }).total).toBe(1)
})

test('the severities of alerts are those of their rules', async () => {
  const engine = await eve(
    ...[1, 2, 3, 4].map((severity) => ({ ...replyAlert, alert: { ...ALERT, signature_id: severity, severity } })),
  )
  const found = (await engine.findings()).filter(({ detection }) => detection === 'suricata-alert')
  expect(found.map(({ severity, why }) => [why.signature_id, severity])).toEqual([
    [1, 'high'],
    [2, 'medium'],
    [3, 'low'],
    [4, 'info'],
  ])
})

test('fileinfo events are files, anomalies rows of their session, other events are only shown', async () => {
  const engine = await eve(
    {
      ...at(2),
      event_type: 'fileinfo',
      flow_id: 7,
      src_ip: FLOW.dest_ip,
      src_port: 80,
      dest_ip: FLOW.src_ip,
      dest_port: 49153,
      proto: 'TCP',
      app_proto: 'http',
      fileinfo: {
        filename: '/setup.exe',
        magic: 'PE32 executable (GUI) Intel 80386, for MS Windows',
        md5: '26d6ef7b0d6b4bd3b6bb28d5a4fcd8ef',
        size: 70_000,
        state: 'CLOSED',
      },
    },
    {
      ...at(3),
      event_type: 'anomaly',
      ...FLOW,
      anomaly: { type: 'applayer', event: 'MISMATCH_PROTOCOL_BOTH_DIRECTIONS' },
    },
    { ...at(4), event_type: 'dhcp', ...DNS, dhcp: { type: 'request' } },
    flowEvent,
  )
  expect(engine.files()).toMatchObject([
    {
      tx_host: '198.51.100.7',
      rx_host: '10.0.0.1',
      source: 'http',
      mime_type: 'application/x-dosexec',
      filename: '/setup.exe',
      bytes: 70_000,
    },
  ])
  expect(engine.sessions().total).toBe(1)
  expect(engine.sessions({ expression: 'files.md5 == 26d6ef7b0d6b4bd3b6bb28d5a4fcd8ef' }).total).toBe(1)
  expect(engine.sessions({ expression: 'anomaly.event == "MISMATCH_PROTOCOL_BOTH_DIRECTIONS"' }).total).toBe(1)
  expect(engine.logs().map(({ path, rows }) => [path, rows])).toEqual([
    ['files', 1],
    ['anomaly', 1],
    ['eve_dhcp', 1],
    ['conn', 1],
  ])
  expect(engine.dhcpLeases()).toEqual([])
})

test('flows without a time are sessions that stand nowhere on the timeline', async () => {
  const text = [
    'src_ip,src_port,dst_ip,dst_port,proto,packets,bytes',
    ...Array.from({ length: 30 }, (_, i) => `10.0.0.1,${50_000 + i},198.51.100.7,443,TCP,10,1000`),
    '10.0.0.2,123,198.51.100.8,123,17,1,76',
    'x,1,198.51.100.8,1,6,1,76',
  ].join('\n')
  const engine = new Engine()
  await engine.open([new File([text], 'sums.csv')])
  await engine.whenRead()
  expect(engine.status()).toMatchObject({
    sessions: 31,
    frames: 301,
    bytes: 30_076,
    first_epoch: null,
    last_epoch: null,
    duration: 0,
  })
  expect(engine.timeline()).toMatchObject({ bins: 0, untimed: 31 })
  expect(engine.sessions({ order: 'packets:asc' }).rows[0]).toMatchObject({
    start: null,
    stop: null,
    duration: null,
    src: '10.0.0.2',
    proto: 'udp',
    orig_pkts: 1,
    orig_ip_bytes: 76,
    orig_bytes: null,
    conn_state: null,
  })
  expect(engine.endpoints({ protocol: 'ip' }).find(({ host }) => host === '10.0.0.1')).toMatchObject({ txf: 300 })
  expect(engine.conversations({ protocol: 'ip' })).toHaveLength(2)
  expect(engine.conversations({ protocol: 'tcp' })[0]).toMatchObject({ start: 0, duration: 0 })
  expect(engine.connections().links).toHaveLength(2)
  // Nothing can come back at fixed times that has no time.
  expect(engine.beacons()).toEqual([])
  await engine.findings()
  expect(engine.sessions({ expression: 'id.resp_p == 123' }).total).toBe(1)
  expect(engine.sessions({ timeRange: { from: 0, to: 4e9 } }).total).toBe(0)
  expect(engine.logs()).toMatchObject([{ rows: 32, bad_value_count: 1 }])
})

test('in one file the flows that have a time stand where it is', async () => {
  const engine = new Engine()
  const rows = ['1700000000.5,10.0.0.1,198.51.100.7,443,6,10,1000', ',10.0.0.1,198.51.100.7,443,6,5,500']
  await engine.open([new File([['time,src_ip,dst_ip,dst_port,proto,packets,bytes', ...rows].join('\n')], 'mixed.csv')])
  await engine.whenRead()
  expect(engine.timeline()).toMatchObject({ bins: 1, untimed: 1 })
  expect(engine.status()).toMatchObject({ sessions: 2, frames: 15, first_epoch: '1700000000.500000000' })
  expect(engine.conversations({ protocol: 'ip' })).toMatchObject([{ frames: 15, start: 0, duration: 0 }])
})

test("flows of nfdump 1.7's CSV are sessions", async () => {
  const text =
    'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,bps,bpp,flows\n2024-01-01 00:00:01.500,2.250,UDP  ,10.0.0.1,40000,10.0.0.53,53,2,140,497,70,1\n'
  expect(await sessionsOf('flows.csv', text)).toEqual([
    ['1704067201.500000000', 2.25, 'udp', '10.0.0.1:40000 10.0.0.53:53', 2, 0, 140, 0],
  ])
})

test("flows of Argus's CSV are sessions, without a time where it prints none of the day", async () => {
  const header = 'StartTime,Flgs,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotPkts,TotBytes,State'
  const flow = ', e        ,tcp,10.0.0.1,49153,   ->,198.51.100.7,443,9,5400,FIN'
  expect(await sessionsOf('ra.csv', `${header}\n2024-01-01 00:00:01.500000${flow}\n`)).toEqual([
    ['1704067201.500000000', null, 'tcp', '10.0.0.1:49153 198.51.100.7:443', 9, 0, 5400, 0],
  ])
  // ra prints the time of the day unless it is told otherwise (-s, RA_TIME_FORMAT).
  expect(await sessionsOf('ra.csv', `${header}\n00:00:01.500000${flow}\n`)).toEqual([
    [null, null, 'tcp', '10.0.0.1:49153 198.51.100.7:443', 9, 0, 5400, 0],
  ])
})
