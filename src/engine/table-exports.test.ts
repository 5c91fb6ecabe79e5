import { expect, test } from 'vitest'
import { tableFromIPC } from '@uwdata/flechette'
import { Engine } from './engine.ts'
import type { TableExport } from './engine-api.ts'
import { tableNames } from './table-exports.ts'
import { tableMaker } from './export/table-registry.ts'
import { pcapFile } from './testing/capture-files.ts'
import { bytesOf, ethernetFrame, ipv4Packet, TcpConversation, u16, udpDatagram } from './testing/frames.ts'

const conversation = new TcpConversation(80)
const name = bytesOf([7], 'example', [3], 'com', [0])
const question = bytesOf(u16(0x1234), u16(0x0100), u16(1), u16(0), u16(0), u16(0), name, u16(1), u16(1))
const answer = bytesOf(
  u16(0x1234),
  u16(0x8180),
  u16(1),
  u16(1),
  u16(0),
  u16(0),
  name,
  u16(1),
  u16(1),
  [0xc0, 12],
  u16(1),
  u16(1),
  u16(0),
  u16(60),
  u16(4),
  [203, 0, 113, 5],
)
const reply = { source: '198.51.100.2', destination: '192.0.2.1' }
const frames = [
  ...conversation.handshake(),
  conversation.client('GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n'),
  conversation.server('HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nhi'),
  ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(question, 40000, 53))),
  ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(answer, 53, 40000), reply)),
]

async function opened(): Promise<Engine> {
  const engine = new Engine()
  const bytes = pcapFile(frames.map((frame, i) => ({ bytes: frame, seconds: 1_700_000_000, fraction: i * 1000 })))
  await engine.open([new File([new Uint8Array(bytes)], 'a.pcap')])
  await engine.whenRead()
  return engine
}

async function rows(engine: Engine, table: TableExport['table'], expression?: string) {
  const { blob } = await engine.exportTable({ table, format: 'ndjson', expression })
  return (await blob.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line))
}

test('every name is there once and has a maker', () => {
  expect(tableNames).toEqual([...new Set(tableNames)])
  expect(tableNames.filter((name) => tableMaker(name) === null)).toEqual([])
  expect(tableNames).toEqual(expect.arrayContaining(['conn', 'ssh', 'files', 'weird']))
})

test('conn: a session a row, with Zeek’s names', async () => {
  const engine = await opened()
  const [web, lookup] = await rows(engine, 'conn')
  const [session] = engine.page('sessions', { length: 1 }).rows
  expect(web).toEqual({
    ts: '2023-11-14T22:13:20.000000Z',
    uid: session.uid,
    'id.orig_h': '192.0.2.1',
    'id.orig_p': 40000,
    'id.resp_h': '198.51.100.2',
    'id.resp_p': 80,
    proto: 'tcp',
    service: 'http',
    duration: 0.004,
    orig_bytes: 38,
    resp_bytes: 81,
    conn_state: 'S1',
    history: 'ShADd',
    orig_pkts: 3,
    orig_ip_bytes: 38 + 3 * 40,
    resp_pkts: 2,
    resp_ip_bytes: 81 + 2 * 40,
    community_id: session.community_id,
  })
  expect(lookup).toMatchObject({ proto: 'udp', service: 'dns', orig_pkts: 1, resp_pkts: 1, duration: 0.001 })
})

test('dns, http: one row a lookup and a request', async () => {
  const engine = await opened()
  expect(await rows(engine, 'dns')).toMatchObject([
    {
      ts: '2023-11-14T22:13:20.005000Z',
      proto: 'udp',
      trans_id: 0x1234,
      rtt: 0.001,
      query: 'example.com',
      qtype: 1,
      qtype_name: 'A',
      rcode: 0,
      rcode_name: 'NOERROR',
      answers: ['203.0.113.5'],
      TTLs: [60],
      rejected: false,
    },
  ])
  expect(await rows(engine, 'http')).toMatchObject([
    {
      method: 'GET',
      host: 'example.com',
      uri: '/a',
      status_code: 200,
      status_msg: 'OK',
      resp_mime_types: ['text/plain'],
    },
  ])
})

test('only what is selected is written', async () => {
  const engine = await opened()
  expect(await rows(engine, 'conn', 'udp')).toHaveLength(1)
  expect(await rows(engine, 'http', 'udp')).toHaveLength(0)
})

test('Arrow and Parquet have the same number of rows, and files their names', async () => {
  const engine = await opened()
  const arrow = await engine.exportTable({ table: 'conn', format: 'arrow' })
  expect(tableFromIPC(new Uint8Array(await arrow.blob.arrayBuffer())).numRows).toBe(2)
  expect(arrow.name).toBe('a conn.arrow')
  const parquet = await engine.exportTable({ table: 'dns', format: 'parquet', expression: 'dns' })
  expect(parquet.name).toBe('a dns dns.parquet')
  expect(new TextDecoder().decode(await parquet.blob.slice(0, 4).arrayBuffer())).toBe('PAR1')
})
