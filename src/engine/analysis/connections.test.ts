import { expect, test } from 'vitest'
import { FieldRegistry } from '../expression/field-registry.ts'
import type { Selected } from '../tables/selected.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { subnetOf } from './connection-groups.ts'
import { baselineRange, connections as counted, type ConnectionsQuery } from './connections.ts'
import { selectedInTimeRange } from './selection.ts'

const registry = new FieldRegistry([])
const find = (name: string) => {
  const field = registry.find(name)
  if (field === undefined) throw new Error(name)
  return field
}
const connections = (
  of: typeof tables,
  selected: Selected | null,
  query: ConnectionsQuery = {},
  earlier?: Selected | null,
) => counted(of, selected, query, find, earlier)

const tables = tablesFromText(`
  0 100 ip:udp:dns 10.0.0.5:5000>10.0.0.53:53 service=dns
  1 200 ip:udp:dns 10.0.0.53:53>10.0.0.5:5000
  2 100 ip:udp:dns 10.0.0.5:5001>10.0.0.53:53 service=dns
  3 900 ip:tcp     10.0.0.5:4000>192.0.2.1:443 service=tls
  4 900 ip:tcp     10.0.0.5:4001>192.0.2.1:443 service=http
  5 900 ip:tcp     10.0.0.5:4002>192.0.2.1:443 service=http
  6  50 ip:tcp     192.0.2.1:9>192.0.2.1:9
`)

test('sessions, packets and bytes of each pair and of each host', () => {
  const graph = connections(tables, null)
  expect(graph.nodes).toEqual([
    { id: '10.0.0.5', sessions: 5, packets: 6, bytes: 3100, payload: 0, type: 1, cnt: 2 },
    { id: '192.0.2.1', sessions: 4, packets: 4, bytes: 2750, payload: 0, type: 3, cnt: 2 },
    { id: '10.0.0.53', sessions: 2, packets: 3, bytes: 400, payload: 0, type: 2, cnt: 1 },
  ])
  expect(graph.links).toEqual([
    { source: 0, target: 2, sessions: 2, packets: 3, bytes: 400, payload: 0, services: ['dns'] },
    { source: 0, target: 1, sessions: 3, packets: 3, bytes: 2700, payload: 0, services: ['http', 'tls'] },
    { source: 1, target: 1, sessions: 1, packets: 1, bytes: 50, payload: 0, services: [] },
  ])
  expect(graph).toMatchObject({ totalNodes: 3, totalLinks: 3 })
})

test('fewest sessions a link must have', () => {
  const graph = connections(tables, null, { minSessions: 3 })
  expect(graph.links.map(({ sessions }) => sessions)).toEqual([3])
  expect(graph.nodes.map(({ id }) => id)).toEqual(['10.0.0.5', '192.0.2.1'])
})

test('the heaviest nodes by the weight asked for', () => {
  const graph = connections(tables, null, { maxNodes: 2, weight: 'sessions' })
  expect(graph.nodes.map(({ id }) => id)).toEqual(['10.0.0.5', '192.0.2.1'])
  expect(graph.links.length).toBe(2)
  expect(graph.nodes[0]).toMatchObject({ sessions: 5, cnt: 1 })
  expect(graph).toMatchObject({ totalNodes: 3, totalLinks: 3 })
})

test('a selection leaves sessions that have a packet in it, with those packets', () => {
  const graph = connections(tables, selectedInTimeRange(tables, { from: 1700000001, to: 1700000002 }))
  expect(graph.links).toEqual([
    { source: 0, target: 1, sessions: 2, packets: 2, bytes: 300, payload: 0, services: ['dns'] },
  ])
})

