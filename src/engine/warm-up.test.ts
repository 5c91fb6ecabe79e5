import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { pcapFile } from './testing/capture-files.ts'
import { ethernetFrame, ipv4Packet, udpDatagram } from './testing/frames.ts'

const bytes = ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(new Uint8Array(1))))
const fileOf = (packets: number) =>
  new File(
    [new Uint8Array(pcapFile(Array.from({ length: packets }, (_, seconds) => ({ bytes, seconds, fraction: 0 }))))],
    'a.pcap',
  )

test('leaves nothing behind', async () => {
  const engine = new Engine()
  await engine.warmUp([fileOf(3)])
  expect(engine.progress()).toMatchObject({ state: 'empty', packets: 0, files: [] })
  expect(engine.status()).toMatchObject({ frames: 0, files: [] })
})

test('gives way to what is opened', async () => {
  const engine = new Engine()
  const warm = engine.warmUp(Array.from({ length: 10 }, () => fileOf(20_000)))
  await engine.open([fileOf(2)])
  expect((await engine.whenRead()).frames).toBe(2)
  await warm
  expect(engine.status().frames).toBe(2)
})
