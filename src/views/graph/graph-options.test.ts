import { expect, test } from 'vitest'
import { HOSTS, newsOf, nodeValue, withoutNodes } from './graph-options.ts'

const numbers = { sessions: 1, packets: 2, bytes: 3, payload: 0 }
const node = (id: string) => ({ id, type: 1, cnt: 1, ...numbers })

test('hidden nodes take their links with them, the others keep theirs', () => {
  const link = (source: number, target: number) => ({ source, target, services: [], ...numbers })
  const graph = {
    nodes: [node('a'), node('b'), node('c')],
    links: [link(0, 1), link(1, 2), link(0, 2)],
    totalNodes: 3,
    totalLinks: 3,
  }
  const shown = withoutNodes(graph, new Set(['b']))
  expect(shown.nodes.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(shown.links.map(({ source, target }) => [source, target])).toEqual([[0, 1]])
  expect(withoutNodes(graph, new Set())).toBe(graph)
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
