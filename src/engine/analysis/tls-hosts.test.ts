import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { certificates } from './certificates.ts'
import { selectedInTimeRange } from './selection.ts'
import { clientHellos, tlsHellos } from './tls-hellos.ts'
import { rowsOf } from './list.ts'
import { tlsHosts } from './tls-hosts.ts'
import { cipherName, tlsVersionName } from '../tables/tls-names.ts'

const tables = tablesFromText(`
  0 300 ip:tcp:tls 10.0.0.5:4000>192.0.2.1:443 service=tls
  1 900 ip:tcp:tls 192.0.2.1:443>10.0.0.5:4000
  2 300 ip:tcp:tls 10.0.0.6:4001>192.0.2.2:443 service=tls
  3 300 ip:tcp:tls 10.0.0.6:4002>192.0.2.3:443 service=tls
  4 200 ip:tcp     10.0.0.5:4000>192.0.2.1:443
  hello kind=1 frame=1 transport=tls version=0x0303 serverName=example.com alpn=h2\\nhttp/1.1 supportedVersions=0x0304,0x0303 ja3=aaa ja4=t13
  hello kind=2 frame=2 transport=tls version=0x0303 selectedVersion=0x0304 cipher=0x1301 alpn=h2 ja3=bbb
  hello kind=1 frame=3 transport=tls version=0x0303 serverName=example.com alpn=http/1.1 ja3=aaa ja4=t12
  hello kind=1 frame=4 transport=quic version=0x0301 ja3=ccc ja4=q13
  certificate frame=2 index=0 transport=tls subjectCommonName=example.com issuerCommonName=CA notAfter=2030-01-01T00:00:00Z serial=00ab subjectAltNames=example.com,192.0.2.1
  certificate frame=2 index=1 transport=tls subjectCommonName=CA
`)

test('hellos by direction', () => {
  const { client_hellos, server_hellos } = tlsHellos(tables, null)
  expect(client_hellos.length).toBe(3)
  expect(client_hellos[0]).toEqual({
    frame: 1,
    source: 'text',
    src: '10.0.0.5',
    srcport: 4000,
    dst: '192.0.2.1',
    dstport: 443,
    transport: 'tls',
    sni: 'example.com',
    version: '0x0303',
    supported_versions: ['0x0304', '0x0303'],
    alpn: ['h2', 'http/1.1'],
    ja3: 'aaa',
    ja4: 't13',
  })
  expect(client_hellos[2]).toMatchObject({ sni: null, supported_versions: [], alpn: [], version: '0x0301' })
  expect(server_hellos).toEqual([
    {
      frame: 2,
      source: 'text',
      src: '192.0.2.1',
      srcport: 443,
      dst: '10.0.0.5',
      dstport: 4000,
      transport: 'tls',
      version: '0x0303',
      selected_version: '0x0304',
      cipher: '0x1301',
      alpn: 'h2',
      ja3s: 'bbb',
    },
  ])
})

test('hosts by name, by address without one', () => {
  expect(rowsOf(tlsHosts(tables, null))).toEqual([
    {
      name: 'example.com',
      servers: ['192.0.2.1', '192.0.2.2'],
      clients: 2,
      hellos: 2,
      frames: 4,
      bytes: 1700,
      versions: ['TLS 1.3'],
      ciphers: ['TLS_AES_128_GCM_SHA256'],
      transports: ['tls'],
      alpn: ['h2', 'http/1.1'],
      ja3: ['aaa'],
      ja4: ['t13', 't12'],
      ja3s: ['bbb'],
      certificate: 'example.com',
      first_frame: 1,
      first_time: '1700000000.000000000',
    },
    expect.objectContaining({ name: null, servers: ['192.0.2.3'], frames: 1, bytes: 300, versions: [], alpn: [] }),
  ])
})

test('a selection leaves its hellos, and the frames and bytes of their sessions in it', () => {
  const range = selectedInTimeRange(tables, { from: 1700000000, to: 1700000001 })
  expect(rowsOf(tlsHosts(tables, range))).toMatchObject([{ name: 'example.com', hellos: 1, frames: 2, bytes: 1200 }])
  expect(rowsOf(certificates(tables, selectedInTimeRange(tables, { from: 1700000002, to: 1700000009 })))).toEqual([])
})

test('certificates in their order', () => {
  expect(rowsOf(certificates(tables, null))).toEqual([
    {
      frame: 2,
      source: 'text',
      time: '1700000001.000000000',
      src: '192.0.2.1',
      srcport: 443,
      dst: '10.0.0.5',
      dstport: 4000,
      transport: 'tls',
      index: 0,
      subject_cn: 'example.com',
      issuer_cn: 'CA',
      subject: null,
      issuer: null,
      not_before: null,
      not_after: '2030-01-01T00:00:00Z',
      serial: '00ab',
      san: ['example.com', '192.0.2.1'],
      sha256: null,
      sha1: null,
      signature: null,
      chain: ['example.com', 'CA'],
      clients: 1,
      servers: 1,
      sessions: 1,
    },
    expect.objectContaining({ index: 1, subject_cn: 'CA', issuer_cn: null, san: [] }),
  ])
})

test('names of versions and cipher suites', () => {
  expect([0x0301, 0x0304, 0xfefd, 0x7f1c, 0x0a0a].map(tlsVersionName)).toEqual([
    'TLS 1.0',
    'TLS 1.3',
    'DTLS 1.2',
    'TLS 1.3 draft 28',
    '0x0a0a',
  ])
  expect([0xc02f, 0x1303, 0x0a0a].map(cipherName)).toEqual([
    'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    'TLS_CHACHA20_POLY1305_SHA256',
    '0x0a0a',
  ])
})

test('ClientHellos in orders', () => {
  const list = clientHellos(tables, null)
  expect(list.sortKeys('sni')).toEqual(Float64Array.of(0, 0, NaN))
  expect(list.sortKeys('frame')).toEqual(Float64Array.of(1, 3, 4))
  expect(list.sortKeys('ja3')).toEqual(Float64Array.of(0, 0, 1))
  expect(list.sortKeys('dst')).not.toBeNull()
  expect(list.sortKeys('hasOwnProperty')).toBeNull()
})
