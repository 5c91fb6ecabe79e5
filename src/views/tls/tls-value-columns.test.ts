import { expect, test } from 'vitest'
import { expressionVersion, rarity } from './tls-value-columns.tsx'

test('versions as expressions write them', () => {
  expect(['TLS 1.3', 'DTLS 1.2', 'SSL 3.0', 'TLS 1.3 draft 18', '0x0505'].map(expressionVersion)).toEqual([
    'TLSv1.3',
    'DTLSv1.2',
    'SSLv3',
    'TLSv1.3 draft 18',
    '0x0505',
  ])
})

test('a value is rare below a hundredth of the sessions', () => {
  expect(rarity({ sessions: 1, share: 0.5 })).toBe('seen once')
  expect(rarity({ sessions: 9, share: 0.009 })).toBe('rare')
  expect(rarity({ sessions: 10, share: 0.01 })).toBe('')
})
