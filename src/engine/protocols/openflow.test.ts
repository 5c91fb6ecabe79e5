import { expect, test } from 'vitest'
import { bytesOf, hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
test('messages by version, on any port', () => {
  const hello = hex('0400000800000001')
  for (const port of [6653, 6633])
    expect(
      tcpLayers(
        [
          ['c', hex('0100000800000001')],
          ['s', bytesOf(hello, hello)],
        ],
        port,
      ).names,
    ).toEqual(['tcp:openflow:openflow_v1', 'tcp:openflow:openflow_v4:openflow_v4'])
})
