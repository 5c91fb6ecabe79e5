import { expect, test } from 'vitest'
import { engineOfFrames } from '../testing/engine-of-frames.ts'
import { bytesOf, ethernetFrame, u16 } from '../testing/frames.ts'

/** `opcode` 1 = request, 2 = reply; each end is the last byte of its MAC and of its 192.0.2.x. */
function arpFrame(opcode: number, sender: [number, number], target: [number, number]): Uint8Array {
  const end = ([mac, ip]: [number, number]) =>
    bytesOf(mac === 0 ? [0, 0, 0, 0, 0, 0] : [2, 0, 0, 0, 0, mac], [192, 0, 2, ip])
  return ethernetFrame(0x0806, bytesOf(u16(1), u16(0x0800), [6, 4], u16(opcode), end(sender), end(target)))
}

test('an address of another machine is told with the packet and the seconds since it was', async () => {
  const engine = await engineOfFrames([
    arpFrame(1, [1, 10], [0, 20]),
    arpFrame(2, [2, 20], [1, 10]),
    arpFrame(1, [3, 10], [0, 20]),
    arpFrame(2, [4, 20], [5, 10]),
    arpFrame(1, [1, 10], [0, 20]),
  ])
  const names = [
    'arp.duplicate-address-detected',
    'arp.duplicate-address-frame',
    'arp.seconds-since-duplicate-address-frame',
  ]
  const found = await engine.packetFields({ fields: names, expression: names[0] })
  expect(found.map(({ number, fields }) => [number, fields[names[1]], fields[names[2]]])).toEqual([
    [3, '2', '1'],
    [4, '2,2', '2,2'],
  ])
})
