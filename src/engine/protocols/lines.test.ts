import { expect, test } from 'vitest'
import { tcpLayers } from '../testing/tcp-layers.ts'

const FIN = 0x19

/** Expected values are tshark 4.0.17's: what each does with text and with bytes that are none of its own. */
test.each([
  [23, 'tcp:telnet', 'tcp:telnet'],
  [119, 'tcp:nntp', 'tcp:nntp'],
  [6667, 'tcp:irc', 'tcp:irc'],
  [514, 'tcp:rsh', 'tcp:rsh'],
  [513, 'tcp:rlogin', 'tcp:rlogin'],
  [512, 'tcp:exec', 'tcp:exec'],
  [873, 'tcp:rsync', 'tcp:rsync'],
  [6379, 'tcp:resp', 'tcp:resp'],
  [5900, 'tcp:vnc', 'tcp:vnc'],
  [7000, 'tcp', 'tcp'],
  [1883, 'tcp', 'tcp'],
  [88, 'tcp', 'tcp'],
  [9418, 'tcp', 'tcp'],
  [5222, 'tcp', 'tcp'],
  [5672, 'tcp', 'tcp'],
  [20000, 'tcp:data', 'tcp:data'],
])('port %i', (port, text, binary) => {
  const { names } = tcpLayers(
    [
      ['c', 'hello world\r\n'],
      ['c', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
    ],
    port,
  )
  expect(names).toEqual([text, binary])
})

test('finger and whois: a line there, everything to the FIN back', () => {
  for (const [port, name] of [
    [79, 'finger'],
    [43, 'whois'],
  ] as const)
    expect(
      tcpLayers(
        [
          ['c', 'us'],
          ['c', 'er\r\n'],
          ['s', 'Login: x\r\n'],
          ['s', 'more', FIN],
        ],
        port,
      ).names,
    ).toEqual(['tcp', `tcp:${name}`, 'tcp', `tcp:${name}`])
})
