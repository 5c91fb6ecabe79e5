import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { rowsOf } from './list.ts'
import { tlsValues } from './tls-values.ts'

const tables = tablesFromText(`
  0 300 ip:tcp:tls 10.0.0.5:4000>192.0.2.1:443 service=tls
  1 900 ip:tcp:tls 192.0.2.1:443>10.0.0.5:4000
  2 300 ip:tcp:tls 10.0.0.6:4001>192.0.2.2:443 service=tls
  3 500 ip:tcp:tls 192.0.2.2:443>10.0.0.6:4001
  4 300 ip:tcp:tls 10.0.0.5:4002>192.0.2.1:443 service=tls
  hello kind=1 frame=1 transport=tls version=0x0303 serverName=example.com alpn=h2\\nhttp/1.1 ja3=aaa ja4=t13
  hello kind=2 frame=2 transport=tls version=0x0303 selectedVersion=0x0304 cipher=0x1301 ja3=bbb
  hello kind=1 frame=3 transport=tls version=0x0303 alpn=http/1.1 ja3=ccc ja4=t12
  hello kind=2 frame=4 transport=tls version=0x0303 cipher=0xc02f ja3=ddd
  hello kind=1 frame=5 transport=tls version=0x0303 serverName=example.com ja3=aaa ja4=t13
`)

test('how rare a fingerprint is: sessions, clients, and their share', () => {
  expect(rowsOf(tlsValues(tables, null, { by: 'ja3' }))).toEqual([
    {
      value: 'aaa',
      sessions: 2,
      share: 2 / 3,
      clients: 1,
      client_share: 1 / 2,
      servers: 1,
      bytes: 1500,
      server_names: ['example.com'],
      name_count: 1,
      first_time: '1700000000.000000000',
    },
    expect.objectContaining({ value: 'ccc', sessions: 1, bytes: 800, server_names: [], name_count: 0 }),
  ])
})

test('versions and ciphers are those that servers chose, ALPN what clients offered', () => {
  const values = (by: 'version' | 'cipher' | 'alpn' | 'ja3s') =>
    rowsOf(tlsValues(tables, null, { by })).map(({ value, sessions }) => `${value} ${sessions}`)
  expect(values('version')).toEqual(['TLS 1.3 1', 'TLS 1.2 1'])
  expect(values('cipher')).toEqual(['TLS_AES_128_GCM_SHA256 1', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 1'])
  expect(values('alpn')).toEqual(['http/1.1 2', 'h2 1'])
  expect(values('ja3s')).toEqual(['bbb 1', 'ddd 1'])
})
