import { expect, test } from 'vitest'
import { FieldRegistry } from '../expression/field-registry.ts'
import { RowSet } from '../tables/row-set.ts'
import type { Selected } from '../tables/selected.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { rowsOf } from './list.ts'
import { spigraph } from './spigraph.ts'
import { spiview } from './spiview.ts'
import { summary } from './summary.ts'
import { unique } from './unique.ts'

const registry = new FieldRegistry([])
const find = (name: string) => {
  const field = registry.find(name)
  if (field === undefined) throw new Error(name)
  return field
}

/** Two lookups in one session, a web session, a packet without a session. */
const tables = tablesFromText(`
  0.0  100 eth:ethertype:ip:udp:dns 02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:5000>10.0.0.9:53
  0.5  110 eth:ethertype:ip:udp:dns 02:00:00:00:00:02>02:00:00:00:00:01 10.0.0.9:53>10.0.0.1:5000
  1.0  120 eth:ethertype:ip:udp:dns 02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:5000>10.0.0.9:53
  2.0  200 eth:ethertype:ip:tcp     02:00:00:00:00:01>02:00:00:00:00:02 10.0.0.1:4000>10.0.0.2:80
  3.0  300 eth:ethertype:ip:tcp     02:00:00:00:00:02>02:00:00:00:00:01 10.0.0.2:80>10.0.0.1:4000
  4.0  60  eth:ethertype:arp        02:00:00:00:00:03>ff:ff:ff:ff:ff:ff
  dns queryFrame=1 responseFrame=2 query=A.example queryType=1 rcode=0
  dns queryFrame=3 query=a.example queryType=28 rcode=-1
`)

const counted = (field: string, selected: Selected | null = null) =>
  rowsOf(unique(tables, selected, { field }, find)).map(
    ({ value, sessions, packets: frames, bytes }) => `${value} ${sessions} ${frames} ${bytes}`,
  )

test('a field of sessions counts sessions with all of their packets, each once', () => {
  expect(counted('query')).toEqual(['a.example 1 3 330'])
  expect(counted('qtype_name')).toEqual(['A 1 3 330', 'AAAA 1 3 330'])
  expect(counted('id.orig_h')).toEqual(['10.0.0.1 2 5 830'])
  expect(counted('port')).toEqual(['5000 1 3 330', '53 1 3 330', '4000 1 2 500', '80 1 2 500'])
  expect(counted('mac')).toEqual(['02:00:00:00:00:01 2 5 830', '02:00:00:00:00:02 2 5 830'])
})

test('a field of packets counts the packets that have the value, also those without a session', () => {
  expect(counted('dns.qry.name')).toEqual(['A.example 1 2 210', 'a.example 1 1 120'])
  expect(counted('ip.src')).toEqual(['10.0.0.1 2 3 420', '10.0.0.9 1 1 110', '10.0.0.2 1 1 300'])
  expect(counted('eth.dst')).toEqual([
    '02:00:00:00:00:02 2 3 420',
    '02:00:00:00:00:01 2 2 410',
    'ff:ff:ff:ff:ff:ff 0 1 60',
  ])
  expect(counted('frame.protocols')).toEqual([
    'eth:ethertype:ip:udp:dns 1 3 330',
    'eth:ethertype:ip:tcp 1 2 500',
    'eth:ethertype:arp 0 1 60',
  ])
  expect(counted('frame.len')).toContain('300 1 1 300')
})

test('only what is selected counts', () => {
  const packets = new RowSet(6)
  const selected = { packets, records: new RowSet(0) }
  packets.add(1)
  packets.add(5)
  expect(counted('ip.src', selected)).toEqual(['10.0.0.9 1 1 110'])
  expect(counted('query', selected)).toEqual(['a.example 1 1 110'])
  expect(counted('eth.src', selected)).toEqual(['02:00:00:00:00:02 1 1 110', '02:00:00:00:00:03 0 1 60'])
})

