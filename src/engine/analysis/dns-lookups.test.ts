import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { dnsRcodeName, dnsTypeName } from '../tables/dns-names.ts'
import { dnsLookups } from './dns-lookups.ts'
import { rowsOf } from './list.ts'
import { selectedInTimeRange } from './selection.ts'

const tables = tablesFromText(`
  0.0   80 ip:udp:dns 10.0.0.5:5000>10.0.0.53:53
  0.02 120 ip:udp:dns 10.0.0.53:53>10.0.0.5:5000
  1.0   80 ip:udp:dns 10.0.0.6:5001>10.0.0.53:53
  2.0   90 ip:udp:dns 10.0.0.53:53>10.0.0.7:5002
  answer name=www.example.com type=5 ttl=60 value=example.com
  answer name=example.com type=1 ttl=0xffffffff value=192.0.2.1
  answer name=<Root> type=41 ttl=32768
  dns protocol=dns transport=17 transactionId=7 query=www.example.com queryType=1 queryFrame=1 responseFrame=2 rcode=0 firstAnswer=0 answers=3
  dns protocol=dns transport=17 transactionId=8 query=no.example.com queryType=65534 queryFrame=3 rcode=-1
  dns protocol=dns transport=0 transactionId=9 queryType=0xffffffff responseFrame=4 rcode=3
`)

test('a lookup with its answers', () => {
  expect(dnsLookups(tables, null).row(0)).toEqual({
    source: 'text',
    client: '10.0.0.5',
    client_port: 5000,
    server: '10.0.0.53',
    server_port: 53,
    protocol: 'dns',
    transport: 'udp',
    id: 7,
    full_query: 'www.example.com',
    query_type: 'A',
    query_frame: 1,
    query_time: '1700000000.000000000',
    response_frame: 2,
    response_time: '1700000000.020000000',
    rcode: 0,
    rcode_name: 'No error',
    answers: [
      { name: 'www.example.com', type: 'CNAME', ttl: 60, data: 'example.com' },
      { name: 'example.com', type: 'A', ttl: 4294967295, data: '192.0.2.1' },
      { name: '<Root>', type: 'OPT', ttl: null, data: null },
    ],
  })
})

test('a query without response and a response without query', () => {
  expect(dnsLookups(tables, null).row(1)).toMatchObject({
    query_type: 'Unknown (65534)',
    query_frame: 3,
    response_frame: null,
    response_time: null,
    rcode: null,
    rcode_name: null,
    answers: [],
  })
  expect(dnsLookups(tables, null).row(2)).toMatchObject({
    client: '10.0.0.7',
    client_port: 5002,
    transport: null,
    full_query: null,
    query_type: null,
    query_frame: null,
    query_time: null,
    rcode: 3,
    rcode_name: 'No such name',
  })
})

test('a lookup is selected by either of its frames', () => {
  const range = selectedInTimeRange(tables, { from: '1700000000.01', to: '1700000000.03' })
  expect(rowsOf(dnsLookups(tables, range)).map(({ id }) => id)).toEqual([7])
})

test('sort keys: what is not there is NaN', () => {
  const list = dnsLookups(tables, null)
  expect(list.sortKeys('seconds')).toEqual(Float64Array.of(0.02, NaN, NaN))
  expect(list.sortKeys('time')).toEqual(Float64Array.of(0, 1e9, 2e9))
  expect(list.sortKeys('full_query')).toEqual(Float64Array.of(1, 0, NaN))
  expect(list.sortKeys('rcode')).toEqual(Float64Array.of(0, NaN, 3))
  expect(list.sortKeys('constructor')).toBeNull()
})

test('names as tshark prints them', () => {
  expect([1, 28, 255, 65, 65534].map(dnsTypeName)).toEqual(['A', 'AAAA', 'ANY', 'HTTPS', 'Unknown (65534)'])
  expect([0, 5, 15].map(dnsRcodeName)).toEqual(['No error', 'Refused', 'Unknown (15)'])
})
