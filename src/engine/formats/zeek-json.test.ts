import { expect, test } from 'vitest'
import { readLog } from '../testing/log-rows.ts'
import { AddressPool } from '../tables/address-pool.ts'
import type { LogReader } from './log.ts'
import { ABSENT, EMPTY, SET, UNSET } from './log-row.ts'
import { zeekJson } from './zeek-json.ts'

const field =
  (name: string) =>
  ({ row, columns }: LogReader) =>
    row.string(columns.columnOf(name))
const types = ({ columns }: LogReader) => Object.fromEntries(columns.names.map((name, i) => [name, columns.typeOf(i)]))

test.each([
  ['dotted names', '{"ts":1.5,"id.orig_h":"10.0.0.1","id.orig_p":53}'],
  ['nested objects', '{"ts": 1.5, "id": {"orig_h": "10.0.0.1", "orig_p": 53}}'],
  ['a time as text', '{"ts":"1.500000","id.orig_h":"10.0.0.1","id.orig_p":"53"}'],
  ['a time as ISO 8601', '{ "id" : { "orig_p" : 53, "orig_h" : "10.0.0.1" } , "ts" : "1970-01-01T00:00:01.500Z" }'],
])('%s are the same row', (_, line) => {
  const addresses = new AddressPool()
  const log = readLog(zeekJson, `${line}\n`, ({ row, columns }) => [
    row.nanosecondsAfter(columns.columnOf('ts'), 0),
    addresses.text(row.address(columns.columnOf('id.orig_h'), addresses)),
    row.port(columns.columnOf('id.orig_p')),
  ])
  expect(log.rows).toEqual([[1.5e9, '10.0.0.1', 53]])
  expect([log.skipped, log.bad]).toEqual([[], []])
})

test('the path is that of the row, else that of the file; a file may mix them', () => {
  const text = '{"_path":"conn","uid":"A"}\n{"uid":"B","_path":"dns"}\n{"_path":"conn","uid":"C"}\n{"uid":"D"}\n'
  const log = readLog(zeekJson, text, ({ row, columns }) => [columns.path, row.string(columns.columnOf('uid'))], {
    path: 'file',
  })
  expect(log.rows).toEqual([
    ['conn', 'A'],
    ['dns', 'B'],
    ['conn', 'C'],
    ['file', 'D'],
  ])
})

test('columns may be asked for before a row shows them, under any of their names', () => {
  let column = -2
  const log = readLog(zeekJson, '{"uid":"A"}\n{"uid":"B","cert_chain_fps":["x"]}\n', ({ row, columns }) => {
    if (column === -2) column = columns.columnOf('cert_chain_fuids', 'cert_chain_fps')
    return row.state(column)
  })
  expect(log.rows).toEqual([ABSENT, SET])
})

test('null is unset, empty texts and lists are empty', () => {
  const log = readLog(zeekJson, '{"a":null,"b":"","c":[],"d":{},"e":"-","f":0}\n', ({ row }) =>
    [0, 1, 2, 3, 4, 5].map((i) => row.state(i)),
  )
  expect(log.rows).toEqual([[UNSET, EMPTY, EMPTY, EMPTY, SET, SET]])
})

test('texts are read as JSON says (RFC 8259 section 7)', () => {
  const text = String.raw`{"a":"q\"\\\/\b\f\n\r\t\u00e4\u20ac\ud83d\ude00 \ud83d é","b":"\\xff","\u0063":"named"}`
  const log = readLog(zeekJson, `${text}\n`, ({ row, columns }) => [
    row.string(0),
    row.string(1),
    row.string(columns.columnOf('c')),
  ])
  expect(log.rows).toEqual([['q"\\/\b\f\n\r\tä€😀 \ufffd é', '\\xff', 'named']])
})

test('lists give their elements', () => {
  const log = readLog(zeekJson, '{"a":["x,y", "\\u0041" , 5, null, [1,2]],"b":"one"}\n', ({ row }) => {
    const elements = Array.from({ length: row.split(0) }, (_, i) => row.string(row.element(i)))
    return [elements, row.split(1), row.string(row.element(0))]
  })
  expect(log.rows).toEqual([[['x,y', 'A', '5', null, '[1,2]'], 1, 'one']])
})

