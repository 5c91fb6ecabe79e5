import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { pcapFile } from './testing/capture-files.ts'
import { ethernetFrame, ipv4Packet, udpDatagram } from './testing/frames.ts'

const datagram = (source: string, payload: Uint8Array) =>
  ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(payload, 40000, 9), { source }))
const first = datagram('192.0.2.2', new Uint8Array([1, 2, 3]))
const second = datagram('192.0.2.1', new Uint8Array([4, 5, 6, 7]))

test('packets in windows and orders, and the bytes of one', async () => {
  const engine = new Engine()
  const file = pcapFile([first, second].map((bytes, i) => ({ bytes, seconds: 100 + i, fraction: 500_000 })))
  await engine.open([new File([new Uint8Array(file)], 'a.pcap')])
  await engine.whenRead()
  // 14 bytes of Ethernet, 20 of IPv4, 8 of UDP
  const [one, two] = engine.page('packets', {}).rows
  expect(one).toMatchObject({ frame: 1, time: '100.500000000', time_relative: 0, src: '192.0.2.2', srcport: 40000 })
  expect(one).toMatchObject({ dstport: 9, protocol: 'udp', protocols: 'eth:ethertype:ip:udp:data', length: 45 })
  expect(two).toMatchObject({ frame: 2, time_relative: 1, src: '192.0.2.1', length: 46 })
  const frames = (order: string) => engine.page('packets', { order }).rows.map(({ frame }) => frame)
  expect(frames('src:asc')).toEqual([2, 1])
  expect(frames('length:desc')).toEqual([2, 1])
  expect(frames('frame:asc')).toEqual([1, 2])
  expect(engine.page('packets', { expression: 'ip.src == 192.0.2.1' })).toMatchObject({
    total: 1,
    rows: [{ frame: 2 }],
  })

  expect((await engine.packet({ number: 2 }))?.bytes).toEqual(second)
  expect((await engine.packet({ number: 1 }))?.bytes).toEqual(first)
  expect(await engine.packet({ number: 3 })).toBeNull()
  expect(await engine.packet({ number: 0 })).toBeNull()
})