test('several fields are counted in combination: within a packet where all are of packets, else within a session', () => {
  const combined = (...fields: string[]) =>
    rowsOf(unique(tables, null, { fields }, find)).map(({ values, packets }) => [...values, packets])
  expect(combined('ip.src', 'ip.dst')).toEqual([
    ['10.0.0.1', '10.0.0.9', 2],
    ['10.0.0.9', '10.0.0.1', 1],
    ['10.0.0.1', '10.0.0.2', 1],
    ['10.0.0.2', '10.0.0.1', 1],
  ])
  expect(combined('id.resp_h', 'id.resp_p', 'qtype_name')).toEqual([
    ['10.0.0.9', '53', 'A', 3],
    ['10.0.0.9', '53', 'AAAA', 3],
  ])
  expect(combined('ip.src', 'frame.protocols')[0]).toEqual(['10.0.0.1', 'eth:ethertype:ip:udp:dns', 2])
  expect(() => unique(tables, null, {}, find)).toThrow('needs a field')
})

test('the list of values is ordered by value as its type wants, and by counts', () => {
  const { sortKeys } = unique(tables, null, { field: 'port' }, find)
  expect([...(sortKeys('value') ?? [])]).toEqual([5000, 53, 4000, 80])
  expect([...(sortKeys('bytes') ?? [])]).toEqual([330, 330, 500, 500])
  expect(sortKeys('nothing')).toBeNull()
})

test('spiview has the top values of each field and what has any', () => {
  expect(spiview(tables, null, { fields: ['id.resp_p', 'query', 'http.uri'], size: 1 }, find)).toEqual([
    {
      field: 'id.resp_p',
      total: 2,
      sessions: 2,
      packets: 5,
      values: [{ value: '53', sessions: 1, packets: 3, bytes: 330 }],
    },
    {
      field: 'query',
      total: 1,
      sessions: 1,
      packets: 3,
      values: [{ value: 'a.example', sessions: 1, packets: 3, bytes: 330 }],
    },
    { field: 'http.uri', total: 0, sessions: 0, packets: 0, values: [] },
  ])
})

test('spigraph lays every value over the same bins', () => {
  const graph = spigraph(tables, null, { field: 'id.resp_p', bins: 5 }, find)
  expect(graph).toMatchObject({ start: '1700000000.000000000', binWidth: 1, bins: 5, total: 2 })
  expect(
    graph.items.map(({ value, sessionsHisto, packetsHisto, bytesHisto }) => [
      value,
      sessionsHisto,
      packetsHisto,
      bytesHisto,
    ]),
  ).toEqual([
    ['53', [1, 0, 0, 0, 0], [2, 1, 0, 0, 0], [210, 120, 0, 0, 0]],
    ['80', [0, 0, 1, 0, 0], [0, 0, 1, 1, 0], [0, 0, 200, 300, 0]],
  ])
  const ofPackets = spigraph(tables, null, { field: 'ip.src', bins: 5, size: 1, interval: 2 }, find)
  expect(ofPackets).toMatchObject({ binWidth: 2, bins: 3, total: 3 })
  expect(ofPackets.items.map(({ value, packetsHisto }) => [value, packetsHisto])).toEqual([['10.0.0.1', [2, 1, 0]]])
})

test('a packet in a tunnel is in the timelines of both of its sessions', () => {
  const tunnel = tablesFromText(`
    0 100 eth:ip:udp:vxlan:eth:ip:tcp 10.0.0.1:7000>10.0.0.2:4789 192.168.0.1:80>192.168.0.2:81
  `)
  const graph = spigraph(tunnel, null, { field: 'proto' }, find)
  expect(graph.items.map(({ value, packets, packetsHisto }) => [value, packets, packetsHisto])).toEqual([
    ['udp', 1, [1]],
    ['tcp', 1, [1]],
  ])
})

test('summary has totals of the sessions and top values', () => {
  const { fields, ...totals } = summary(tables, null, { fields: ['proto'], length: 5 }, find)
  expect(totals).toEqual({
    sessions: 2,
    packets: 5,
    bytes: 830,
    data_bytes: 0,
    first: '1700000000.000000000',
    last: '1700000003.000000000',
  })
  expect(fields[0].values.map(({ value }) => value)).toEqual(['udp', 'tcp'])
  expect(summary(tables, null, {}, find).fields.map(({ field }) => field)).toContain('protocols')
})
