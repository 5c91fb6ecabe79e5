import { expect, test } from 'vitest'
import { certificateRemarks } from './certificate-columns.tsx'
import type { Certificate } from '../../engine/analysis/certificates.ts'

const certificate = (changes: Partial<Certificate>): Certificate => ({
  frame: 9,
  source: 'a.pcap',
  time: '1398945600.000000000',
  src: '192.0.2.1',
  srcport: 443,
  dst: '10.0.0.1',
  dstport: 40000,
  transport: 'tls',
  index: 0,
  subject_cn: 'a.example',
  issuer_cn: 'CA',
  subject: 'CN=a.example',
  issuer: 'CN=CA',
  serial: '01',
  san: [],
  not_before: '2014-04-09T12:05:08Z',
  not_after: '2014-07-08T00:00:00Z',
  sha256: null,
  sha1: null,
  signature: null,
  chain: [],
  clients: 1,
  servers: 1,
  sessions: 1,
  ...changes,
})

test('remarks are judged by the time at which the certificate was seen', () => {
  const remarksAt = (date: string) => certificateRemarks(certificate({ time: String(Date.parse(date) / 1000) }))
  expect(remarksAt('2014-05-01T00:00:00Z')).toEqual([])
  expect(remarksAt('2014-07-08T00:00:01Z')).toEqual(['expired'])
  expect(remarksAt('2014-04-09T12:05:07Z')).toEqual(['not yet valid'])
  expect(certificateRemarks(certificate({ time: null }))).toEqual([])
})

test('a self-issued certificate is remarkable as a server’s own, not as a root', () => {
  const root = certificate({ issuer: 'CN=a.example', issuer_cn: 'a.example' })
  expect(certificateRemarks(root)).toEqual(['self-issued'])
  expect(certificateRemarks({ ...root, index: 2 })).toEqual([])
  expect(certificateRemarks({ ...root, subject: null, issuer: null })).toEqual(['self-issued'])
})
