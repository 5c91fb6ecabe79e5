import { expect, test } from 'vitest'
import { tcpLayers } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
test('a fetched message is mail where its last octet arrives', () => {
  const { names } = tcpLayers(
    [
      ['s', '* OK hi\r\n'],
      ['c', 'a2 FETCH 1 BO'],
      ['c', 'DY[]\r\n'],
      ['s', '* 1 FETCH (BODY[] {28}\r\nSubject: abc\r\n\r\n'],
      ['s', '0123456789ab\r\n)\r\na2 OK\r\n'],
    ],
    143,
  )
  expect(names).toEqual(['tcp:imap', 'tcp', 'tcp:imap', 'tcp', 'tcp:imap:imf'])
})

test('TLS after STARTTLS', () => {
  const hello = Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0)
  expect(
    tcpLayers(
      [
        ['c', 'a3 STARTTLS\r\n'],
        ['s', 'a3 OK\r\n'],
        ['c', hello],
      ],
      143,
    ).names,
  ).toEqual(['tcp:imap', 'tcp:imap', 'tcp:tls'])
})
