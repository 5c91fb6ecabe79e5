import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dnsLookups } from '../analysis/dns-lookups.ts'
import { rowsOf } from '../analysis/list.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import {
  bytesOf,
  ethernetFrame,
  ipv4Packet,
  TcpConversation,
  u16,
  u32,
  udpDatagram,
  udpFrame,
} from '../testing/frames.ts'

const SERVER = { source: '198.51.100.2', destination: '192.0.2.1', sourcePort: 53, destinationPort: 40000 }

function name(...labels: (string | number[])[]): Uint8Array {
  const parts = labels.map((label) => bytesOf(label))
  return bytesOf(...parts.flatMap((part) => [[part.length], part]), [0])
}

function message(flags: number, counts: number[], ...parts: (Uint8Array | number[])[]): Uint8Array {
  return bytesOf(u16(0x1234), u16(flags), ...counts.map(u16), ...parts)
}

const question = (encoded: Uint8Array, type = 1) => bytesOf(encoded, u16(type), u16(1))
const query = (encoded: Uint8Array, type = 1) => message(0x0100, [1, 0, 0, 0], question(encoded, type))
/** An RR whose owner is the first question's name. */
const record = (type: number, data: Uint8Array | number[], ttl = 60) =>
  bytesOf([0xc0, 12], u16(type), u16(1), u32(ttl), u16(data.length), data)
const response = (encoded: Uint8Array, type: number, ...records: Uint8Array[]) =>
  message(0x8180, [1, records.length, 0, 0], question(encoded, type), ...records)

const lookups = (frames: Uint8Array[]) => rowsOf(dnsLookups(dissectFrames(frames).tables, null))
const nameOf = (encoded: Uint8Array) => lookups([udpFrame(query(encoded))])[0]?.full_query

test('pairs a query with its response', () => {
  const host = name('example', 'com')
  const [lookup, ...others] = lookups([
    udpFrame(query(host)),
    udpFrame(response(host, 1, record(1, [192, 0, 2, 7])), SERVER),
  ])
  expect(others).toEqual([])
  expect(lookup).toMatchObject({
    client: '192.0.2.1',
    client_port: 40000,
    server: '198.51.100.2',
    server_port: 53,
    protocol: 'dns',
    transport: 'udp',
    id: 0x1234,
    full_query: 'example.com',
    query_type: 'A',
    query_frame: 1,
    response_frame: 2,
    rcode: 0,
    answers: [{ name: 'example.com', type: 'A', ttl: 60, data: '192.0.2.7' }],
  })
})

test('pairs without regard to case, first in first out', () => {
  const found = lookups([
    udpFrame(query(name('EXAMPLE', 'com'))),
    udpFrame(query(name('example', 'COM'))),
    udpFrame(response(name('example', 'com'), 1), SERVER),
  ])
  expect(found.map((lookup) => [lookup.full_query, lookup.query_frame, lookup.response_frame])).toEqual([
    ['EXAMPLE.com', 1, 3],
    ['example.COM', 2, null],
  ])
})

test('many lookups under way keep their pairs', () => {
  const hosts = Array.from({ length: 700 }, (_, i) => name(`host${i}`, 'test'))
  const found = lookups([
    ...hosts.map((host) => udpFrame(query(host))),
    ...hosts.map((host) => udpFrame(response(host, 1), SERVER)).reverse(),
  ])
  expect(found).toHaveLength(700)
  for (const [i, lookup] of found.entries())
    expect([lookup.query_frame, lookup.response_frame]).toEqual([i + 1, 1400 - i])
})

test('names are written as tshark prints them', () => {
  expect(nameOf(name())).toBe('<Root>')
  expect(nameOf(name([0x61, 0, 0x62]))).toBe('a\\000b')
  expect(nameOf(name('a\nb\rc\td'))).toBe('a\\nb\\rc\\td')
  expect(nameOf(name([0x7f, 0x80, 0xff]))).toBe('\\177\ufffd\ufffd')
  expect(nameOf(name('café'))).toBe('café')
  expect(nameOf(name('a.b', 'c'))).toBe('a.b.c')
  expect(nameOf(bytesOf([0xc0, 0x0c]))).toBe('<Name contains a pointer that loops>')
  expect(nameOf(bytesOf([1, 0x61, 0x42, 0x61, 0x62, 0x63]))).toBe('<Unknown extended label>')
  expect(nameOf(name('x'.repeat(63), 'x'.repeat(63), 'x'.repeat(63), 'x'.repeat(61)))).toHaveLength(253)
  expect(nameOf(name('x'.repeat(63), 'x'.repeat(63), 'x'.repeat(63), 'x'.repeat(62)))).toBe('<Name too long>')
})

