import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { TcpConversation } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
test('the data connection that PASV announces', () => {
  const control = new TcpConversation(21)
  // 198.51.100.2, port 195 * 256 + 80 = 50000.
  const frames = [...control.handshake(), control.server('227 Entering (198,51,100,2,195,80)\r\n')]
  const data = new TcpConversation(50000, 40001)
  frames.push(...data.handshake(), data.server('hello\r\n'), data.server(Uint8Array.of(1, 2, 3)))
  const names = dissectFrames(frames).protocols.map((path) => path.replace('eth:ethertype:ip:', ''))
  expect(names.slice(3)).toEqual(['tcp:ftp', 'tcp', 'tcp', 'tcp', 'tcp:ftp-data:data-text-lines', 'tcp:ftp-data'])
})

test('TLS after AUTH TLS', () => {
  const hello = Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0)
  expect(
    tcpLayers(
      [
        ['c', 'AUTH TLS\r\n'],
        ['s', '234 go\r\n'],
        ['c', hello],
      ],
      21,
    ).names,
  ).toEqual(['tcp:ftp', 'tcp:ftp', 'tcp:tls'])
})
