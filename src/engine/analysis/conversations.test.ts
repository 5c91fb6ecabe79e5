import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { conversations } from './conversations.ts'
import { endpoints } from './endpoints.ts'
import { rowsOf } from './list.ts'
import { selectedInTimeRange } from './selection.ts'
import { sortedOrder } from './sort-order.ts'

const A = '02:00:00:00:00:0a'
const B = '02:00:00:00:00:0b'
const tables = tablesFromText(`
  1.0  100 eth:ethertype:ip:tcp      ${A}>${B} 10.0.0.9:4000>10.0.0.2:80
  1.5   60 eth:ethertype:ip:tcp      ${B}>${A} 10.0.0.2:80>10.0.0.9:4000
  3.0 1500 eth:ethertype:ip:tcp:http ${B}>${A} 10.0.0.2:80>10.0.0.9:4000
  4.0   80 eth:ethertype:ip:udp:dns  ${A}>${B} 10.0.0.9:5000>10.0.0.10:53
  4.5   70 eth:ethertype:ip:icmp     ${A}>${A} 10.0.0.9>10.0.0.9
  5.0   90 eth:ethertype:ipv6:udp    ${A}>${B} [2001:db8::1]:7>[2001:db8::2]:8
`)

test('frames and bytes each way, from the earliest packet to the latest, relative to frame 1', () => {
  expect(rowsOf(conversations(tables, null, { protocol: 'tcp' }))).toEqual([
    {
      a: '10.0.0.9',
      aport: 4000,
      b: '10.0.0.2',
      bport: 80,
      stream: 0,
      txf: 1,
      txb: 100,
      rxf: 2,
      rxb: 1560,
      frames: 3,
      bytes: 1660,
      start: 0,
      duration: 2,
    },
  ])
  expect(rowsOf(conversations(tables, null, { protocol: 'ip' })).map(({ a, b, frames }) => [a, b, frames])).toEqual([
    ['10.0.0.9', '10.0.0.2', 3],
    ['10.0.0.9', '10.0.0.10', 1],
    ['10.0.0.9', '10.0.0.9', 1],
  ])
  expect(rowsOf(conversations(tables, null, { protocol: 'ipv6' }))[0]).toEqual({
    a: '2001:db8::1',
    b: '2001:db8::2',
    txf: 1,
    txb: 90,
    rxf: 0,
    rxb: 0,
    frames: 1,
    bytes: 90,
    start: 4,
    duration: 0,
  })
})

test('a host that talks to itself sends and receives', () => {
  const hosts = rowsOf(endpoints(tables, null, { protocol: 'ip' }))
  expect(hosts.map(({ host, txf, txb, rxf, rxb }) => [host, txf, txb, rxf, rxb])).toEqual([
    ['10.0.0.9', 3, 250, 3, 1630],
    ['10.0.0.2', 2, 1560, 1, 100],
    ['10.0.0.10', 0, 0, 1, 80],
  ])
  const eth = rowsOf(endpoints(tables, null, { protocol: 'eth' }))
  expect(eth[0]).toEqual({ host: A, txf: 4, txb: 340, rxf: 3, rxb: 1630, frames: 7, bytes: 1970 })
})

test('tcp and udp endpoints have ports', () => {
  expect(rowsOf(endpoints(tables, null, { protocol: 'udp' })).map(({ host, port }) => [host, port])).toEqual([
    ['10.0.0.9', 5000],
    ['10.0.0.10', 53],
    ['2001:db8::1', 7],
    ['2001:db8::2', 8],
  ])
})

test('only selected packets count', () => {
  const range = selectedInTimeRange(tables, { from: '1700000001.500000000', to: 1700000003 })
  expect(rowsOf(conversations(tables, range, { protocol: 'tcp' }))[0]).toMatchObject({
    txf: 0,
    rxf: 2,
    start: 0.5,
    duration: 1.5,
  })
  expect(conversations(tables, range, { protocol: 'udp' }).length).toBe(0)
  expect(endpoints(tables, range, { protocol: 'ip' }).length).toBe(2)
})

test('a tunnel counts outer and inner headers with the whole frame', () => {
  const tunnel = tablesFromText(`
    0 200 eth:ethertype:ip:gre:ip:udp ${A}>${B} 10.0.0.1>10.0.0.2 192.0.2.1:1>192.0.2.2:2
    1 200 eth:ethertype:ip:ip         ${A}>${B} 10.0.0.1>10.0.0.2 10.0.0.1>10.0.0.2
  `)
  expect(rowsOf(conversations(tunnel, null, { protocol: 'ip' })).map(({ a, txf, txb }) => [a, txf, txb])).toEqual([
    ['10.0.0.1', 3, 600],
    ['192.0.2.1', 1, 200],
  ])
})

test('what was counted is kept while the capture grows', () => {
  const growing = tablesFromText('0 100 ip:udp 10.0.0.1:1>10.0.0.2:2')
  expect(rowsOf(conversations(growing, null, { protocol: 'udp' }))[0].frames).toBe(1)
  const row = growing.packets.addRow()
  growing.packets.time[row] = 2e9
  growing.packets.length[row] = 50
  growing.packets.track[row] = growing.packets.track[0]
  expect(rowsOf(conversations(growing, null, { protocol: 'udp' }))[0]).toMatchObject({
    frames: 2,
    bytes: 150,
    duration: 2,
  })
})

test('addresses sort as numbers, rates leave out what is too short', () => {
  const list = conversations(tables, null, { protocol: 'ip' })
  const order = sortedOrder(list.sortKeys('b') ?? new Float64Array(), false)
  expect(Array.from(order, (at) => list.row(at).b)).toEqual(['10.0.0.2', '10.0.0.9', '10.0.0.10'])
  const tcp = conversations(tables, null, { protocol: 'tcp' })
  expect(tcp.sortKeys('rate_ba')).toEqual(Float64Array.of(1560 * 4))
  expect(conversations(tables, null, { protocol: 'udp' }).sortKeys('rate_ab')).toEqual(Float64Array.of(NaN, NaN))
  expect(list.sortKeys('nothing')).toBeNull()
  const hosts = endpoints(tables, null, { protocol: 'ip' })
  expect(hosts.sortKeys('bytes')).toEqual(Float64Array.of(1880, 1660, 80))
  expect(hosts.sortKeys('host')).not.toBeNull()
  expect(hosts.sortKeys('toString')).toBeNull()
})
