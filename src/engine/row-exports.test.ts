import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { RowExports } from './row-exports.ts'
import { pcapFile } from './testing/capture-files.ts'
import { ethernetFrame, ipv4Packet, udpDatagram } from './testing/frames.ts'

async function opened(datagrams: number): Promise<Engine> {
  const engine = new Engine()
  const frames = Array.from({ length: datagrams }, (_, i) => ({
    bytes: ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(new Uint8Array(i + 1), 40000 + i, 9))),
    seconds: 1_700_000_000 + i,
    fraction: 0,
  }))
  await engine.open([new File([new Uint8Array(pcapFile(frames))], 'three.pcap')])
  await engine.whenRead()
  return engine
}

test('a list is written in its order, of the selection, and named after it', async () => {
  const engine = await opened(3)
  const { blob, name } = await engine.exportList({
    list: 'conversations',
    protocol: 'udp',
    format: 'csv',
    order: 'aport:desc',
    expression: 'udp.srcport >= 40001',
  })
  expect(name).toBe('three conversations udp.srcport _= 40001.csv')
  const [header, ...lines] = (await blob.text()).trimEnd().split('\r\n')
  const [a, aport] = ['a', 'aport'].map((key) => header.split(',').indexOf(key))
  expect(lines.map((line) => line.split(',')[a])).toEqual(['192.0.2.1', '192.0.2.1'])
  expect(lines.map((line) => line.split(',')[aport])).toEqual(['40002', '40001'])
})

test('NDJSON has the rows of page()', async () => {
  const engine = await opened(3)
  const { blob } = await engine.exportList({ list: 'endpoints', protocol: 'udp', format: 'ndjson' })
  const rows = (await blob.text()).trimEnd().split('\n')
  expect(rows.map((row) => JSON.parse(row))).toEqual(engine.page('endpoints', { protocol: 'udp' }).rows)
})

test('an export says how far it is, and stops when it is cancelled', async () => {
  const seen: number[] = []
  const exports = new RowExports(() => {
    if (exports.progress !== undefined) seen.push(exports.progress.done)
    exports.cancel()
  })
  const slow = (_start: number, length: number) => {
    const end = performance.now() + 30
    while (performance.now() < end);
    return Array.from({ length }, () => ({ a: 1 }))
  }
  await expect(exports.list('csv', 100_000, slow, () => {})).rejects.toThrow('cancelled')
  expect(seen).toEqual([2048])
  expect(exports.progress).toBeUndefined()
})
