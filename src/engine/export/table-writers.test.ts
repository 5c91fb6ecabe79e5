import { type Table, tableFromIPC, TimeUnit } from '@uwdata/flechette'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { ArrowWriter } from './arrow.ts'
import { ChunkedOutput } from './chunked-output.ts'
import { CsvWriter } from './csv.ts'
import { JsonWriter } from './json.ts'
import { ParquetTableWriter } from './parquet.ts'
import { type ExportTable, isoTime, plainNumber, type TableWriter } from './table-columns.ts'
import { ZeekWriter } from './zeek-tsv.ts'

/** A row of values in every type, one of nothing, one of what formats trip over. */
const table: ExportTable = {
  name: 'test',
  precision: 9,
  rows: 3,
  columns: [
    { name: 'ts', type: 'time', value: (row) => ['1700000000.123456789', null, '0.000000001'][row] },
    { name: 'id.orig_h', type: 'addr', value: (row) => ['192.0.2.1', null, '2001:db8::1'][row] },
    { name: 'id.orig_p', type: 'port', value: (row) => [443, null, 65535][row] },
    { name: 'duration', type: 'interval', value: (row) => [1.5, null, 0.000001][row] },
    { name: 'orig_bytes', type: 'count', value: (row) => [2 ** 40, null, 0][row] },
    { name: 'local', type: 'bool', value: (row) => [true, null, false][row] },
    { name: 'service', type: 'string', value: (row) => ['http', null, '=1+"2",\t\\x41'][row] },
    { name: 'answers', type: 'vector[string]', value: (row) => [['a', 'b,c'], null, []][row] },
    { name: 'TTLs', type: 'vector[interval]', value: (row) => [[60, 0.5], null, []][row] },
  ],
}

function written(
  make: (write: (chunk: Uint8Array) => void) => TableWriter,
  pieces = [0, 1, 3],
): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = []
  const writer = make((chunk) => chunks.push(chunk.slice()))
  for (let i = 1; i < pieces.length; i++) writer.write(pieces[i - 1], pieces[i])
  writer.finish()
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

const text = (make: (output: ChunkedOutput) => TableWriter) =>
  new TextDecoder().decode(written((write) => make(new ChunkedOutput(write))))

test('CSV: RFC 4180, ISO times, no formula', () => {
  expect(text((output) => new CsvWriter(output, table)).split('\r\n')).toEqual([
    'ts,id.orig_h,id.orig_p,duration,orig_bytes,local,service,answers,TTLs',
    '2023-11-14T22:13:20.123456789Z,192.0.2.1,443,1.5,1099511627776,true,http,"a,b,c","60,0.5"',
    ',,,,,,,,',
    '1970-01-01T00:00:00.000000001Z,2001:db8::1,65535,0.000001,0,false,"\'=1+""2"",\t\\x41",,',
    '',
  ])
})

