import { expect, test } from 'vitest'
import { bytesOf } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

test('packets by their length; each is one more item of the hierarchy', () => {
  const packet = bytesOf([3, 0, 0, 0], 'abc')
  const { names } = tcpLayers(
    [
      ['s', packet],
      ['c', bytesOf(packet, packet)],
      ['s', packet.slice(0, 5)],
      ['s', packet.slice(5)],
    ],
    3306,
  )
  expect(names).toEqual(['tcp:mysql', 'tcp:mysql', 'tcp', 'tcp:mysql'])
  // As tshark 4.0.17: the bytes say 0x6c6568 octets.
  expect(tcpLayers([['c', 'hello world\r\n']], 3306).names).toEqual(['tcp'])
})

test('an SSL request turns the connection into TLS', () => {
  const greeting = bytesOf([10], '5.0', new Uint8Array(30))
  const request = bytesOf([32, 0, 0, 1, 0, 8, 0, 0], new Uint8Array(28))
  const hello = Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0)
  expect(
    tcpLayers(
      [
        ['s', bytesOf([greeting.length, 0, 0, 0], greeting)],
        ['c', request],
        ['c', hello],
      ],
      3306,
    ).names,
  ).toEqual(['tcp:mysql', 'tcp:mysql', 'tcp:tls'])
})
