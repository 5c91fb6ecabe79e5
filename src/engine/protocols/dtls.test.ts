import { expect, test } from 'vitest'
import { tlsHellos } from '../analysis/tls-hellos.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, hex, udpFrame } from '../testing/frames.ts'

const UDP = 'eth:ethertype:ip:udp'
const u16 = (n: number) => [n >>> 8, n & 255]
const u24 = (n: number) => [n >>> 16, (n >>> 8) & 255, n & 255]
const ends = { source: '192.0.2.1', destination: '192.0.2.2', sourcePort: 50000, destinationPort: 40443 }

const record = (body: Uint8Array, version = 0xfefd, sequence = 0) =>
  bytesOf([22], u16(version), [0, 0, 0, 0, 0, 0], u16(sequence), u16(body.length), body)
/** One fragment of a message (RFC 6347 section 4.2.2). */
const fragment = (type: number, sequence: number, body: Uint8Array, from = 0, to = body.length) =>
  bytesOf([type], u24(body.length), u16(sequence), u24(from), u24(to - from), body.subarray(from, to))

const name = bytesOf('dtls.example.org')
const extensions = bytesOf(u16(0), u16(name.length + 5), u16(name.length + 3), [0], u16(name.length), name)
const clientHello = (cookie: Uint8Array) =>
  bytesOf(
    u16(0xfefd),
    new Uint8Array(32).fill(9),
    [0, cookie.length],
    cookie,
    u16(4),
    hex('c02b c02f'),
    [1, 0],
    u16(extensions.length),
    extensions,
  )

test('hellos before and after HelloVerifyRequest both count', () => {
  const { tables, protocols } = dissectFrames([
    udpFrame(record(fragment(1, 0, clientHello(new Uint8Array(0))), 0xfeff), ends),
    udpFrame(record(fragment(1, 1, clientHello(hex('01020304')))), ends),
  ])
  expect(protocols).toEqual([`${UDP}:dtls`, `${UDP}:dtls`])
  const hello = { transport: 'dtls', sni: 'dtls.example.org', version: '0xfefd' }
  const { client_hellos } = tlsHellos(tables, null)
  expect(client_hellos).toMatchObject([
    { frame: 1, ...hello },
    { frame: 2, ...hello },
  ])
  expect(client_hellos[0].ja4.slice(0, 10)).toBe('dd2d020100')
  expect(client_hellos[0].ja3).toBe(client_hellos[1].ja3)
})

test('fragments are put together; the frame with the end has the hello', () => {
  const hello = clientHello(new Uint8Array(0))
  const { tables, protocols } = dissectFrames([
    udpFrame(record(fragment(1, 0, hello, 0, 30)), ends),
    udpFrame(record(bytesOf(fragment(1, 0, hello, 30, 31), fragment(1, 0, hello, 31))), ends),
  ])
  expect(protocols).toEqual([`${UDP}:dtls`, `${UDP}:dtls`])
  expect(tlsHellos(tables, null).client_hellos).toMatchObject([{ frame: 2, sni: 'dtls.example.org' }])
})

test('only records that fill the datagram are DTLS on any port', () => {
  const whole = record(fragment(1, 0, clientHello(new Uint8Array(0))))
  expect(dissectFrames([udpFrame(bytesOf(whole, [0]), ends)]).protocols).toEqual([`${UDP}:data`])
  expect(dissectFrames([udpFrame(bytesOf(whole, whole), ends)]).protocols).toEqual([`${UDP}:dtls`])
  const other = whole.slice()
  other[1] = 3
  expect(dissectFrames([udpFrame(other, ends)]).protocols).toEqual([`${UDP}:data`])
})

test('cut datagrams end cleanly', () => {
  const whole = udpFrame(record(fragment(1, 0, clientHello(new Uint8Array(0)))), ends)
  for (let captured = 42; captured < whole.length; captured++)
    expect(dissectFrames([whole], { captured }).tables.tlsHellos.rows).toBe(0)
})
