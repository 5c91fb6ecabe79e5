import { expect, test } from 'vitest'
import { dnsSeconds, dnsSummary } from './dns-summary.ts'
import { listOf } from './list.ts'
import type { DnsLookup } from './dns-lookups.ts'

const lookup = (changes: Partial<DnsLookup>): DnsLookup => ({
  client: '10.0.0.1',
  client_port: 5000,
  server: '10.0.0.2',
  server_port: 53,
  protocol: 'dns',
  transport: 'udp',
  id: 1,
  full_query: 'a.example',
  query_type: 'A',
  query_frame: 1,
  query_time: '100.000000000',
  response_frame: 2,
  response_time: '100.010000000',
  rcode: 0,
  rcode_name: null,
  answers: [],
  ...changes,
})

test('counts queries without answer, answers without query, errors and names', () => {
  const summary = dnsSummary(
    listOf([
      lookup({}),
      lookup({ full_query: 'A.EXAMPLE', rcode: 3, response_time: '100.250000000', query_frame: 7 }),
      lookup({ full_query: 'b.example', rcode: 2, response_time: '100.020000000' }),
      lookup({ response_frame: null, response_time: null, rcode: null }),
      lookup({ query_frame: null, query_time: null, full_query: null }),
      lookup({
        protocol: 'mdns',
        full_query: '_ipp._tcp.local',
        response_frame: null,
        response_time: null,
        rcode: null,
      }),
    ]),
  )
  expect(summary).toEqual({
    lookups: 6,
    multicast: 1,
    unanswered: 1,
    unsolicited: 1,
    answered: 4,
    nxdomain: 1,
    failed: 1,
    names: 3,
    median_seconds: 0.02,
    slowest: { full_query: 'A.EXAMPLE', server: '10.0.0.2', seconds: 0.25, query_frame: 7 },
  })
})

test('nothing asked gives zeros', () => {
  expect(dnsSummary(listOf<DnsLookup>([]))).toMatchObject({ lookups: 0, names: 0, median_seconds: null, slowest: null })
})

test('a difference of times keeps nanoseconds that a double of the epoch would lose', () => {
  const pair = { query_time: '1626357948.999999999', response_time: '1626357949.000000001' }
  expect(dnsSeconds(pair)).toBeCloseTo(2e-9, 12)
  expect(dnsSeconds({ query_time: null, response_time: '1.0' })).toBeNaN()
})
