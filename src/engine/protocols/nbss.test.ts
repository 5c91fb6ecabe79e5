import { expect, test } from 'vitest'
import { bytesOf, hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

const message = (...parts: Parameters<typeof bytesOf>) => {
  const content = bytesOf(...parts)
  return bytesOf([0, 0, content.length >>> 8, content.length & 255], content)
}
/** An SMB2 header; `rest` follows. */
const smb2 = (command: number, flags: number, rest: Uint8Array) =>
  bytesOf([0xfe], 'SMB', [64, 0], new Uint8Array(6), [command, 0, 1, 0, flags], new Uint8Array(47), rest)

/** Expected values are tshark 4.0.17's. */
test('session service on port 139', () => {
  const { names } = tcpLayers(
    [
      ['s', Uint8Array.of(0x82, 0, 0, 0)],
      ['c', message('abcd')],
      ['c', message([0xff], 'SMB', new Uint8Array(32))],
      ['c', bytesOf([0, 0, 0, 0x24, 0xff], 'SMB', new Uint8Array(10))],
      ['c', new Uint8Array(22)],
    ],
    139,
  )
  expect(names).toEqual(['tcp:nbss', 'tcp:nbss:data', 'tcp:nbss:smb', 'tcp', 'tcp:nbss:smb'])
})

test('SMB2: what is written is data, what authenticates is SPNEGO with NTLM inside', () => {
  const write = bytesOf(
    [49, 0, 0x70, 0, 4, 0, 0, 0],
    new Uint8Array(8),
    new Uint8Array(16).fill(1),
    new Uint8Array(16),
    'abcd',
  )
  const token = hex(
    '604806062b0601050502a03e303ca00e300c060a2b06010401823702020aa22a04284e544c4d5353500001000000978208e200000000000000' +
      '0000000000000000000a00614a0000000f',
  )
  const setup = bytesOf([25, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 88, 0, token.length, 0], new Uint8Array(8), token)
  const { names } = tcpLayers(
    [
      ['c', message(smb2(9, 0, write))],
      ['c', message(smb2(1, 0, setup))],
      ['c', bytesOf(message(smb2(5, 0, new Uint8Array(60))), message(smb2(5, 0, new Uint8Array(60))))],
    ],
    445,
  )
  expect(names).toEqual(['tcp:nbss:smb2:data', 'tcp:nbss:smb2:gss-api:spnego:ntlmssp', 'tcp:nbss:smb2:smb2'])
})
