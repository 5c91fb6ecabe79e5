import { expect, test } from 'vitest'
import { tcpLayers, type Segment } from '../testing/tcp-layers.ts'

/** Expected values are tshark 4.0.17's. */
const upToData: Segment[] = [
  ['s', '220 hi\r\n'],
  ['c', 'EHLO a\r\n'],
  ['s', '250-a\r\n250 STARTTLS\r\n'],
  ['c', 'MAIL FROM:<a>\r\n'],
  ['s', '250 ok\r\n'],
  ['c', 'DATA\r\n'],
  ['s', '354 go\r\n'],
]
const after = (more: Segment[]) => tcpLayers([...upToData, ...more], 25).names.slice(upToData.length)

test('mail text is lines until the message is whole', () => {
  expect(
    after([
      ['c', 'Subject: x\r\nFrom: a\r\n'],
      ['c', '\r\nbody text\r\nmore'],
      ['c', ' text\r\n'],
      ['c', '.\r\n'],
      ['s', '250 ok\r\n'],
      ['c', 'QUIT\r\n'],
    ]),
  ).toEqual([
    'tcp:smtp:data-text-lines',
    'tcp:smtp:data-text-lines',
    'tcp:smtp:data-text-lines',
    'tcp:smtp:imf',
    'tcp:smtp',
    'tcp:smtp',
  ])
})

test('parts of a message by their type', () => {
  const mail =
    'Subject: x\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: text/plain\r\n\r\nbody\r\n' +
    '--bb\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n--bb--\r\n.\r\n'
  expect(after([['c', mail]])).toEqual(['tcp:smtp:imf:mime_multipart:data-text-lines:media'])
})

test('TLS after STARTTLS; lines cut by segments wait', () => {
  const hello = Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0)
  expect(
    tcpLayers(
      [
        ['c', 'STARTTLS\r\n'],
        ['s', '220 go\r\n'],
        ['c', hello],
      ],
      25,
    ).names,
  ).toEqual(['tcp:smtp', 'tcp:smtp', 'tcp:tls'])
  expect(
    tcpLayers(
      [
        ['c', 'Subject: x\r\n'],
        ['c', 'RSET\r\n'],
        ['c', 'lo'],
        ['c', 'ng line\r\n'],
      ],
      25,
    ).names,
  ).toEqual(['tcp:smtp:data-text-lines', 'tcp:smtp', 'tcp', 'tcp:smtp'])
})
