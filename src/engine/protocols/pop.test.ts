import { expect, test } from 'vitest'
import { tcpLayers } from '../testing/tcp-layers.ts'

test('a message is mail once the announced octets have come', () => {
  const { names } = tcpLayers(
    [
      ['s', '+OK hi\r\n'],
      ['c', 'RETR 1\r\n'],
      ['s', '+OK 20 octets\r\n'],
      ['s', 'Subject: x\r\n'],
      ['s', '\r\nbody\r\n.\r\n'],
    ],
    110,
  )
  expect(names).toEqual(['tcp:pop', 'tcp:pop', 'tcp:pop', 'tcp:pop', 'tcp:pop:imf'])
})
