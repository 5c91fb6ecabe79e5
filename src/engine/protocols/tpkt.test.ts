import { expect, test } from 'vitest'
import { hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

const request = hex('0300000b06e00000000000')
const confirm = hex('0300000b06d00000000000')

/** Expected values are tshark 4.0.17's. */
test('cotp, S7 in its data, and PDUs cut by segments', () => {
  const { names } = tcpLayers(
    [
      ['c', request],
      ['s', confirm],
      ['c', hex('0300000702f080')],
      ['c', hex('0300001102f0803203000000010002000000')],
      ['c', hex('0300')],
      ['c', hex('000702f080')],
    ],
    102,
  )
  expect(names).toEqual([
    'tcp:tpkt:cotp',
    'tcp:tpkt:cotp',
    'tcp:tpkt:cotp',
    'tcp:tpkt:cotp:s7comm',
    'tcp',
    'tcp:tpkt:cotp',
  ])
})

test('RDP: the first packet has no tpkt in its path', () => {
  const { names } = tcpLayers(
    [
      ['c', request],
      ['s', confirm],
    ],
    3389,
  )
  expect(names).toEqual(['tcp:cotp', 'tcp:tpkt:cotp'])
  expect(tcpLayers([['c', 'hello world\r\n']], 3389).names).toEqual(['tcp:data'])
})
