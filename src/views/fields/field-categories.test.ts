import { expect, test } from 'vitest'
import type { FieldDescription } from '../../engine/expression/search.ts'
import { fieldCategories, isCounted } from './field-categories.ts'

const field = (name: string, aliases: string[] = [], rest: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  aliases,
  family: 'zeek',
  type: 'text',
  meaning: '',
  example: name,
  source: 'column',
  ...rest,
})

test('fields are grouped by what they speak of, whatever dialect they are named in', () => {
  const fields = ['query', 'conn_state', 'server_name', 'id.orig_h', 'smtp.from', 'bytes.src', 'file', 'uri'].map(
    (name) => field(name),
  )
  expect(
    fieldCategories([...fields, field('ttl', ['dns.answer.ttl'])]).map(({ title, fields: own }) => [
      title,
      own.map(({ name }) => name),
    ]),
  ).toEqual([
    ['Session', ['conn_state', 'bytes.src']],
    ['Addresses', ['id.orig_h']],
    ['DNS', ['query', 'ttl']],
    ['TLS', ['server_name']],
    ['HTTP', ['uri']],
    ['Frame', ['file']],
    ['SMTP', ['smtp.from']],
  ])
})

test('what is counted comes from the tables and repeats', () => {
  expect(isCounted(field('query'))).toBe(true)
  expect(isCounted(field('ts', [], { type: 'time' }))).toBe(false)
  expect(isCounted(field('ip.ttl', [], { source: 'packets' }))).toBe(false)
  expect(isCounted(field('frame.number', [], { type: 'number' }))).toBe(false)
})
