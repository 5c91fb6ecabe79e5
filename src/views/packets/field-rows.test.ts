import { expect, test } from 'vitest'
import { fieldRows, rowAtByte } from './field-rows.ts'
import type { PacketField } from '../../engine/packets/tree-sink.ts'

const field = (
  name: string,
  value: string,
  from: number,
  to: number,
  rest: Partial<PacketField> = {},
): PacketField => ({
  name,
  meaning: `the ${name}`,
  value,
  kind: 'number',
  from,
  to,
  buffer: 0,
  depth: 0,
  ...rest,
})
const layers = [
  { name: 'ip', title: 'a → b', from: 0, to: 28, buffer: 0, depth: 0, fields: [field('ip.ttl', '64', 8, 9)] },
  {
    name: 'udp',
    title: '1 → 2',
    from: 20,
    to: 28,
    buffer: 0,
    depth: 0,
    fields: [
      field('udp.length', '8', 24, 26),
      field('udp.payload', 'abcd', 26, 28, { kind: 'bytes' }),
      field('udp.odd', '1', 0, 0, { kind: 'presence', depth: 1 }),
    ],
  },
]
const rows = fieldRows({ layers })

test('a line a layer and a field, with what an expression compares', () => {
  expect(
    rows.map(({ level, name, value, handle }) => [level, name, value, handle?.condition ?? handle?.value]),
  ).toEqual([
    [1, 'ip', 'a → b', 'ip'],
    [2, 'ip.ttl', '64', '64'],
    [1, 'udp', '1 → 2', 'udp'],
    [2, 'udp.length', '8', '8'],
    [2, 'udp.payload', 'abcd', 'udp.payload == ab:cd'],
    [3, 'udp.odd', '', 'udp.odd'],
  ])
})

test('a byte is of the field that lies closest around it, else of its layer', () => {
  expect([8, 25, 22, 0, 99].map((at) => rowAtByte(rows, 0, at)?.name)).toEqual([
    'ip.ttl',
    'udp.length',
    'udp',
    'ip',
    undefined,
  ])
  expect(rowAtByte(rows, 1, 8)).toBeNull()
})
