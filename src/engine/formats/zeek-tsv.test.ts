import { expect, test } from 'vitest'
import { readLog } from '../testing/log-rows.ts'
import { AddressPool } from '../tables/address-pool.ts'
import { TextPool } from '../tables/text-pool.ts'
import type { LogReader } from './log.ts'
import { ABSENT, EMPTY, SET, UNSET } from './log-row.ts'
import { zeekTsv } from './zeek-tsv.ts'

type Column = readonly [name: string, type: string]

function header(columns: readonly Column[], path = 'conn', first = '#separator \\x09'): string {
  const names = columns.map(([name]) => name).join('\t')
  const types = columns.map(([, type]) => type).join('\t')
  return `${first}\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\t${path}\n#open\t2022-04-01-22-44-05\n#fields\t${names}\n#types\t${types}\n`
}

const three = [
  ['ts', 'time'],
  ['uid', 'string'],
  ['tags', 'set[string]'],
] as const

const strings = ({ row, columns }: LogReader) => columns.names.map((_, column) => row.string(column))

test('a header gives columns, types and the path; rows give fields by name', () => {
  const log = readLog(
    zeekTsv,
    `${header(three, 'dns')}1.5\tCx\ta,b\n2\tCy\t-\n#close\t2022-04-01-22-44-06\n`,
    ({ row, columns }) => {
      row.time(columns.columnOf('ts'))
      return [row.instant.seconds, row.instant.nanoseconds, row.string(columns.columnOf('uid')), row.line, row.offset]
    },
  )
  const first = header(three, 'dns').length
  expect(log.rows).toEqual([
    [1, 500000000, 'Cx', 9, first],
    [2, 0, 'Cy', 10, first + 11],
  ])
  const { columns } = log.reader
  expect([columns.path, columns.names, columns.names.map((_, i) => columns.typeOf(i))]).toEqual([
    'dns',
    ['ts', 'uid', 'tags'],
    ['time', 'string', 'set[string]'],
  ])
  expect([columns.columnOf('rtt'), columns.columnOf('id', 'uid')]).toEqual([-1, 1])
})

test.each(['#separator \\x09', '#separator\t\\x09', '#separator \\t', '#separator\t\\t'])(
  '%j says that a tab separates',
  (first) => {
    expect(readLog(zeekTsv, `${header(three, 'conn', first)}1\tC\tx\n`, strings).rows).toEqual([['1', 'C', 'x']])
  },
)

test('other separators than the usual ones', () => {
  const text =
    '#separator \\x2c\n#set_separator,|\n#empty_field,EMPTY\n#unset_field,NONE\n#path,x\n#fields,a,b,c\n#types,string,set[string],string\n-,p|q,NONE\n'
  const log = readLog(zeekTsv, text, ({ row }) => [
    row.state(0),
    row.string(0),
    row.split(1),
    row.string(row.element(1)),
    row.state(2),
  ])
  expect(log.rows).toEqual([[SET, '-', 2, 'q', UNSET]])
})

test('unset, empty and set are told apart, also from the texts that look like them', () => {
  const log = readLog(zeekTsv, `${header(three)}-\t(empty)\t(empty)\n1\t\\x2d\t\\x28empty)\n1\t\t-\n`, ({ row }) => [
    row.state(0),
    row.state(1),
    row.state(2),
    row.state(-1),
    row.string(1),
    row.split(2),
  ])
  expect(log.rows).toEqual([
    [UNSET, EMPTY, EMPTY, ABSENT, '', 0],
    [SET, SET, SET, ABSENT, '-', 1],
    [SET, EMPTY, UNSET, ABSENT, '', 0],
  ])
})

test('escapes are bytes, in texts and in the elements of sets', () => {
  const log = readLog(
    zeekTsv,
    `${header(three)}1\ta\\x09b\\\\,c\\xc3\\xa4 #FFFFFF "q\\q\\x4\tp\\x2cq,\\\\,é\n`,
    ({ row }) => {
      const count = row.split(2)
      return [row.string(1), ...Array.from({ length: count }, (_, i) => row.string(row.element(i)))]
    },
  )
  expect(log.rows).toEqual([['a\tb\\,cä #FFFFFF "q\\q\\x4', 'p,q', '\\', 'é']])
})

