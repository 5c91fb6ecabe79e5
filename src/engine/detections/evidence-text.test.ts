import { expect, test } from 'vitest'
import { evidenceFrames } from '../testing/evidence.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { quoted } from '../analysis/expression-text.ts'
import { all, any, beginsWithin, oneOf } from './evidence-text.ts'

const tables = tablesFromText(`
  0 100 ip:udp:dns 10.0.0.1:4000>10.0.0.2:53
  1.000000001 100 ip:udp:dns 10.0.0.1:4001>10.0.0.2:53
  2 100 ip:udp:dns 10.0.0.1:4002>10.0.0.2:53
  3 100 ip:tcp 10.0.0.3:4003>10.0.0.2:80
`)

test.each(['a.example', '*.example', 'a\\b"c', '\n\t\u0001', '\\x41', '\\101', 'ü 日本', ''])(
  '%j means itself and nothing else',
  (name) => {
    const { dns, texts } = tables
    dns.rows = 0
    for (const [frame, query] of [name, 'another.example', `${name}x`].entries()) {
      const row = dns.addRow()
      dns.query[row] = texts.internText(query)
      dns.queryFrame[row] = frame + 1
      dns.session[row] = tables.packets.session[frame]
    }
    expect(evidenceFrames(tables, oneOf('query', [quoted(name)]))).toEqual([1])
    expect(evidenceFrames(tables, oneOf('query', [quoted(name), quoted('another.example')]))).toEqual([1, 2])
  },
)

test('times keep their nanoseconds, and conditions join', () => {
  expect(beginsWithin(tables, 1_000_000_001, 2e9)).toBe('ts >= 1700000001.000000001 and ts <= 1700000002.000000000')
  expect(evidenceFrames(tables, beginsWithin(tables, 1_000_000_001, 2e9))).toEqual([2, 3])
  expect(evidenceFrames(tables, beginsWithin(tables, 1_000_000_002, 2e9))).toEqual([3])
  expect(beginsWithin(tables, Number.NaN, 2e9)).toBe('')
  expect(evidenceFrames(tables, all('', 'proto == udp', any(['id.orig_p == 4000', 'id.orig_p == 4002'])))).toEqual([
    1, 3,
  ])
  expect(any(['tcp'])).toBe('tcp')
})
