import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { pcapFile } from './testing/capture-files.ts'
import { ethernetFrame, ipv4Packet, udpDatagram } from './testing/frames.ts'

/** A log as Zeek writes it: the columns, then rows with blanks between the fields. */
function zeek(path: string, fields: string, ...rows: string[]): File {
  const lines = [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${path}`,
    ['#fields', ...fields.split(' ')].join('\t'),
    ...rows.map((row) => row.split(' ').join('\t')),
  ]
  return new File([`${lines.join('\n')}\n`], `${path}.log`)
}

const ID = 'id.orig_h id.orig_p id.resp_h id.resp_p'
const CONN = `ts uid ${ID} proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents`

async function opened(...files: File[]): Promise<Engine> {
  const engine = new Engine()
  await engine.open(files)
  await engine.whenRead()
  return engine
}

const http = zeek(
  'http',
  `ts uid ${ID} method host uri user_agent request_body_len response_body_len status_code status_msg resp_mime_types`,
  '1700000001.5 Chttp1 10.0.0.1 4000 192.0.2.1 80 GET example.com /a?x=1 curl 0 512 404 NotFound text/html',
  '1700000001.6 Chttp1 10.0.0.1 4000 192.0.2.1 80 POST (empty) /b - 10 - - - -',
)
const conn = zeek(
  'conn',
  CONN,
  '1700000001.000000 Chttp1 10.0.0.1 4000 192.0.2.1 80 tcp http,ssl 2.5 100 600 SF T F 7 ShADadFf 6 420 5 820 (empty)',
  '1700000002.000000 Cdns001 10.0.0.1 5353 10.0.0.53 53 udp dns 0.02 40 80 SF T T 0 Dd 1 68 1 108 -',
  '1700000009.000000 Cnone01 2001:db8::1 128 2001:db8::2 129 icmp - - - - OTH - - 0 - - - - - Chttp1',
)
const dns = zeek(
  'dns',
  `ts uid ${ID} proto trans_id rtt query qtype qtype_name rcode rcode_name answers TTLs`,
  '1700000002.000000 Cdns001 10.0.0.1 5353 10.0.0.53 53 udp 7 0.0125 www.example.com 1 A 0 NOERROR cdn.example.net,192.0.2.1 300.000000,60.000000',
  '1700000003.000000 Cdns002 10.0.0.1 5354 10.0.0.53 53 udp 8 - lost.example 28 AAAA - - - -',
)

test('a folder of logs answers as a capture does, whatever stands first', async () => {
  for (const files of [
    [http, conn, dns],
    [dns, conn, http],
  ]) {
    const engine = await opened(...files)
    expect(engine.status()).toMatchObject({
      frames: 13,
      bytes: 1416,
      sessions: 4,
      records: 7,
      first_epoch: '1700000001.000000000',
      last_epoch: '1700000009.000000000',
      warnings: [],
    })
    expect(engine.connections().links).toHaveLength(3)
    expect(engine.hierarchy().find(({ proto }) => proto === 'ip')).toMatchObject({
      protos: [
        { proto: 'tcp', frames: 11, protos: [{ proto: 'http', frames: 11, bytes: 1240 }] },
        { proto: 'udp', frames: 2, protos: [{ proto: 'dns', frames: 2 }] },
      ],
    })
    expect(engine.dnsLookups().find(({ id }) => id === 7)).toMatchObject({
      client: '10.0.0.1',
      full_query: 'www.example.com',
      query_type: 'A',
      response_time: '1700000002.012500000',
      rcode: 0,
      answers: [
        { type: 'CNAME', data: 'cdn.example.net', ttl: 300 },
        { type: 'A', data: '192.0.2.1', ttl: 60 },
      ],
      source: 'dns.log',
    })
    expect(engine.dnsSummary()).toMatchObject({ lookups: 2, answered: 1, unanswered: 1, median_seconds: 0.0125 })
    expect(engine.httpRequests()).toMatchObject([
      { method: 'GET', host: 'example.com', status: 404, content_type: 'text/html', response_length: 512 },
      { method: 'POST', host: null, user_agent: null, status: null, request_length: 10 },
    ])
    expect(engine.endpoints({ protocol: 'ip' }).find(({ host }) => host === '10.0.0.1')).toMatchObject({
      txf: 7,
      txb: 488,
      rxf: 6,
      rxb: 928,
    })
  }
})

test('expressions find sessions of logs by what any of their records says', async () => {
  const engine = await opened(conn, dns, http)
  const uids = (expression: string) =>
    engine
      .sessions({ expression })
      .rows.map(({ uid }) => uid)
      .sort()
  expect(uids('ip.addr == 192.0.2.1')).toEqual(['Chttp1'])
  expect(uids('tcp.dstport == 80')).toEqual(['Chttp1'])
  expect(uids('tls')).toEqual(['Chttp1'])
  expect(uids('ipv6')).toEqual(['Cnone01'])
  expect(uids('query == *.example.com')).toEqual(['Cdns001'])
  expect(uids('http.response.code == 404')).toEqual(['Chttp1'])
  expect(uids('orig_bytes >= 0')).toEqual(['Cdns001', 'Chttp1'])
  expect(uids('uid == Cdns002')).toEqual(['Cdns002'])
  expect(uids('conn_state == OTH')).toContain('Cnone01')
  expect(uids('local_resp == true')).toEqual(['Cdns001'])
  expect(uids('local_resp == false')).toEqual(['Chttp1'])
  expect(uids('missed_bytes == 7')).toEqual(['Chttp1'])
  expect(uids('tunnel_parents == Chttp1')).toEqual(['Cnone01'])
  expect(uids('file == dns.log')).toEqual(['Cdns001', 'Cdns002'])
  expect(engine.status({ timeRange: { from: 1700000002, to: 1700000003 } })).toMatchObject({ sessions: 2, records: 3 })
})

test('remarks belong to the session that they name, whenever that is known', async () => {
  const weird = zeek('weird', 'ts uid name', '1700000001.7 Chttp1 odd', '1700000001.8 - odd')
  const files = zeek('files', 'ts fuid conn_uids source', '1700000001.9 Fa Cdns001,Chttp1 HTTP')
  const engine = await opened(conn, weird, files)
  expect(engine.status()).toMatchObject({ sessions: 3, records: 6 })
  expect(engine.sessions({ expression: 'file == weird.log' }).rows.map(({ uid }) => uid)).toEqual(['Chttp1'])
  expect(engine.sessions({ expression: 'file == files.log' }).rows.map(({ uid }) => uid)).toEqual(['Cdns001'])
})

test('certificates are joined by file id and by fingerprint', async () => {
  const ssl = zeek(
    'ssl',
    `ts uid ${ID} version cipher curve server_name next_protocol cert_chain_fuids ja3 ja3s`,
    '1700000000.5 Cssl001 10.0.0.1 4000 192.0.2.1 443 TLSv12 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 x25519 example.com h2 Fleaf,Froot 0123456789abcdef0123456789abcdef fedcba9876543210fedcba9876543210',
    '1700000001.5 Cssl002 10.0.0.2 4001 192.0.2.1 443 TLSv13 unknown-4865 - (empty) - Fleaf - -',
  )
  const x509 = (key: string) =>
    zeek(
      'x509',
      `ts ${key} certificate.serial certificate.subject certificate.issuer certificate.not_valid_before certificate.not_valid_after san.dns san.ip`,
      '1700000000.5 Fleaf 0A1B CN=example.com,O=E\\x09x CN=Root,O=CA 1600000000.000000 1800000000.000000 example.com,www.example.com 192.0.2.1',
      '1700000000.5 Froot 01 CN=Root,O=CA CN=Root,O=CA 1500000000.000000 1900000000.000000 - -',
    )
  for (const files of [
    [ssl, x509('id')],
    [x509('fingerprint'), ssl],
  ]) {
    const engine = await opened(...files)
    expect(engine.certificates()).toHaveLength(3)
    expect(engine.certificates().find(({ index, dst }) => index === 0 && dst === '10.0.0.1')).toMatchObject({
      frame: null,
      time: '1700000000.500000000',
      src: '192.0.2.1',
      srcport: 443,
      transport: 'tls',
      subject_cn: 'example.com',
      issuer_cn: 'Root',
      serial: '0a1b',
      not_before: '2020-09-13T12:26:40Z',
      san: ['example.com', 'www.example.com', '192.0.2.1'],
    })
    expect(engine.tlsHosts()).toMatchObject([
      {
        name: 'example.com',
        versions: ['TLS 1.2'],
        ciphers: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
        alpn: ['h2'],
        certificate: 'example.com',
        first_frame: null,
      },
      { name: null, versions: ['TLS 1.3'], ciphers: ['TLS_AES_128_GCM_SHA256'], certificate: 'example.com' },
    ])
  }
})

test('several rows of one session count once, the one that saw most', async () => {
  const row = (duration: number, bytes: number) =>
    `1700000001.0 Clong01 10.0.0.1 4000 192.0.2.1 22 tcp ssh ${duration} ${bytes} 0 S1 - - 0 Sh 5 ${bytes + 200} 4 160 -`
  const engine = await opened(zeek('conn', CONN, row(100, 10)), zeek('conn_long', CONN, row(7200, 99), row(3600, 50)))
  expect(engine.sessions({}).rows).toMatchObject([{ uid: 'Clong01', duration: 7200, orig_bytes: 99, service: 'ssh' }])
  expect(engine.status()).toMatchObject({ sessions: 1, records: 3, frames: 9 })
})

test('a capture and the logs of it are one: sessions match by their ends and time, nothing counts twice', async () => {
  const query = Uint8Array.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0x61, 0, 0, 1, 0, 1])
  const bytes = ethernetFrame(
    0x0800,
    ipv4Packet(17, udpDatagram(query, 5353 + 1, 53), { source: '10.0.0.1', destination: '10.0.0.53' }),
  )
  const capture = new File([new Uint8Array(pcapFile([{ bytes, seconds: 1_700_000_002, fraction: 0 }]))], 'a.pcap')
  const ends = '10.0.0.1 5354 10.0.0.53 53'
  const same = zeek(
    'conn',
    CONN,
    `1700000002.000000 Csame01 ${ends} udp dns - - - S0 T T 0 D 1 47 0 0 -`,
    `1700003600.000000 Clater1 ${ends} udp dns - - - S0 T T 0 D 1 47 0 0 -`,
  )
  const rows = zeek(
    'dns',
    `ts uid ${ID} proto trans_id query qtype`,
    `1700000002.000000 Csame01 ${ends} udp 7 a 1`,
    `1700003600.000000 Clater1 ${ends} udp 7 a 1`,
  )
  for (const files of [
    [capture, same, rows],
    [rows, same, capture],
  ]) {
    const engine = await opened(...files)
    expect(engine.status()).toMatchObject({ frames: 2, caplen: bytes.length, sessions: 2, records: 4 })
    expect(engine.dnsLookups()).toMatchObject([
      { query_frame: 1, source: 'a.pcap' },
      { query_frame: null, source: 'dns.log' },
    ])
    expect(engine.sessions({ expression: 'uid == Csame01' }).rows).toMatchObject([
      { uid: 'Csame01', orig_frame_bytes: bytes.length },
    ])
  }
})

test('what goes through a proxy is a beacon to the name that it asks for (RITA)', async () => {
  const starts = Array.from({ length: 30 }, (_, i) => 1_700_000_000 + i * 600)
  const ends = (i: number) => `Cprox${i} 10.0.0.5 ${40_000 + i} 10.0.0.9 3128`
  const engine = await opened(
    zeek(
      'conn',
      CONN,
      ...starts.map((at, i) => `${at}.25 ${ends(i)} tcp http,ssl 0.5 500 900 SF T T 0 ShADad 5 800 5 1200 -`),
    ),
    zeek(
      'http',
      `ts uid ${ID} method host uri`,
      ...starts.map((at, i) => `${at}.30 ${ends(i)} CONNECT c2.example c2.example:443`),
    ),
    zeek('ssl', `ts uid ${ID} version server_name`, ...starts.map((at, i) => `${at}.35 ${ends(i)} TLSv13 c2.example`)),
  )
  expect(engine.beacons()).toMatchObject([
    {
      kind: 'proxy',
      src: '10.0.0.5',
      dst: '10.0.0.9',
      fqdn: 'c2.example',
      connections: 30,
      timestamp_score: 1,
      data_size_score: 1,
      total_bytes: 30 * 2000,
      total_duration: 15,
    },
  ])
})

test('requests without a host are a beacon to the address', async () => {
  const starts = Array.from({ length: 12 }, (_, i) => 1_700_000_000 + i * 300)
  const ends = (i: number) => `Cmiss${i} 10.0.0.5 ${40_000 + i} 203.0.113.9 80`
  const engine = await opened(
    zeek('conn', CONN, ...starts.map((at, i) => `${at}.0 ${ends(i)} tcp http - 252 0 SF T F 0 ShADad 5 252 5 583 -`)),
    zeek(
      'http',
      `ts uid ${ID} method host uri`,
      ...starts.map((at, i) => `${at}.1 ${ends(i)} GET ${i % 2 === 0 ? '-' : '(empty)'} /`),
    ),
  )
  expect(engine.beacons()).toMatchObject([
    { kind: 'ip', dst: '203.0.113.9', fqdn: null, connections: 12, total_duration: 0 },
  ])
})

test('a broken file among logs is told and stops nothing', async () => {
  const broken = new File([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3)], 'dns.log.gz')
  const engine = await opened(broken, conn)
  expect(engine.progress().state).toBe('done')
  expect(engine.status()).toMatchObject({ sessions: 3, warnings: [{ file: 'dns.log.gz', fatal: true }] })
})

test('what a log does not count is null, never 0', async () => {
  const old = zeek(
    'conn',
    CONN,
    '1700000001.000000 Cnone 10.0.0.1 4000 192.0.2.1 80 tcp - - - - - - - 0 - - - - - -',
    '1700000002.000000 Cpart 10.0.0.1 4001 192.0.2.1 80 tcp - 1.5 0 20 SF - - 0 Sh - - - - -',
  )
  const lone = zeek('http', `ts uid ${ID} method host uri`, '1700000003.0 Chttp 10.0.0.1 4002 192.0.2.1 80 GET a /')
  const engine = await opened(old, lone)
  const rows = engine.sessions({ order: 'srcport' }).rows
  const none = {
    duration: null,
    conn_state: null,
    orig_pkts: null,
    orig_bytes: null,
    orig_ip_bytes: null,
    orig_frame_bytes: null,
    resp_pkts: null,
    resp_bytes: null,
    resp_ip_bytes: null,
    resp_frame_bytes: null,
    packets: null,
    bytes: null,
    data_bytes: null,
  }
  expect(rows).toMatchObject([
    { uid: 'Cnone', ...none },
    {
      uid: 'Cpart',
      ...none,
      duration: 1.5,
      conn_state: 'SF',
      orig_bytes: 0,
      resp_bytes: 20,
      data_bytes: 20,
      // of a log that counts no bytes of packets, its payload
      orig_frame_bytes: 0,
      resp_frame_bytes: 20,
      bytes: 20,
    },
    { uid: 'Chttp', ...none },
  ])
  // What is not said stands last in either order.
  for (const order of ['bytes:asc', 'bytes:desc']) expect(engine.sessions({ order }).rows[0].uid).toBe('Cpart')
  const text = await (await engine.exportTable({ table: 'conn', format: 'zeek' })).blob.text()
  expect(text).toContain('\tCnone\t10.0.0.1\t4000\t192.0.2.1\t80\ttcp\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t')
})