test('typed values come straight from the bytes', () => {
  const columns = 'ts interval count int double port bool addr subnet addrs'
    .split(' ')
    .map((name) => [name, name] as const)
  const addresses = new AddressPool()
  const log = readLog(
    zeekTsv,
    `${header(columns)}1517336042.090842\t3.000158\t18446744073709551615\t-5\t4.294967e+09\t53\tT\tfe80::1\t10.0.0.0/8\t1.2.3.4,::1\n${'-\t'.repeat(9)}-\n`,
    ({ row }) => {
      const subnet = row.subnet(8, addresses)
      const values = [
        row.nanosecondsAfter(0, 1517336042),
        row.interval(1),
        row.count(2),
        row.int(3),
        row.double(4),
        row.port(5),
        row.bool(6),
      ]
      const elements = Array.from({ length: row.split(9) }, (_, i) =>
        addresses.text(row.address(row.element(i), addresses)),
      )
      return [
        ...values,
        addresses.text(row.address(7, addresses)),
        addresses.text(subnet),
        subnet && row.prefixLength,
        elements,
      ]
    },
  )
  const none = Array<number>(7).fill(Number.NaN)
  expect(log.rows).toEqual([
    [90842000, 3000158000, 18446744073709552000, -5, 4294967000, 53, 1, 'fe80::1', '10.0.0.0', 8, ['1.2.3.4', '::1']],
    [...none, '', '', 0, []],
  ])
  expect(log.bad).toEqual([])
})

test('a value that is no such thing is reported with line, offset and reason, and counts as none', () => {
  const addresses = new AddressPool()
  const begin = header(three).length
  const log = readLog(zeekTsv, `${header(three)}x\t70000\tmaybe\n`, ({ row }) => [
    row.time(0),
    row.port(1),
    row.bool(2),
    row.address(2, addresses),
    row.count(2),
  ])
  expect(log.rows).toEqual([[false, Number.NaN, Number.NaN, 0, Number.NaN]])
  expect(log.bad).toEqual([
    [9, begin, 'ts is no time: "x"'],
    [9, begin, 'uid is no port: "70000"'],
    [9, begin, 'tags is no truth value: "maybe"'],
    [9, begin, 'tags is no address: "maybe"'],
    [9, begin, 'tags is no count: "maybe"'],
  ])
})

test('#close ends nothing, and a second header counts from there on', () => {
  const two = [
    ['uid', 'string'],
    ['ts', 'time'],
  ] as const
  const text = `${header(three)}1\tA\t-\n#close\t2022-04-01-22-44-06\n2\tB\t-\n${header(two, 'dns')}C\t3\n#close\t2022\n`
  const log = readLog(zeekTsv, text, ({ row, columns }) => [
    columns.path,
    row.string(columns.columnOf('uid')),
    row.count(columns.columnOf('ts')),
  ])
  expect(log.rows).toEqual([
    ['conn', 'A', 1],
    ['conn', 'B', 2],
    ['dns', 'C', 3],
  ])
})

test('extra leading columns, unknown types and old spellings do no harm', () => {
  const columns = [
    ['_node_name', 'string'],
    ['ts', 'time'],
    ['i_dont_exist', 'int64'],
    ['tunnel_parents', 'table[string]'],
  ] as const
  const log = readLog(zeekTsv, `${header(columns)}worker-1\t7\t12\tCa,Cb\n`, ({ row, columns: of }) => [
    row.count(of.columnOf('ts')),
    row.count(of.columnOf('i_dont_exist')),
    row.split(of.columnOf('tunnel_parents')),
  ])
  expect(log.rows).toEqual([[7, 12, 2]])
})

