import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, udpFrame } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
test('over TCP, with keep-alives and descriptions', () => {
  const { names } = tcpLayers(
    [
      ['c', 'OPTIONS sip:a SIP/2.0\r\nVia: x\r\nContent-Length: 0\r\n\r\n'],
      ['s', 'SIP/2.0 200 OK\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n'],
      ['s', '\r\n\r\n'],
      ['s', 'SIP/2.0 200 OK\r\n'],
      ['s', 'Content-Length: 0\r\n\r\n'],
    ],
    5060,
  )
  expect(names).toEqual(['tcp:sip', 'tcp:sip:sdp', 'tcp', 'tcp', 'tcp:sip'])
})

test('over UDP on another port', () => {
  const frame = udpFrame(bytesOf('INVITE sip:a@b SIP/2.0\r\nc: application/sdp\r\nl: 5\r\n\r\nv=0\r\n'), {
    destinationPort: 40001,
  })
  expect(dissectFrames([frame]).protocols).toEqual(['eth:ethertype:ip:udp:sip:sdp'])
})
