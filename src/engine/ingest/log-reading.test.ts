import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CaptureTables } from '../tables/capture-tables.ts'
import type { LogConsumer } from './log-reading.ts'
import { Reading } from './reading.ts'

const header = '#separator \\x09\n#path\tdns\n#fields\tts\tquery\n#types\ttime\tstring\n'

async function readLogs(files: readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>])[]) {
  const tables = new CaptureTables()
  const queries: (string | null)[] = []
  const asked: [path: string, columns: readonly string[]][] = []
  const onLog: LogConsumer = (columns) => {
    asked.push([columns.path, columns.names])
    const query = columns.columnOf('query')
    return (row) => queries.push(row.string(query))
  }
  const opened = files.map(([name, content]) => new File([content], name))
  const reading = new Reading(opened, tables, { onPacket: () => {}, onLog, sliceLength: 4096 })
  await reading.run()
  return { tables, queries, asked, reading }
}

const rows = (count: number) => Array.from({ length: count }, (_, i) => `${i}.5\thost${i}.example\n`).join('')

test('a log of many slices is read whole, in order, and counted', async () => {
  const { tables, queries, asked, reading } = await readLogs([['dns.log', header + rows(20_000)]])
  expect(queries).toEqual(Array.from({ length: 20_000 }, (_, i) => `host${i}.example`))
  expect(asked).toEqual([['dns', ['ts', 'query']]])
  expect(tables.logs).toEqual([
    {
      file: 'dns.log',
      fileNumber: 0,
      format: 'zeek-tsv',
      path: 'dns',
      rows: 20_000,
      skipped: [],
      skippedRows: 0,
      badValues: [],
      badCount: 0,
      fields: [
        { name: 'ts', type: 'time' },
        { name: 'query', type: 'string' },
      ],
    },
  ])
  expect([reading.rows, reading.files[0].format]).toEqual([20_000, 'zeek-tsv'])
})

test('a gzip file that is cut gives the rows before the cut, and says so', async () => {
  const packed = gzipSync(header + rows(50_000))
  const { tables, queries } = await readLogs([['dns.log.gz', packed.subarray(0, packed.length >> 1)]])
  expect(queries.length).toBeGreaterThan(10_000)
  expect(queries).toEqual(Array.from({ length: queries.length }, (_, i) => `host${i}.example`))
  expect(tables.warnings).toMatchObject([{ file: 'dns.log.gz', fatal: true }])
  expect(tables.warnings[0].message).toContain('gzip data is damaged or cut short')
})

test('one file may hold several logs; a header that is said again is the same log', async () => {
  const twice = `${header}1\ta\n#close\n${header}2\tb\n`
  const mixed = '{"_path":"dns","query":"c"}\n{"_path":"http","host":"x"}\n{"_path":"dns","query":"d"}\n'
  const { tables, queries } = await readLogs([
    ['twice.log', twice],
    ['mixed.json', mixed],
  ])
  expect(queries).toEqual(['a', 'b', 'c', null, 'd'])
  expect(
    tables.logs.map(({ file, path, rows: count, fields }) => [file, path, count, fields.map(({ name }) => name)]),
  ).toEqual([
    ['twice.log', 'dns', 2, ['ts', 'query']],
    ['mixed.json', 'dns', 2, ['_path', 'query']],
    ['mixed.json', 'http', 1, ['_path', 'host']],
  ])
})

test('a log without rows is still a log', async () => {
  const { tables } = await readLogs([['http.log', `${header}#close\t2014\n`]])
  expect(tables.logs).toMatchObject([{ path: 'dns', rows: 0, fields: [{ name: 'ts' }, { name: 'query' }] }])
  expect(tables.warnings).toEqual([])
})

test('what is no log is refused by content and named with the reason', async () => {
  const { tables, queries } = await readLogs([
    ['conn-summary.00:00:00-01:00:00.log', '>== Total === 2024-04-21 - 2024-04-22\n   - Connections 3.2k\n'],
    ['conn.log', '1517336042.279652\tCVvreZ2AGtqjnP3nnl\t192.168.88.2\t55638\n'],
    ['notes.log', 'Lorem ipsum dolor sit amet'],
    ['dns.log', `${header}1\ta\n`],
  ])
  expect(queries).toEqual(['a'])
  expect(tables.logs.map(({ file, format, path }) => [file, format, path])).toEqual([
    ['conn-summary.00:00:00-01:00:00.log', 'not a log', null],
    ['conn.log', 'not a log', null],
    ['notes.log', 'not a log', null],
    ['dns.log', 'zeek-tsv', 'dns'],
  ])
  expect(tables.logs[1].skipped[0].why).toContain('rows without the #fields line that names their columns')
  expect(tables.warnings.map(({ file, fatal }) => [file, fatal])).toEqual([
    ['conn-summary.00:00:00-01:00:00.log', true],
    ['conn.log', true],
    ['notes.log', true],
  ])
})

test('what is wrong in a log is kept with its line and counted', async () => {
  const broken = Array.from({ length: 500 }, (_, i) => `{"query":${i}\n`).join('')
  const { tables } = await readLogs([['dns.json', `{"query":"a"}\n${broken}`]])
  const [log] = tables.logs
  expect([log.rows, log.skippedRows, log.skipped.length]).toEqual([1, 500, 200])
  expect(log.skipped[0]).toEqual({ line: 2, offset: 14, why: 'the line ends at byte 10 of the line' })
})
