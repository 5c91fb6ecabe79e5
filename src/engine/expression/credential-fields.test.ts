import { expect, test } from 'vitest'
import { evidenceSessions } from '../testing/evidence.ts'
import { tcpLayers } from '../testing/tcp-layers.ts'

test('sessions by who logs in, with what, how and with what success', () => {
  const { tables } = tcpLayers(
    [
      ['c', 'USER ann\r\n'],
      ['c', 'PASS one\r\n'],
      ['s', '530 no\r\n'],
    ],
    21,
  )
  const yes = ['user == ann', 'password == one', 'auth_success == 0', 'auth.method == pass', 'password']
  const no = ['user == bob', 'password == two', 'auth_success == 1', 'auth.method == basic', 'domainname']
  expect(yes.map((text) => evidenceSessions(tables, text))).toEqual(yes.map(() => [1]))
  expect(no.map((text) => evidenceSessions(tables, text))).toEqual(no.map(() => []))
})
