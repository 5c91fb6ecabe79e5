import { expect, test } from 'vitest'
import { tlsHellos } from '../analysis/tls-hellos.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, hex, TcpConversation } from '../testing/frames.ts'

const TCP = 'eth:ethertype:ip:tcp'
const TLS = `${TCP}:tls`

const u16 = (n: number) => [n >>> 8, n & 255]
const u24 = (n: number) => [n >>> 16, (n >>> 8) & 255, n & 255]
const vector8 = (body: Uint8Array) => bytesOf([body.length], body)
const vector16 = (body: Uint8Array) => bytesOf(u16(body.length), body)
const record = (type: number, body: Uint8Array, version = 0x0303) =>
  bytesOf([type], u16(version), u16(body.length), body)
const message = (type: number, body: Uint8Array) => bytesOf([type], u24(body.length), body)
const extension = (type: number, body: Uint8Array) => bytesOf(u16(type), vector16(body))
const random = new Uint8Array(32).fill(7)

function clientHello(name: string): Uint8Array {
  const extensions = bytesOf(
    extension(0x0a0a, new Uint8Array(0)),
    extension(0, vector16(bytesOf([0], vector16(bytesOf(name))))),
    extension(10, vector16(hex('1a1a 001d 0017'))),
    extension(11, vector8(hex('00'))),
    extension(13, vector16(hex('0403 0804'))),
    extension(16, vector16(bytesOf(vector8(bytesOf('h2')), vector8(bytesOf('http/1.1'))))),
    extension(43, vector8(hex('2a2a 0304 0303'))),
  )
  const ciphers = hex('3a3a 1301 c02f')
  return message(1, bytesOf(u16(0x0303), random, vector8(random), vector16(ciphers), [1, 0], vector16(extensions)))
}

function serverHello(extensions: Uint8Array, cipher = 0xc02f): Uint8Array {
  return message(2, bytesOf(u16(0x0303), random, vector8(random), u16(cipher), [0], vector16(extensions)))
}

const HELLO = record(22, clientHello('www.example.org'), 0x0301)
const DATA = record(23, new Uint8Array(100).fill(0xaa))

test('a ClientHello and its answer', () => {
  const tcp = new TcpConversation(443)
  const alpn = extension(16, vector16(vector8(bytesOf('h2'))))
  const { tables, protocols } = dissectFrames([
    tcp.client(HELLO),
    tcp.server(record(22, serverHello(bytesOf(alpn, extension(43, hex('0304'))), 0x1301))),
  ])
  expect(protocols).toEqual([TLS, TLS])
  const { client_hellos, server_hellos } = tlsHellos(tables, null)
  expect(client_hellos).toMatchObject([
    {
      frame: 1,
      srcport: 40000,
      dstport: 443,
      transport: 'tls',
      sni: 'www.example.org',
      version: '0x0303',
      supported_versions: ['0x2a2a', '0x0304', '0x0303'],
      alpn: ['h2', 'http/1.1'],
      // printf 771,4865-49199,0-10-11-13-16-43,29-23,0 | md5sum
      ja3: '97737df38853b88c4324af06e211c4a1',
    },
  ])
  expect(client_hellos[0].ja4.slice(0, 10)).toBe('t13d0206h2')
  expect(server_hellos).toMatchObject([
    { frame: 2, version: '0x0303', selected_version: '0x0304', cipher: '0x1301', alpn: 'h2' },
  ])
})

test('a hello over several records and segments is complete where its last byte is', () => {
  const hello = clientHello('www.example.org')
  const records = bytesOf(
    record(22, hello.subarray(0, 3)),
    record(22, hello.subarray(3, 90)),
    record(22, hello.subarray(90)),
  )
  const tcp = new TcpConversation(443)
  const pieces = [records.subarray(0, 4), records.subarray(4, 60), records.subarray(60, 150), records.subarray(150)]
  const { tables, protocols } = dissectFrames(pieces.map((piece) => tcp.client(piece)))
  // As tshark 4.0.17: the third segment completes one record and begins another.
  expect(protocols).toEqual([TLS, TLS, `${TLS}:tls`, TLS])
  expect(tlsHellos(tables, null).client_hellos).toMatchObject([{ frame: 4, sni: 'www.example.org' }])
})

test('a segment in the middle of a record shows nothing; one with the end of a record and another begins anew', () => {
  const tcp = new TcpConversation(443)
  const long = record(23, new Uint8Array(3000))
  const { protocols } = dissectFrames([
    tcp.server(long.subarray(0, 1000)),
    tcp.server(long.subarray(1000, 2000)),
    tcp.server(bytesOf(long.subarray(2000), DATA)),
  ])
  expect(protocols).toEqual([TLS, TCP, `${TLS}:tls`])
})

test('any other port: by its first record, and then for the whole stream', () => {
  const tcp = new TcpConversation(12345)
  const alert = record(21, hex('0228'))
  expect(dissectFrames([tcp.client(alert)]).protocols).toEqual([`${TCP}:data`])
  const again = new TcpConversation(12345)
  expect(dissectFrames([again.client(HELLO), again.server(alert)]).protocols).toEqual([TLS, TLS])
})

test('text on a TLS port is not TLS', () => {
  const tcp = new TcpConversation(443)
  expect(dissectFrames([tcp.client('PRI * TLS')]).protocols).toEqual([`${TCP}:data`])
})

test('an SSL 2.0 ClientHello is TLS on any port, and not listed', () => {
  const body = bytesOf([1], u16(0x0301), u16(6), u16(0), u16(32), hex('010080 0700c0'), random)
  const hello = bytesOf([0x80, body.length], body)
  const { tables, protocols } = dissectFrames([new TcpConversation(12345).client(hello)])
  expect(protocols).toEqual([TLS])
  expect(tables.tlsHellos.rows).toBe(0)
})

test('handshake records after ChangeCipherSpec are not read', () => {
  const tcp = new TcpConversation(443)
  const finished = record(22, clientHello('hidden.example.org'))
  const { tables } = dissectFrames([tcp.client(HELLO), tcp.client(record(20, hex('01'))), tcp.client(finished)])
  expect(tlsHellos(tables, null).client_hellos.map(({ sni }) => sni)).toEqual(['www.example.org'])
})

test('cut and changed hellos end cleanly', () => {
  for (let captured = 54; captured < 54 + HELLO.length; captured++) {
    const { tables, protocols } = dissectFrames([new TcpConversation(443).client(HELLO)], { captured })
    expect(protocols[0]).toBe(captured > 54 ? TLS : TCP)
    expect(tables.tlsHellos.rows).toBe(0)
  }
  for (let at = 0; at < HELLO.length; at++) {
    const changed = HELLO.slice()
    changed[at] ^= 0xff
    dissectFrames([new TcpConversation(443).client(changed)])
  }
})
