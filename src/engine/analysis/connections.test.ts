import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { connections } from './connections.ts'
import { selectedInTimeRange } from './selection.ts'

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
    { id: '10.0.0.5', sessions: 5, packets: 6, bytes: 3100, type: 1, cnt: 2 },
    { id: '192.0.2.1', sessions: 4, packets: 4, bytes: 2750, type: 3, cnt: 2 },
    { id: '10.0.0.53', sessions: 2, packets: 3, bytes: 400, type: 2, cnt: 1 },
  ])
  expect(graph.links).toEqual([
    { source: 0, target: 2, sessions: 2, packets: 3, bytes: 400, services: ['dns'] },
    { source: 0, target: 1, sessions: 3, packets: 3, bytes: 2700, services: ['http', 'tls'] },
    { source: 1, target: 1, sessions: 1, packets: 1, bytes: 50, services: [] },
  ])
  expect(graph).toMatchObject({ totalNodes: 3, totalLinks: 3 })
})

test('fewest sessions a link must have', () => {
  const graph = connections(tables, null, { minConn: 3 })
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
  expect(graph.links).toEqual([{ source: 0, target: 1, sessions: 2, packets: 2, bytes: 300, services: ['dns'] }])
})
