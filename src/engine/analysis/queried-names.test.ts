import { expect, test } from 'vitest'
import type { DnsLookup } from './dns-lookups.ts'
import { listOf, rowsOf } from './list.ts'
import { queriedNames } from './queried-names.ts'

const lookup = (changes: Partial<DnsLookup>): DnsLookup => ({
  ...{ client: '10.0.0.1', client_port: 5000, server: '10.0.0.2', server_port: 53, protocol: 'dns', transport: 'udp' },
  ...{ id: 1, full_query: 'a.example', query_type: 'A', query_frame: 1, query_time: '100.000000000' },
  ...{ response_frame: 2, response_time: '100.010000000', rcode: 0, rcode_name: null, answers: [] },
  ...changes,
})

test('names are counted without regard to case, most lookups first', () => {
  const names = queriedNames(
    listOf([
      lookup({ full_query: 'b.example', rcode: 3 }),
      lookup({ query_type: 'AAAA' }),
      lookup({ full_query: 'A.Example', client: '10.0.0.9' }),
      lookup({ response_frame: null, response_time: null, rcode: null }),
      lookup({ full_query: null }),
    ]),
  )
  expect(rowsOf(names)).toEqual([
    {
      ...{ name: 'a.example', lookups: 3, clients: 2, nxdomain: 0, unanswered: 1 },
      types: ['A', 'AAAA'],
      protocol: 'dns',
    },
    { ...{ name: 'b.example', lookups: 1, clients: 1, nxdomain: 1, unanswered: 0 }, types: ['A'], protocol: 'dns' },
  ])
})

test('a name like a key of objects is a name', () => {
  expect(rowsOf(queriedNames(listOf([lookup({ full_query: '__proto__' })])))[0]).toMatchObject({ name: '__proto__' })
})
