import { expect, test } from 'vitest'
import { tcpLayers } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
test('messages, descriptions and interleaved data', () => {
  const { names } = tcpLayers(
    [
      ['c', 'OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n'],
      ['s', 'RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n'],
      ['s', '$\0\0\x04abcd'],
      ['s', '$\0\0\x04ab'],
      ['s', 'cd'],
    ],
    554,
  )
  expect(names).toEqual(['tcp:rtsp', 'tcp:rtsp:sdp', 'tcp:rtsp', 'tcp', 'tcp:rtsp'])
})
