import { expect, test } from 'vitest'
import { findFields, inOrder } from './find-fields.ts'
import type { FieldDescription } from '../../engine/expression/search.ts'

const field = (name: string, aliases: string[], type: FieldDescription['type'], meaning: string): FieldDescription => ({
  name,
  aliases,
  family: 'wireshark',
  type,
  meaning,
  example: name,
  source: 'column',
})
const fields = [
  field('frame.len', ['frame.pkt_len'], 'number', 'length of the packet on the wire'),
  field('tcp.srcport', [], 'number', 'source port'),
  field('tcp.port', [], 'number', 'either port'),
  field('port', [], 'number', 'port of TCP or UDP'),
  field('query', ['dns.query.host'], 'text', 'name asked for'),
]
const names = (search: string) => findFields(fields, search).map(({ name }) => name)

test('every word must occur, in any case, in names, meaning or type', () => {
  expect(names('')).toHaveLength(5)
  expect(names('TEXT')).toEqual(['query'])
  expect(names('dns.q')).toEqual(['query'])
  expect(names('packet wire')).toEqual(['frame.len'])
  expect(names('packet nothing')).toEqual([])
})

test('the field of that name comes first, then names that begin so, then names that have it', () => {
  expect(names('port')).toEqual(['port', 'tcp.srcport', 'tcp.port'])
  expect(names('tcp')).toEqual(['tcp.srcport', 'tcp.port', 'port'])
})

test('the grid orders by a column', () => {
  expect(inOrder(fields, 'name:desc').map(({ name }) => name)[0]).toBe('tcp.srcport')
  expect(inOrder(fields, 'type:asc').map(({ name }) => name)).toEqual([
    'frame.len',
    'tcp.srcport',
    'tcp.port',
    'port',
    'query',
  ])
  expect(inOrder(fields, undefined)).toEqual(fields)
})
