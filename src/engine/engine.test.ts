import { expect, test } from 'vitest'
import type { Progress } from './engine-api.ts'
import { Engine } from './engine.ts'
import { pcapFile, type Written } from './testing/capture-files.ts'
import { ethernetFrame, ipv4Packet, udpDatagram } from './testing/frames.ts'

const datagram = (source: string, sourcePort: number): Uint8Array =>
  ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(new Uint8Array(20), sourcePort, 9), { source }))

const record = (seconds: number, source = '192.0.2.1', sourcePort = 40000): Written => ({
  bytes: datagram(source, sourcePort),
  seconds,
  fraction: 0,
})

const file = (name: string, records: Written[]) => new File([new Uint8Array(pcapFile(records))], name)

test('files dropped together are one capture in time order', async () => {
  const engine = new Engine()
  await engine.open([file('late.pcap', [record(300), record(500)]), file('early.pcap', [record(200), record(400)])])
  const status = await engine.whenRead()
  expect(status).toMatchObject({
    frames: 4,
    bytes: 4 * 62,
    first_epoch: '200.000000000',
    last_epoch: '500.000000000',
    duration: 300,
    sessions: 1,
    files: [
      { name: 'late.pcap', size: 180, format: 'pcap' },
      { name: 'early.pcap', size: 180, format: 'pcap' },
    ],
  })
  expect(engine.status({ timeRange: { from: 300, to: '400.0' } }).frames).toBe(2)
  expect(engine.protocols()).toEqual({ 'eth:ethertype:ip:udp:data': 4 })
})

test('windows of a list, in the order asked for', async () => {
  const engine = new Engine()
  const records = Array.from({ length: 30 }, (_, i) => record(i, `192.0.2.${(i % 10) + 1}`, 40000 + (i % 15)))
  await engine.open([file('a.pcap', records)])
  await engine.whenRead()
  const page = engine.page('endpoints', { protocol: 'ip', order: 'host:desc', start: 1, length: 2 })
  expect(page).toMatchObject({ total: 11, start: 1, rows: [{ host: '192.0.2.10' }, { host: '192.0.2.9' }] })
  const first = engine.page('conversations', { protocol: 'udp', order: 'stream:desc', length: 1 })
  expect(first).toMatchObject({ total: 30, rows: [{ stream: 29 }] })
  const narrow = { protocol: 'udp', timeRange: { from: 3, to: 4 } } as const
  expect(engine.page('conversations', narrow).rows.map(({ stream }) => stream)).toEqual([3, 4])
  expect(() => engine.page('toString' as 'endpoints', { protocol: 'ip' })).toThrow('toString')
})

test('progress: states, counts, and a revision that never goes back', async () => {
  const engine = new Engine()
  const seen: Progress[] = []
  engine.onProgress((progress) => seen.push(progress))
  expect(engine.progress()).toMatchObject({ state: 'empty', files: [], packets: 0 })
  await engine.open([file('a.pcap', [record(1)])])
  await engine.whenRead()
  expect(engine.progress()).toMatchObject({ state: 'done', bytesRead: 102, bytesTotal: 102, packets: 1 })
  engine.close()
  expect(engine.progress()).toMatchObject({ state: 'empty', packets: 0 })
  expect(engine.status().frames).toBe(0)
  expect(seen.map(({ state }) => state)).toEqual(['reading', 'done', 'empty'])
  const revisions = seen.map(({ revision }) => revision)
  expect(revisions).toEqual([...revisions].sort((x, y) => x - y))
  engine.onProgress(null)
  await engine.open([file('a.pcap', [record(1)])])
  expect(seen.length).toBe(3)
})

test('what is no capture fails and says why; later opens replace it', async () => {
  const engine = new Engine()
  await engine.open([new File(['hello'], 'note.txt')])
  const status = await engine.whenRead()
  expect(engine.progress().state).toBe('failed')
  expect(status.warnings).toMatchObject([{ file: 'note.txt', fatal: true }])
  const opened = engine.open([file('a.pcap', [record(1)])])
  const both = engine.open([file('b.pcap', [record(1), record(2)])])
  await Promise.all([opened, both])
  expect(await engine.whenRead()).toMatchObject({ frames: 2, warnings: [] })
})

test('whenRead answers for the files given last', async () => {
  const engine = new Engine()
  await engine.open([file('a.pcap', [record(1)])])
  const waiting = engine.whenRead()
  await engine.open([file('b.pcap', [record(1), record(2)])])
  expect((await waiting).frames).toBe(2)
})

test('cancel ends reading', async () => {
  const engine = new Engine()
  await engine.open([file('a.pcap', [record(1), record(2)])])
  engine.cancel()
  await engine.whenRead()
  expect(engine.progress().state).toBe('cancelled')
})

test('an expression and a time range select together; a wrong expression says where', async () => {
  const engine = new Engine()
  expect(engine.checkExpression('udp && dns')).toMatchObject({ ok: true })
  expect(engine.completions('ud', 2).options[0]).toMatchObject({ text: 'udp', kind: 'field' })
  await engine.open([file('a.pcap', [record(1), record(2, '192.0.2.9'), record(3, '192.0.2.9', 555)])])
  await engine.whenRead()
  const expression = 'ip.src == 192.0.2.9'
  expect(engine.status({ expression }).frames).toBe(2)
  expect(engine.status({ expression, timeRange: { from: 0, to: 2 } }).frames).toBe(1)
  expect(engine.status({ expression: ' ' }).frames).toBe(3)
  expect(engine.page('conversations', { protocol: 'udp', expression, length: 1 })).toMatchObject({ total: 2 })
  expect(engine.checkExpression('ip.src = = 1')).toMatchObject({ ok: false, from: 9, to: 10, expected: ['a value'] })
  expect(() => engine.status({ expression: 'ip.src = = 1' })).toThrow('A value is needed here')
  expect(engine.completions('udp.srcport == ', 15).options).toEqual([
    { text: '40000', kind: 'value', meaning: '', count: 2 },
    { text: '555', kind: 'value', meaning: '', count: 1 },
    { text: 'EXISTS!', kind: 'word', meaning: 'there is a value' },
  ])
  expect(engine.fields()).toContainEqual({
    name: 'udp.srcport',
    aliases: [],
    family: 'wireshark',
    type: 'number',
    meaning: 'UDP source port',
    example: 'udp.srcport == 53',
    source: 'column',
  })
})
