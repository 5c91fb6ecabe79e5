import { expect, test } from 'vitest'
import type { Credential } from '../../engine/analysis/credentials.ts'
import { COVER, credentialColumns, credentialKey, outcomeText, secretText } from './credential-columns.tsx'

const credential: Credential = {
  protocol: 'ftp',
  mechanism: 'PASS',
  frame: 6,
  time: '1700000000.000000000',
  client: '192.0.2.1',
  server: '198.51.100.2',
  serverport: 21,
  user: 'ann',
  secret: 'x',
  domain: null,
  hostname: null,
  accepted: true,
  sessions: 1,
  attempts: 1,
  refused: 0,
}

test('a secret is copied and can be filtered by only while it is shown; its cover does not tell its length', () => {
  const covered = credentialColumns(null, new Set(), () => undefined).find(({ id }) => id === 'secret')
  expect(covered?.text(credential)).toBe(COVER)
  expect(covered?.text({ ...credential, secret: 'much longer than the other' })).toBe(COVER)
  expect(covered?.value?.(credential)).toBeNull()
  const shown = new Set([credentialKey(credential)])
  const open = credentialColumns(null, shown, () => undefined).find(({ id }) => id === 'secret')
  expect(open?.text(credential)).toBe('x')
  expect(open?.text({ ...credential, secret: 'y' })).toBe(COVER)
  expect(open?.value?.(credential)).toMatchObject({ field: 'password', value: 'x' })
  expect(secretText({ ...credential, secret: null }, shown)).toBe('')
})

test('the list cannot be ordered by the secret', () => {
  expect(credentialColumns(null, new Set(), () => undefined).find(({ id }) => id === 'secret')?.order).toBeUndefined()
})

test('outcomes in words', () => {
  expect([true, false, null].map((accepted) => outcomeText({ accepted }))).toEqual([
    'accepted',
    'refused',
    'no answer seen',
  ])
})