test('any fields: every source value of a session with every destination value, each once', () => {
  const graph = connections(tables, null, { source: 'id.resp_p', destination: 'service', weight: 'sessions' })
  expect(graph.nodes.map(({ id, type, sessions }) => [id, type, sessions])).toEqual([
    ['443', 1, 3],
    ['53', 1, 2],
    ['dns', 2, 2],
    ['http', 2, 2],
    ['tls', 2, 1],
  ])
  const ports = connections(tables, null, { source: 'port', destination: 'id.resp_h' })
  // Port 9 is both ends of its session and counts once.
  expect(ports.links.filter(({ source }) => ports.nodes[source].id === '9').map(({ sessions }) => sessions)).toEqual([
    1,
  ])
})

test('fewest links a node must have are distinct links, judged before any node goes', () => {
  const graph = connections(tables, null, { minConn: 2 })
  // 10.0.0.53 has one link only; 10.0.0.5 had two and stays with the one that is left.
  expect(graph.nodes.map(({ id, cnt }) => [id, cnt])).toEqual([
    ['192.0.2.1', 2],
    ['10.0.0.5', 1],
  ])
})

test('payload is that of the transport', () => {
  const graph = connections(
    tablesFromText(`
      0 100 ip:tcp 10.0.0.1:4000>10.0.0.2:80 data=40
      1 900 ip:tcp 10.0.0.3:4000>10.0.0.2:80 data=7
    `),
    null,
    { weight: 'payload', maxNodes: 2 },
  )
  expect(graph.nodes.map(({ id, payload }) => [id, payload])).toEqual([
    ['10.0.0.2', 47],
    ['10.0.0.1', 40],
  ])
})

test('a baseline tells what is new, what is gone and what was there before', () => {
  const range = (from: number, to: number) =>
    selectedInTimeRange(tables, { from: 1700000000 + from, to: 1700000000 + to })
  const graph = connections(tables, range(2, 3), {}, range(0, 1))
  expect(graph.nodes.map(({ id, inresult, bytes }) => [id, inresult, bytes])).toEqual([
    ['10.0.0.5', 3, 1000],
    ['192.0.2.1', 1, 900],
    ['10.0.0.53', 3, 100],
  ])
  const gone = connections(tables, range(3, 3), {}, range(0, 1))
  expect(gone.nodes.find(({ id }) => id === '10.0.0.53')).toMatchObject({ inresult: 2, bytes: 300 })
  expect(gone.nodes.find(({ id }) => id === '10.0.0.5')).toMatchObject({ inresult: 3, bytes: 900 })
  expect(gone.links.map(({ inresult, services }) => [inresult, services])).toEqual([
    [1, ['tls']],
    [2, ['dns']],
  ])
  expect(baselineRange({ baseline: 2, timeRange: { from: 100, to: 110 } })).toEqual({ from: 80, to: 99.999999 })
  expect(baselineRange({ baseline: 2 })).toBeNull()
})

test('groups stand for their members until they are expanded', () => {
  const graph = connections(tables, null, { group: 'subnet' })
  expect(graph.nodes.map(({ id, members, sessions }) => [id, members, sessions])).toEqual([
    ['10.0.0.0/24', 2, 5],
    ['192.0.2.0/24', undefined, 4],
  ])
  const opened = connections(tables, null, { group: 'subnet', expand: ['10.0.0.0/24'] })
  expect(opened.nodes.map(({ id }) => id)).toEqual(['10.0.0.5', '192.0.2.0/24', '10.0.0.53'])
  expect(
    ['2001:db8::7', '2001:db8:1:2:3:4:5:6', '::1', 'fe80::1:2:3:4', 'www.example', '::ffff:1.2.3.4'].map(subnetOf),
  ).toEqual(['2001:db8::/64', '2001:db8:1:2::/64', '::/64', 'fe80::/64', 'www.example', '::ffff:1.2.3.4'])
})

test('an expanded node brings its neighbours back', () => {
  expect(connections(tables, null, { maxNodes: 2 }).nodes).toHaveLength(2)
  const graph = connections(tables, null, { maxNodes: 2, minSessions: 3, expand: ['10.0.0.5'] })
  expect(graph.nodes.map(({ id }) => id)).toEqual(['10.0.0.5', '192.0.2.1', '10.0.0.53'])
})
