import { beforeEach, expect, test, vi } from 'vitest'

// The engine runs in a worker, which there is not here; nothing below asks it.
vi.mock('../worker/client.ts', () => ({ startEngine: () => ({}) }))

import { combined } from './search.ts'
import { setParts } from './selection-store.ts'

const ADDRESS = 'ip.addr == 10.0.0.1'
const part = (text: string, { loose = false, enabled = true } = {}) => ({ text, loose, enabled })

beforeEach(() => setParts([]))

test('without an expression the six ways are two', () => {
  expect(combined('and', ADDRESS)).toBe(ADDRESS)
  expect(combined('or', ADDRESS)).toBe(ADDRESS)
  expect(combined('and-not', ADDRESS)).toBe(`not ${ADDRESS}`)
  expect(combined('not', ADDRESS)).toBe(`not ${ADDRESS}`)
})

test('selected and not replace what is applied', () => {
  setParts([part('tcp')])
  expect(combined('selected', ADDRESS)).toBe(ADDRESS)
  expect(combined('not', ADDRESS)).toBe(`not ${ADDRESS}`)
})

test('what is applied keeps its meaning beside a new condition', () => {
  setParts([part('tcp or udp', { loose: true })])
  expect(combined('and', ADDRESS)).toBe(`(tcp or udp) and ${ADDRESS}`)
  expect(combined('or-not', ADDRESS)).toBe(`tcp or udp or not ${ADDRESS}`)
  setParts([part('tcp'), part('dns'), part('tls', { enabled: false })])
  expect(combined('and-not', ADDRESS)).toBe(`tcp and dns and not ${ADDRESS}`)
  expect(combined('or', ADDRESS)).toBe(`(tcp and dns) or ${ADDRESS}`)
})

test('a condition of several keeps together; words in its strings do not count', () => {
  setParts([part('tcp')])
  const pair = 'ip.addr == 10.0.0.1 and ip.addr == 10.0.0.2'
  expect(combined('not', pair)).toBe(`not (${pair})`)
  expect(combined('and', pair)).toBe(`tcp and (${pair})`)
  expect(combined('not', 'http.uri == "this and \\"that\\" or"')).toBe('not http.uri == "this and \\"that\\" or"')
})
