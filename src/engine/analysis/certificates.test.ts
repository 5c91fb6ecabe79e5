import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { certificateUsers } from './certificate-users.ts'
import { certificates } from './certificates.ts'
import { rowsOf } from './list.ts'
import { selectedInTimeRange } from './selection.ts'

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

test('each certificate once, with the chain of its first message; one without a hash is its own', () => {
  const rows = rowsOf(certificates(tables, null, { once: true }))
  expect(rows.map(({ subject_cn, frame, chain, sessions }) => [subject_cn, frame, chain.length, sessions])).toEqual([
    ['a.example', 1, 2, 2],
    ['CA', 1, 2, 2],
    ['b.example', 3, 1, 1],
  ])
  expect(certificates(tables, null, { once: true }).sortKeys('frame')).toEqual(Float64Array.of(1, 1, 3))
})

test('who sent a certificate and who got it', () => {
  expect(certificateUsers(tables, null, { sha256: 'aa' })).toEqual({
    senders: [{ address: '10.0.0.9', port: 443, sessions: 2 }],
    receivers: [
      { address: '10.0.0.1', port: null, sessions: 1 },
      { address: '10.0.0.2', port: null, sessions: 1 },
    ],
    sender_count: 1,
    receiver_count: 2,
  })
  const early = selectedInTimeRange(tables, { from: 1_700_000_000, to: 1_700_000_000.5 })
  expect(certificateUsers(tables, early, { sha256: 'aa' })).toMatchObject({ receiver_count: 1, sender_count: 1 })
  expect(certificateUsers(tables, null, { sha256: 'ff' })).toMatchObject({ senders: [], receiver_count: 0 })
})

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
