import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { dnsSummary } from './dns-summary.ts'
import { rowsOf } from './list.ts'
import { queriedNames } from './queried-names.ts'
import { selectedInTimeRange } from './selection.ts'

const tables = tablesFromText(`
  0.00 80 ip:udp:dns 10.0.0.1:5000>10.0.0.2:53
  0.01 80 ip:udp:dns 10.0.0.2:53>10.0.0.1:5000
  1.00 80 ip:udp:dns 10.0.0.9:5000>10.0.0.2:53
  1.25 80 ip:udp:dns 10.0.0.2:53>10.0.0.9:5000
  2.00 80 ip:udp:dns 10.0.0.1:5000>10.0.0.2:53
  2.02 80 ip:udp:dns 10.0.0.2:53>10.0.0.1:5000
  3.00 80 ip:udp:dns 10.0.0.1:5000>10.0.0.2:53
  4.00 80 ip:udp:dns 10.0.0.2:53>10.0.0.1:5000
  5.00 80 ip:udp:mdns 10.0.0.1:5353>224.0.0.251:5353
  dns protocol=dns query=a.example queryType=1 queryFrame=1 responseFrame=2 rcode=0
  dns protocol=dns query=A.EXAMPLE queryType=28 queryFrame=3 responseFrame=4 rcode=3
  dns protocol=dns query=__proto__ queryType=1 queryFrame=5 responseFrame=6 rcode=2
  dns protocol=dns query=a.example queryType=28 queryFrame=7 rcode=-1
  dns protocol=dns queryType=0xffffffff responseFrame=8 rcode=0
  dns protocol=mdns query=_ipp._tcp.local queryType=12 queryFrame=9 rcode=-1
`)

test('counts queries without answer, answers without query, errors and names', () => {
  expect(dnsSummary(tables, null)).toEqual({
    lookups: 6,
    multicast: 1,
    unanswered: 1,
    unsolicited: 1,
    answered: 4,
    nxdomain: 1,
    failed: 1,
    names: 3,
    median_seconds: expect.closeTo(0.02, 9),
    slowest: { full_query: 'A.EXAMPLE', server: '10.0.0.2', seconds: 0.25, query_frame: 3 },
  })
})

test('nothing asked gives zeros', () => {
  expect(dnsSummary(tables, selectedInTimeRange(tables, { from: 0, to: 1 }))).toMatchObject({
    lookups: 0,
    names: 0,
    median_seconds: null,
    slowest: null,
  })
})

test('names are counted without regard to case, most lookups first', () => {
  expect(rowsOf(queriedNames(tables, null))).toEqual([
    {
      name: 'a.example',
      lookups: 3,
      clients: 2,
      nxdomain: 1,
      unanswered: 1,
      types: ['AAAA', 'A'],
      protocol: 'dns',
    },
    { name: '__proto__', lookups: 1, clients: 1, nxdomain: 0, unanswered: 0, types: ['A'], protocol: 'dns' },
    {
      name: '_ipp._tcp.local',
      lookups: 1,
      clients: 1,
      nxdomain: 0,
      unanswered: 1,
      types: ['PTR'],
      protocol: 'mdns',
    },
  ])
})
