import { expect, test } from 'vitest'
import { bytesOf, hex } from '../testing/frames.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

const bind = hex('300c02010160070201030400 8000')

/** Expected values are tshark 4.0.17's. */
test('messages, several in a segment, one over two', () => {
  const { names } = tcpLayers(
    [
      ['c', bind],
      ['s', hex('300c02010161070a010004000400')],
      ['c', bytesOf(bind, bind)],
      ['c', bind.slice(0, 4)],
      ['c', bind.slice(4)],
    ],
    389,
  )
  expect(names).toEqual(['tcp:ldap', 'tcp:ldap', 'tcp:ldap', 'tcp', 'tcp:ldap'])
})

test('NTLM credentials of a SASL bind', () => {
  const request = hex(
    '3034020101602f0201030400a32804044e544c4d04204e544c4d535350000100000007020000000000002000000000000000 20000000',
  )
  expect(tcpLayers([['c', request]], 389).names).toEqual(['tcp:ldap:gss-api:ntlmssp'])
})