test('JSON: the same rows as lines and as an array', () => {
  const lines = text((output) => new JsonWriter(output, table, false))
  const rows = [
    {
      ts: '2023-11-14T22:13:20.123456789Z',
      'id.orig_h': '192.0.2.1',
      'id.orig_p': 443,
      duration: 1.5,
      orig_bytes: 1099511627776,
      local: true,
      service: 'http',
      answers: ['a', 'b,c'],
      TTLs: [60, 0.5],
    },
    {},
    {
      ts: '1970-01-01T00:00:00.000000001Z',
      'id.orig_h': '2001:db8::1',
      'id.orig_p': 65535,
      duration: 0.000001,
      orig_bytes: 0,
      local: false,
      service: '=1+"2",\t\\x41',
      answers: [],
      TTLs: [],
    },
  ]
  expect(
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(rows)
  expect(JSON.parse(text((output) => new JsonWriter(output, table, true)))).toEqual(rows)
})

test("Zeek: header, unset, empty and escapes as Zeek's ASCII writer has them", () => {
  expect(text((output) => new ZeekWriter(output, table, '2026-11-21-04-59-35')).split('\n')).toEqual([
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#path\ttest',
    '#open\t2026-11-21-04-59-35',
    '#fields\tts\tid.orig_h\tid.orig_p\tduration\torig_bytes\tlocal\tservice\tanswers\tTTLs',
    '#types\ttime\taddr\tport\tinterval\tcount\tbool\tstring\tvector[string]\tvector[interval]',
    '1700000000.123456789\t192.0.2.1\t443\t1.500000000\t1099511627776\tT\thttp\ta,b\\x2cc\t60.000000,0.500000',
    '-\t-\t-\t-\t-\t-\t-\t-\t-',
    '0.000000001\t2001:db8::1\t65535\t0.000001000\t0\tF\t=1+"2",\\x09\\x5cx41\t(empty)\t(empty)',
    '#close\t2026-11-21-04-59-35',
    '',
  ])
})

test.each([
  ['-', '\\x2d'],
  ['(empty)', '\\x28empty)'],
  ['', '(empty)'],
  ['#close', '\\x23close'],
  ['-a', '-a'],
  ['é', 'é'],
])('Zeek: the text %j is written %s', (value, expected) => {
  const one: ExportTable = {
    name: 'one',
    precision: 6,
    rows: 1,
    columns: [{ name: 'v', type: 'string', value: () => value }],
  }
  const bytes = written((write) => new ZeekWriter(new ChunkedOutput(write), one, ''), [0, 1])
  expect(new TextDecoder().decode(bytes).split('\n').at(-3)).toBe(expected)
})

test('Parquet: types, nulls and lists come back, in a row group a piece', async () => {
  const bytes = written((write) => new ParquetTableWriter(write, table)).buffer
  const metadata = parquetMetadata(bytes)
  expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([1, 2])
  const ts = metadata.schema.find(({ name }) => name === 'ts')
  expect(ts).toMatchObject({ type: 'INT64', logical_type: { type: 'TIMESTAMP', unit: 'NANOS', isAdjustedToUTC: true } })
  const rows = await parquetReadObjects({
    file: bytes,
    parsers: {
      timestampFromMilliseconds: String,
      timestampFromMicroseconds: String,
      timestampFromNanoseconds: String,
      dateFromDays: String,
      stringFromBytes: (value: Uint8Array) => new TextDecoder().decode(value),
      geometryFromBytes: String,
      geographyFromBytes: String,
    },
  })
  expect(rows).toEqual([
    {
      ts: '1700000000123456789',
      'id.orig_h': '192.0.2.1',
      'id.orig_p': 443,
      duration: 1.5,
      orig_bytes: 1099511627776n,
      local: true,
      service: 'http',
      answers: ['a', 'b,c'],
      TTLs: [60, 0.5],
    },
    Object.fromEntries(table.columns.map(({ name, type }) => [name, type.startsWith('vector') ? undefined : null])),
    {
      ts: '1',
      'id.orig_h': '2001:db8::1',
      'id.orig_p': 65535,
      duration: 0.000001,
      orig_bytes: 0n,
      local: false,
      service: '=1+"2",\t\\x41',
      answers: [],
      TTLs: [],
    },
  ])
})

test('Arrow: types, nulls and lists come back', () => {
  const back: Table = tableFromIPC(
    written((write) => new ArrowWriter(write, table)),
    { useBigInt: true },
  )
  expect(back.numRows).toBe(3)
  const column = (name: string) => back.getChild(name).toArray()
  // Where it is read as a number, nanoseconds are lost; the buffer has them.
  expect([...(back.getChild('ts').data[0].values as BigInt64Array)]).toEqual([1700000000123456789n, 0n, 1n])
  expect(back.schema.fields[0].type).toMatchObject({ unit: TimeUnit.NANOSECOND, timezone: 'UTC' })
  expect(Array.from(column('orig_bytes'))).toEqual([1099511627776n, null, 0n])
  expect(Array.from(column('id.orig_p'))).toEqual([443, null, 65535])
  expect(Array.from(column('local'))).toEqual([true, null, false])
  expect(Array.from(column('service'))).toEqual(['http', null, '=1+"2",\t\\x41'])
  const lists = Array.from(column('answers'), (list) => (list === null ? null : Array.from(list as Iterable<string>)))
  expect(lists).toEqual([['a', 'b,c'], null, []])
})

test.each([
  ['1700000000.999999999', 6, '2023-11-14T22:13:20.999999Z'],
  ['-0.500000000', 6, '1969-12-31T23:59:59.500000Z'],
  ['-2.000000000', 9, '1969-12-31T23:59:58.000000000Z'],
] as const)('%s is the time %s', (seconds, precision, iso) => {
  expect(isoTime(seconds, precision)).toBe(iso)
})

test.each([
  [1e21, '1000000000000000000000'],
  [1e-7, '0.0000001'],
  [-3, '-3'],
  [0.1, '0.1'],
])('%s is written %s', (number, plain) => {
  expect(plainNumber(number)).toBe(plain)
})
