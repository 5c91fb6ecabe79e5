import { expect, test } from 'vitest'
import { HOSTS, linkKey, linkValue, newsOf, nodeValue, nothingHidden, withoutHidden } from './graph-options.ts'

const numbers = { sessions: 1, packets: 2, bytes: 3, payload: 0 }
const node = (id: string) => ({ id, type: 1, cnt: 1, ...numbers })

test('hidden nodes take their links with them, the others keep theirs; links are hidden one by one', () => {
  const link = (source: number, target: number) => ({ source, target, services: [], ...numbers })
  const graph = {
    nodes: [node('a'), node('b'), node('c')],
    links: [link(0, 1), link(1, 2), link(0, 2)],
    totalNodes: 3,
    totalLinks: 3,
  }
  const shown = withoutHidden(graph, { nodes: new Set(['b']), links: new Set() })
  expect(shown.nodes.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(shown.links.map(({ source, target }) => [source, target])).toEqual([[0, 1]])
  expect(withoutHidden(graph, nothingHidden)).toBe(graph)
  const key = linkKey({ source: node('b'), target: node('c') })
  const rest = withoutHidden(graph, { nodes: new Set(), links: new Set([key]) })
  expect(rest.nodes).toEqual(graph.nodes)
  expect(rest.links.map(({ source, target }) => [source, target])).toEqual([
    [0, 1],
    [0, 2],
  ])
})

test('a link says both of its ends, in its direction', () => {
  const hosts = linkValue({ source: { id: '10.0.0.1' }, target: { id: '10.0.0.2' } }, HOSTS)
  expect(hosts?.condition).toBe('id.orig_h == 10.0.0.1 and id.resp_h == 10.0.0.2')
  expect(hosts?.directions?.[0]).toEqual({
    label: 'A ↔ B',
    condition: 'ip.addr == 10.0.0.1 and ip.addr == 10.0.0.2',
  })
  const subnet = { source: { id: '10.0.0.0/24', members: 3 }, target: { id: 'a.example' } }
  const value = linkValue(subnet, { source: 'ip.src', destination: 'query' })
  expect(value?.condition).toBe('ip.src == 10.0.0.0/24 and query == a.example')
  expect(value?.directions).toBeUndefined()
  expect(linkValue({ source: { id: '' }, target: { id: 'x' } }, HOSTS)).toBeNull()
})

test('a node says what it is in the words of expressions', () => {
  expect(nodeValue({ id: '10.0.0.1', type: 1 }, HOSTS)).toEqual({ field: 'ip.addr', value: '10.0.0.1' })
  const fields = { source: 'id.resp_p', destination: 'query' }
  expect(nodeValue({ id: '53', type: 1 }, fields)?.condition).toBe('id.resp_p == 53')
  expect(nodeValue({ id: 'a b', type: 2 }, fields)?.condition).toBe('query == "a b"')
  expect(nodeValue({ id: 'x', type: 3 }, fields)?.condition).toBe('(id.resp_p == x or query == x)')
  expect(nodeValue({ id: 'example.com', type: 2, members: 2 }, fields)?.condition).toBe('query contains example.com')
})

test('what is new and what is gone', () => {
  expect([1, 2, 3, undefined].map((inresult) => newsOf({ inresult }))).toEqual(['new', 'gone', null, null])
})
