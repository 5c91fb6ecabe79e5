import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { dnsAnswerSessions } from './dns-answer-sessions.ts'
import { dnsDomains } from './dns-domains.ts'
import { dnsLookups } from './dns-lookups.ts'
import { rowsOf } from './list.ts'
import { selectedInTimeRange } from './selection.ts'

// 10.0.0.5 learns 192.0.2.1 twice, under two names; 10.0.0.6 uses it without having asked.
const tables = tablesFromText(`
  0.0   80 ip:udp:dns 10.0.0.5:5000>10.0.0.53:53
  0.1  120 ip:udp:dns 10.0.0.53:53>10.0.0.5:5000
  0.0  100 ip:tcp     10.0.0.5:4000>192.0.2.1:443 service=tls
  1.1  100 ip:tcp     10.0.0.5:4001>192.0.2.1:443 service=tls
  1.5  900 ip:tcp     192.0.2.1:443>10.0.0.5:4001
  2.0   80 ip:udp:dns 10.0.0.5:5001>10.0.0.53:53
  2.5  120 ip:udp:dns 10.0.0.53:53>10.0.0.5:5001
  3.0  100 ip:tcp     10.0.0.5:4002>192.0.2.1:80 service=http
  3.0  100 ip:tcp     10.0.0.6:4003>192.0.2.1:80 service=http
  4.0   70 ip:udp:dns 10.0.0.6:5002>10.0.0.53:53
  5.0   90 ip:udp:dns 10.0.0.53:53>10.0.0.7:5003
  6.0   70 ip:udp:mdns 10.0.0.6:5353>224.0.0.251:5353
  answer name=a.example.com type=1 ttl=60 value=192.0.2.1
  answer name=b.example.net type=1 ttl=60 value=192.0.2.1
  answer name=b.example.net type=28 ttl=60 value=2001:db8::1
  dns protocol=dns transport=17 query=A.example.com queryType=1 queryFrame=1 responseFrame=2 rcode=0 firstAnswer=0 answers=1
  dns protocol=dns transport=17 query=b.example.net queryType=1 queryFrame=6 responseFrame=7 rcode=0 firstAnswer=1 answers=2
  dns protocol=dns transport=17 query=c.example.com queryType=1 queryFrame=10 rcode=-1
  dns protocol=dns transport=17 query=d.example.com queryType=1 responseFrame=11 rcode=3
  dns protocol=mdns transport=17 query=printer.local queryType=1 queryFrame=12 rcode=-1
`)

test('a session belongs to the latest answer before it that gave its address', () => {
  const rows = rowsOf(dnsAnswerSessions(tables, null))
  expect(rows).toMatchObject([
    {
      client: '10.0.0.5',
      name: 'a.example.com',
      addresses: ['192.0.2.1'],
      address_count: 1,
      lookups: 1,
      sessions: 1,
      packets: 2,
      bytes: 1000,
      services: ['tls'],
      median_seconds: 1,
    },
    {
      client: '10.0.0.5',
      name: 'b.example.net',
      addresses: ['192.0.2.1', '2001:db8::1'],
      address_count: 2,
      lookups: 1,
      sessions: 1,
      packets: 1,
      bytes: 100,
      services: ['http'],
      median_seconds: 0.5,
    },
  ])
  expect(rows[0].filter).toMatch(/^uid == \[C[A-Za-z0-9]{17}\]$/)
})

test('only what was looked up in the selection is followed, to sessions that are not selected', () => {
  const rows = rowsOf(
    dnsAnswerSessions(tables, selectedInTimeRange(tables, { from: 1_700_000_002, to: 1_700_000_002.6 })),
  )
  expect(rows).toMatchObject([{ name: 'b.example.net', sessions: 1, bytes: 100 }])
})

test('lookups by registered domain', () => {
  expect(rowsOf(dnsDomains(tables, null))).toEqual([
    {
      domain: 'example.com',
      is_registered: true,
      names: 3,
      lookups: 3,
      clients: 3,
      bytes: 80 + 120 + 70 + 90,
      unanswered: 1,
      nxdomain: 1,
      rcodes: [
        { rcode: 0, name: 'No error', count: 1 },
        { rcode: 3, name: 'No such name', count: 1 },
      ],
      median_seconds: 0.1,
    },
    expect.objectContaining({ domain: 'example.net', lookups: 1, bytes: 200, median_seconds: 0.5 }),
    // A multicast query expects no answer of one server.
    expect.objectContaining({ domain: 'local', is_registered: false, unanswered: 0, rcodes: [], median_seconds: null }),
  ])
})

test('queries without responses and responses without queries apart; multicast is neither', () => {
  const names = (state?: 'unanswered' | 'unsolicited') =>
    rowsOf(dnsLookups(tables, null, { state })).map(({ full_query }) => full_query)
  expect(names('unanswered')).toEqual(['c.example.com'])
  expect(names('unsolicited')).toEqual(['d.example.com'])
  expect(names().length).toBe(5)
})
