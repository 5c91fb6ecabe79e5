import { expect, test } from 'vitest'
import { bytesOf } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

const marker = new Uint8Array(16).fill(255)
const keepalive = bytesOf(marker, [0, 19, 4])

/** Expected values are tshark 4.0.17's. */
test('messages behind their marker', () => {
  const { names } = tcpLayers(
    [
      ['c', keepalive],
      ['s', bytesOf(keepalive, keepalive)],
      ['s', keepalive.slice(0, 17)],
      ['s', keepalive.slice(17)],
      ['s', new Uint8Array(30)],
    ],
    179,
  )
  expect(names).toEqual(['tcp:bgp', 'tcp:bgp', 'tcp', 'tcp:bgp', 'tcp:bgp'])
})