test('a row may lack its last field or have more; with fewer it is skipped and named', () => {
  const log = readLog(zeekTsv, `${header(three)}1\tA\n2\tB\tx\textra\t\n3\n4\tC\tx\n`, ({ row }) => [
    row.string(1),
    row.state(2),
  ])
  expect(log.rows).toEqual([
    ['A', ABSENT],
    ['B', SET],
    ['C', SET],
  ])
  expect(log.skipped).toEqual([[11, header(three).length + 17, 'too few fields: 1 of 3']])
})

test('the last row counts without its newline when it is whole, and is named when it is cut', () => {
  expect(readLog(zeekTsv, `${header(three)}1\tA\tx`, strings)).toMatchObject({ rows: [['1', 'A', 'x']], skipped: [] })
  const cut = readLog(zeekTsv, `${header(three)}1\tA\tx\n2\tB`, strings)
  expect(cut.rows).toEqual([['1', 'A', 'x']])
  expect(cut.skipped).toEqual([[10, header(three).length + 6, 'cut short: it ends after 2 of 3 fields']])
})

test('a log that is still written has no #close and may end in a blank line', () => {
  expect(readLog(zeekTsv, `${header(three)}1\tA\tx\n\n`, strings)).toMatchObject({
    rows: [['1', 'A', 'x']],
    skipped: [],
  })
})

test('lines may end in \\r\\n', () => {
  const log = readLog(zeekTsv, `${header(three)}1\tA\tx\n`.replaceAll('\n', '\r\n'), strings)
  expect(log.rows).toEqual([['1', 'A', 'x']])
  expect(log.reader.columns.names).toEqual(['ts', 'uid', 'tags'])
})

test('leading blanks and trailing empty fields belong to the row', () => {
  expect(readLog(zeekTsv, `${header(three)}   x\ty\t\n`, strings).rows).toEqual([['   x', 'y', '']])
})

test('rows before the first #fields are skipped and named', () => {
  const log = readLog(zeekTsv, `#separator \\x09\n1\tA\tx\n${header(three)}1\tA\tx\n`, strings)
  expect(log.rows).toHaveLength(1)
  expect(log.skipped).toEqual([[2, 16, 'before the first #fields: the columns are unknown']])
})

test('the reading is the same however the bytes come', () => {
  const text = `${header(three)}1\tA\\x09\tx,y\r\n2\tB\t(empty)\n#close\t1\n3\tCé\t-`
  const whole = readLog(zeekTsv, text, strings, { piece: 1e6 })
  expect(whole.rows).toEqual([
    ['1', 'A\t', 'x,y'],
    ['2', 'B', ''],
    ['3', 'Cé', null],
  ])
  for (let piece = 1; piece < 60; piece++) expect(readLog(zeekTsv, text, strings, { piece }).rows).toEqual(whole.rows)
})

test('cut anywhere, the rows before the cut stand', () => {
  const bytes = new TextEncoder().encode(`${header(three)}1\tA\tx\n2\tB\tx\n`)
  const begin = header(three).length
  for (let length = 0; length <= bytes.length; length++) {
    const log = readLog(zeekTsv, bytes.subarray(0, length), strings)
    const whole = length < begin + 5 ? 0 : length < begin + 11 ? 1 : 2
    expect(log.rows.length).toBeGreaterThanOrEqual(whole)
  }
})

test('texts are interned without escapes', () => {
  const texts = new TextPool()
  readLog(zeekTsv, `${header(three)}1\ta\\x41\t-\n1\taA\t-\n`, ({ row }) => row.text(1, texts))
  expect([texts.size, texts.text(1)]).toEqual([2, 'aA'])
})

test('a line of 17 MiB is skipped and named, and the next one is read', () => {
  const long = 'x'.repeat(17 * 1024 * 1024)
  const log = readLog(zeekTsv, `${header(three)}${long}\n1\tA\tx\n`, strings, { piece: 1024 * 1024 })
  expect(log.rows).toEqual([['1', 'A', 'x']])
  expect(log.skipped).toEqual([[9, header(three).length, 'longer than 16777216 bytes']])
})
