import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { certificates } from './certificates.ts'
import { rowsOf } from './list.ts'

/** One server sends the same chain of two to two clients, another sends a certificate alone. */
const tables = tablesFromText(`
  0 900 ip:tcp 10.0.0.9:443>10.0.0.1:4000 service=tls
  1 900 ip:tcp 10.0.0.9:443>10.0.0.2:4000 service=tls
  2 900 ip:tcp 10.0.0.8:443>10.0.0.1:4001 service=tls
  certificate frame=1 index=0 subjectCommonName=a.example fingerprint=aa signatureAlgorithm=sha256WithRSAEncryption
  certificate frame=1 index=1 subjectCommonName=CA fingerprint=cc
  certificate frame=2 index=0 subjectCommonName=a.example fingerprint=aa
  certificate frame=2 index=1 subjectCommonName=CA fingerprint=cc
  certificate frame=3 index=0 subjectCommonName=b.example
`)

test('a certificate with its chain, and who used it', () => {
  const rows = rowsOf(certificates(tables, null))
  expect(rows.map(({ chain }) => chain)).toEqual([
    ['a.example', 'CA'],
    ['a.example', 'CA'],
    ['a.example', 'CA'],
    ['a.example', 'CA'],
    ['b.example'],
  ])
  expect(rows.map(({ clients, servers, sessions }) => [clients, servers, sessions])).toEqual([
    [2, 1, 2],
    [2, 1, 2],
    [2, 1, 2],
    [2, 1, 2],
    [1, 1, 1],
  ])
  expect(rows[0].signature).toBe('sha256WithRSAEncryption')
})