test('renders the data of answers', () => {
  const host = name('a', 'b')
  const [{ answers }] = lookups([
    udpFrame(
      response(
        host,
        255,
        record(28, [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        record(5, bytesOf([1, 0x78, 0xc0, 12])),
        record(15, bytesOf([0, 5, 0xc0, 12])),
        record(33, bytesOf([0, 1, 0, 2, 0, 3, 0xc0, 12])),
        record(6, bytesOf([0xc0, 12, 0], u32(1), u32(2), u32(3), u32(4), u32(4294967295))),
        record(16, bytesOf([3], 'abc', [2, 0x64, 0xff])),
        record(13, bytesOf([1], 'x', [1], 'y')),
        record(1, [1, 2, 3, 4], 0xffffffff),
      ),
      SERVER,
    ),
  ])
  expect(answers.map((answer) => [answer.type, answer.ttl, answer.data])).toEqual([
    ['AAAA', 60, '2001:db8::1'],
    ['CNAME', 60, 'x.a.b'],
    ['MX', 60, '5 a.b'],
    ['SRV', 60, '1 2 3 a.b'],
    ['SOA', 60, 'a.b <Root> 1 2 3 4 4294967295'],
    ['TXT', 60, 'abcd\ufffd'],
    ['HINFO', 60, null],
    ['A', 4294967295, '1.2.3.4'],
  ])
})

test('a response without a question is named by its first answer', () => {
  const owner = name('printer', 'local')
  const answer = bytesOf(owner, u16(12), u16(1), u32(10), u16(2), [0xc0, 12])
  const frame = udpFrame(message(0x8400, [0, 1, 0, 0], answer), { sourcePort: 5353, destinationPort: 5353 })
  expect(lookups([frame])[0]).toMatchObject({
    protocol: 'mdns',
    full_query: 'printer.local',
    query_type: 'PTR',
    query_frame: null,
    response_frame: 1,
  })
})

test('what comes before the broken part is kept', () => {
  const host = name('a', 'b')
  const whole = response(host, 1, record(1, [1, 2, 3, 4]), record(1, [5, 6, 7, 8]))
  const { tables, protocols } = dissectFrames([udpFrame(whole.subarray(0, whole.length - 1), SERVER)])
  expect(protocols).toEqual(['eth:ethertype:ip:udp:dns'])
  expect(rowsOf(dnsLookups(tables, null))[0].answers).toHaveLength(1)
})

test('only queries, not updates, are lookups', () => {
  expect(lookups([udpFrame(message(0x2800, [1, 0, 0, 0], question(name('zone'), 6)))])).toEqual([])
})

test('over TCP each message has its length before it, also across segments', () => {
  const host = name('tcp', 'example')
  const framed = (bytes: Uint8Array) => bytesOf(u16(bytes.length), bytes)
  const tcp = new TcpConversation(53)
  const asked = framed(query(host))
  const frames = [
    ...tcp.handshake(),
    tcp.client(asked.subarray(0, 9)),
    tcp.client(asked.subarray(9)),
    tcp.server(framed(response(host, 1, record(1, [9, 8, 7, 6])))),
  ]
  const { tables, protocols } = dissectFrames(frames)
  expect(protocols.slice(3)).toEqual(['eth:ethertype:ip:tcp', 'eth:ethertype:ip:tcp:dns', 'eth:ethertype:ip:tcp:dns'])
  expect(rowsOf(dnsLookups(tables, null))).toMatchObject([
    { transport: 'tcp', query_frame: 5, response_frame: 6, answers: [{ data: '9.8.7.6' }] },
  ])
})

test('a response that an ICMP error quotes counts between the ends of the error, without ports', () => {
  const quoted = ipv4Packet(17, udpDatagram(response(name('lost'), 1), 53, 40000), {
    source: '198.51.100.2',
    destination: '192.0.2.1',
  })
  const { tables, protocols } = dissectFrames([
    ethernetFrame(0x0800, ipv4Packet(1, bytesOf([3, 3, 0, 0, 0, 0, 0, 0], quoted))),
  ])
  expect(protocols).toEqual(['eth:ethertype:ip:icmp:ip:udp:dns'])
  expect(rowsOf(dnsLookups(tables, null))).toMatchObject([
    { client: '198.51.100.2', client_port: null, server: '192.0.2.1', server_port: null, transport: null },
  ])
})

test('on other ports only what looks like DNS is DNS', () => {
  const ends = { sourcePort: 40000, destinationPort: 40001 }
  const protocols = (payload: Uint8Array) => dissectFrames([udpFrame(payload, ends)]).protocols[0]
  expect(protocols(query(name('a')))).toBe('eth:ethertype:ip:udp:dns')
  expect(protocols(message(0x0100, [2, 0, 0, 0], question(name('a')), question(name('b'))))).toBe(
    'eth:ethertype:ip:udp:data',
  )
  expect(protocols(message(0x2800, [1, 0, 0, 0], question(name('a'))))).toBe('eth:ethertype:ip:udp:data')
})

test('whatever the bytes, a message ends', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(
        dissectFrames([udpFrame(bytesOf([1, 2, 0x81, 0x80, 0, 2, 0, 9, 0, 0, 0, 0], bytes), SERVER)]).protocols,
      ).toEqual(['eth:ethertype:ip:udp:dns'])
    }),
  )
})
