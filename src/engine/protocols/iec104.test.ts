import { expect, test } from 'vitest'
import { bytesOf, hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
test('an ASDU in I format only', () => {
  const start = hex('680407000000')
  const { names } = tcpLayers(
    [
      ['c', start],
      ['c', hex('680e0000000064010600010000000014')],
      ['c', bytesOf(start, start)],
      ['c', start.slice(0, 2)],
      ['c', start.slice(2)],
    ],
    2404,
  )
  expect(names).toEqual([
    'tcp:iec60870_104',
    'tcp:iec60870_104:iec60870_asdu',
    'tcp:iec60870_104',
    'tcp',
    'tcp:iec60870_104',
  ])
})
