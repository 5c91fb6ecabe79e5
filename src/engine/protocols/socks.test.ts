import { expect, test } from 'vitest'
import { hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

/** RFC 1928: no authentication, CONNECT to port 80. */
test('what is proxied goes on inside', () => {
  const { names } = tcpLayers(
    [
      ['c', hex('050100')],
      ['s', hex('0500')],
      ['c', hex('05010001c63364020050')],
      ['s', hex('05000001000000000000')],
      ['c', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ],
    1080,
  )
  expect(names).toEqual(['tcp:socks', 'tcp:socks', 'tcp:socks', 'tcp:socks', 'tcp:socks:http'])
})
