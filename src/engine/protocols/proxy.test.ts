import { expect, test } from 'vitest'
import { tcpLayers } from '../testing/tcp-layers.ts'

const line = 'PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n'
const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'

/** Expected values are tshark 4.0.17's. */
test('the header, and what begins behind it', () => {
  expect(
    tcpLayers(
      [
        ['c', line],
        ['c', request],
      ],
      50000,
    ).names,
  ).toEqual(['tcp:proxy', 'tcp:http'])
  expect(tcpLayers([['c', line + request]], 50000).names).toEqual(['tcp:proxy:http'])
})