test('types are what was seen', () => {
  const text = [
    '{"ts":1.5,"uid":"C1","id.orig_h":"::1","id.orig_p":1,"n":5,"i":-1,"d":1,"b":true,"w":"2018-03-24T17:16:39.739898Z","v":["a"],"z":null,"m":1}',
    '{"ts":2,"uid":"C2","id.orig_h":"1.2.3.4","id.orig_p":2,"n":6,"i":2,"d":0.5,"b":false,"w":"2018-03-24T17:16:40Z","v":[],"a":["1.1.1.1"],"c":[1,2],"m":"x"}',
  ].join('\n')
  const log = readLog(zeekJson, text, () => null)
  expect(types(log.reader)).toEqual({
    ts: 'time',
    uid: 'string',
    'id.orig_h': 'addr',
    'id.orig_p': 'port',
    n: 'count',
    i: 'int',
    d: 'double',
    b: 'bool',
    w: 'time',
    v: 'vector[string]',
    z: 'string',
    m: 'string',
    a: 'vector[addr]',
    c: 'vector[count]',
  })
})

test('whole numbers may be written with a fraction or an exponent', () => {
  const log = readLog(zeekJson, '{"a":12.0,"b":4.3e9,"c":1.5}\n', ({ row }) => [
    row.count(0),
    row.count(1),
    row.count(2),
  ])
  expect(log.rows).toEqual([[12, 4.3e9, Number.NaN]])
  expect(log.bad).toEqual([[1, 0, 'c is no count: "1.5"']])
})

const broken: [string, string][] = [
  ['[1]', 'no object at byte 0 of the line'],
  ['{"a":1,}', 'no name at byte 7 of the line'],
  ['{"a" 1}', 'no colon at byte 5 of the line'],
  ['{"a":1 "b":2}', 'no comma at byte 7 of the line'],
  ['{"a":tru}', 'no value at byte 5 of the line'],
  ['{"a":"x', 'the line ends inside a text at byte 5 of the line'],
  ['{"a":1', 'the line ends at byte 6 of the line'],
  ['{"a":1} {"b":2}', 'more behind the object at byte 7 of the line'],
  [`{"a":${'['.repeat(100)}`, 'nested too deep at byte 37 of the line'],
]

test.each(broken)('%s is skipped with the reason', (line, why) => {
  const log = readLog(zeekJson, `{"uid":"A"}\n${line}\n{"uid":"B"}\n`, field('uid'))
  expect(log.rows).toEqual(['A', 'B'])
  expect(log.skipped).toEqual([[2, 12, why]])
})

test('a cut last line is named', () => {
  const log = readLog(zeekJson, '{"uid":"A"}\n{"uid":"B', field('uid'))
  expect([log.rows, log.skipped]).toEqual([
    ['A'],
    [[2, 12, 'cut short: the line ends inside a text at byte 7 of the line']],
  ])
})

test('the last line counts without its newline, lines may end in \\r\\n, and blank ones are nothing', () => {
  const log = readLog(zeekJson, '\ufeff{"uid":"A"}\r\n\r\n{"uid":"B"}', field('uid'))
  expect([log.rows, log.skipped]).toEqual([['A', 'B'], []])
})

test('a name that is no safe key is a name like any other', () => {
  const log = readLog(zeekJson, '{"__proto__":"x","constructor":1}\n', field('__proto__'))
  expect(log.rows).toEqual(['x'])
  expect(log.reader.columns.names).toEqual(['__proto__', 'constructor'])
})

test('a new name in every row ends at 2000 columns', () => {
  const text = Array.from({ length: 2500 }, (_, i) => `{"k${i}":1}\n`).join('')
  const log = readLog(zeekJson, text, () => null, { piece: 65536 })
  expect([log.rows.length, log.reader.columns.count]).toEqual([2500, 2000])
  expect(log.bad).toEqual([[2001, expect.any(Number), 'more than 2000 columns: the rest is left out']])
})

test('the reading is the same however the bytes come', () => {
  const text = '{"uid":"A","n":{"x":[1,{"y":2}]}}\n{"uid":"Bé","q":null}\n'
  for (let piece = 1; piece < 40; piece++)
    expect(readLog(zeekJson, text, field('uid'), { piece }).rows).toEqual(['A', 'Bé'])
})
