import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Engine } from './engine.ts'
import type { Conversation } from './analysis/conversations.ts'
import type { TableExport } from './engine-api.ts'
import { isoTime } from './export/table-columns.ts'
import { tableNames } from './table-exports.ts'

const sample = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../../public/samples/${name}`, import.meta.url))))
const statement = (name: string) =>
  readFileSync(fileURLToPath(new URL(`./export/sql/${name}.sql`, import.meta.url)), 'utf8')

type Row = Record<string, unknown>

let duckdb: DuckDBConnection
const folder = mkdtempSync(join(tmpdir(), 'capscope-sql-'))
beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:')
  duckdb = await instance.connect()
  await duckdb.run(`SET file_search_path = '${folder}'`)
})
afterAll(() => {
  duckdb.closeSync()
  rmSync(folder, { recursive: true })
})

async function opened(...files: File[]): Promise<Engine> {
  const engine = new Engine()
  await engine.open(files)
  await engine.whenRead()
  return engine
}

async function exported(engine: Engine, table: TableExport['table'], format: TableExport['format']): Promise<Buffer> {
  const { blob } = await engine.exportTable({ table, format })
  return Buffer.from(await blob.arrayBuffer())
}

/** Rows of the last statement of a text; whole numbers as numbers. */
async function rowsOf(sql: string): Promise<Row[]> {
  const found = await duckdb.runAndReadAll(sql)
  return found.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)])))
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return Array.isArray(value) ? value.map(plain) : value
}

/** Writes the tables for the views of DuckDB and makes these. */
async function exportForSql(engine: Engine): Promise<void> {
  for (const table of ['conn', 'dns'] as const)
    writeFileSync(join(folder, `${table}.parquet`), await exported(engine, table, 'parquet'))
  await duckdb.run(statement('views-duckdb'))
}

const byKey = (...names: string[]) => {
  const key = (row: object) => names.map((name) => String(Reflect.get(row, name))).join(' ')
  return (x: object, y: object) => (key(x) < key(y) ? -1 : 1)
}

/** Sessions of a day that come back: every 300 s with and without jitter, in pairs, seldom, from IPv6, and unset counts. */
function connLog(): string {
  const fields = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes'
  const more = 'conn_state orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes'
  const rows: (readonly [seconds: number, text: string])[] = []
  const add = (seconds: number, orig: string, resp: string, rest: string) => {
    const text = `${seconds.toFixed(6)}\tC${String(rows.length).padStart(6, '0')}\t${orig}\t40000\t${resp}\t443\ttcp\tssl\t${rest}`
    rows.push([seconds, text])
  }
  const start = 1_700_000_000
  for (let i = 0; i < 200; i++) {
    add(start + i * 300, '10.0.0.1', '192.0.2.1', '1.5\t100\t2000\tSF\t5\t360\t6\t2312')
    const jitter = ((i * 7919) % 97) - 48
    add(
      start + 7.25 + i * 250 + jitter,
      '10.0.0.2',
      '192.0.2.2',
      `0.25\t${i % 9}\t${i * 3}\tSF\t4\t${200 + (i % 9)}\t3\t${i}`,
    )
    if (i % 40 === 0) add(start + i * 300.5, '2001:db8::1', '2001:db8::2', '-\t-\t-\tS0\t1\t60\t0\t0')
    if (i % 20 < 2) add(start + i * 17, '192.0.2.1', '10.0.0.1', '2\t10\t-\tOTH\t-\t-\t-\t-')
    if (i < 3) add(start + i * 999, '10.0.0.3', '192.0.2.1', '0.5\t1\t1\tSF\t2\t90\t2\t90')
  }
  const lines = rows.sort(([x], [y]) => x - y).map(([, text]) => text)
  return `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${`${fields} ${more}`.replaceAll(' ', '\t')}\n${lines.join('\n')}\n`
}

/** The sessions and lookups of a sample, as logs: what its packets say and a log does not is left behind. */
async function logsOf(name: string): Promise<Engine> {
  const capture = await opened(new File([sample(name)], name))
  const log = async (table: 'conn' | 'dns') =>
    new File([new Uint8Array(await exported(capture, table, 'zeek'))], `${table}.log`)
  return opened(await log('conn'), await log('dns'))
}

describe.each([
  ['a log of beacons', () => opened(new File([connLog()], 'conn.log'))],
  ['logs of intrusion.pcap', () => logsOf('intrusion.pcap')],
  ['logs of office.pcapng', () => logsOf('office.pcapng')],
] as const)('%s', (_, open) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
    await exportForSql(engine)
  })

  test('endpoints.sql gives the endpoints of IPv4 and IPv6', async () => {
    const shown = (['ip', 'ipv6'] as const).flatMap((protocol) => engine.endpoints({ protocol }))
    expect(shown.length).toBeGreaterThan(5)
    expect((await rowsOf(statement('endpoints'))).sort(byKey('host'))).toEqual(shown.sort(byKey('host')))
  })

  test('conversations.sql gives the conversations of IPv4 and IPv6', async () => {
    const shown: Conversation[] = (['ip', 'ipv6'] as const).flatMap((protocol) => engine.conversations({ protocol }))
    const found = await rowsOf(statement('conversations'))
    const earliest = Math.min(...found.map(({ first }) => Number(first)))
    const close = found.map(({ first, last, sessions, ...row }) => {
      expect(sessions).toBeGreaterThan(0)
      return {
        ...row,
        start: expect.closeTo(Number(first) - earliest, 5),
        duration: expect.closeTo(Number(last) - Number(first), 5),
      }
    })
    expect(shown.sort(byKey('a', 'b'))).toEqual(close.sort(byKey('a', 'b')))
  })

  test('dns-audit.sql sums the lookups', async () => {
    const sums = new Map<string, Row>()
    for (const { full_query, query_type, client, server, rcode, answers } of engine.dnsLookups()) {
      const key = `${full_query} ${query_type}`
      const sum = sums.get(key) ?? {
        query: full_query,
        qtype_name: query_type,
        lookups: 0,
        clients: new Set(),
        servers: new Set(),
        unanswered: 0,
        noerror: 0,
        nxdomain: 0,
        other_errors: 0,
        answers: 0,
      }
      sums.set(key, sum)
      sum.lookups = Number(sum.lookups) + 1
      if (sum.clients instanceof Set) sum.clients.add(client)
      if (sum.servers instanceof Set) sum.servers.add(server)
      const outcome =
        rcode === null ? 'unanswered' : rcode === 0 ? 'noerror' : rcode === 3 ? 'nxdomain' : 'other_errors'
      sum[outcome] = Number(sum[outcome]) + 1
      sum.answers = Number(sum.answers) + answers.length
    }
    const shown = [...sums.values()].map((sum) => ({
      ...sum,
      clients: sum.clients instanceof Set ? sum.clients.size : 0,
      servers: sum.servers instanceof Set ? sum.servers.size : 0,
    }))
    const found = (await rowsOf(statement('dns-audit'))).map((row) =>
      without(row, 'distinct_answers', 'first', 'last', 'mean_rtt', 'longest_rtt'),
    )
    expect(found.sort(byKey('query', 'qtype_name'))).toEqual(shown.sort(byKey('query', 'qtype_name')))
  })

  test('beacons.sql gives the timing of the beacons between addresses', async () => {
    const shown = engine
      .beacons({ filter: 'none' })
      .filter(({ kind, timestamp_score, data_size_score }) => kind === 'ip' && timestamp_score + data_size_score > 0)
    const found = await rowsOf(statement('beacons'))
    expect(found.length).toBeGreaterThan(2)
    const pairs = shown.map(({ src, dst, ...beacon }) => ({
      src,
      dst,
      connections: beacon.connections,
      timestamp_score: beacon.timestamp_score,
      data_size_score: beacon.data_size_score,
      interval_mean: beacon.interval_mean,
      interval_median: beacon.interval_median,
      interval_sd: beacon.interval_sd,
    }))
    const close = found.map((row) => ({
      ...without(row, 'first', 'last'),
      interval_mean: expect.closeTo(Number(row.interval_mean), 5),
      interval_median: expect.closeTo(Number(row.interval_median), 5),
      interval_sd: expect.closeTo(Number(row.interval_sd), 5),
    }))
    expect(pairs.sort(byKey('src', 'dst'))).toEqual(close.sort(byKey('src', 'dst')))
  })
})

test('DuckDB reads from every table’s Parquet what NDJSON says', async () => {
  const engine = await opened(...['intrusion.pcap', 'office.pcapng'].map((name) => new File([sample(name)], name)))
  const filled: string[] = []
  for (const table of tableNames) {
    const lines = (await exported(engine, table, 'ndjson')).toString().split('\n')
    const wanted = lines.filter((line) => line !== '').map((line): Row => JSON.parse(line))
    if (wanted.length === 0) continue
    filled.push(table)
    writeFileSync(join(folder, `${table}.parquet`), await exported(engine, table, 'parquet'))
    const types = await rowsOf(`DESCRIBE SELECT * FROM read_parquet('${table}.parquet')`)
    const times = types.filter(({ column_type }) => String(column_type).startsWith('TIMESTAMP'))
    const texts = times.map(({ column_name }) => `epoch_us("${String(column_name)}") AS "${String(column_name)}"`)
    const replaced = times.length === 0 ? '' : `REPLACE (${texts.join(', ')})`
    const found = await rowsOf(`SELECT * ${replaced} FROM read_parquet('${table}.parquet')`)
    // DuckDB keeps microseconds of a time with a zone.
    for (const { column_name } of times) {
      const name = String(column_name)
      for (const row of found) row[name] = timeText(row[name])
      for (const row of wanted) if (typeof row[name] === 'string') row[name] = `${row[name].slice(0, 26)}Z`
    }
    // NDJSON leaves out what is unset.
    expect(found.map(told)).toEqual(wanted)
  }
  expect(filled).toEqual(expect.arrayContaining(['conn', 'dns', 'http', 'ssl', 'x509']))
})

function without(row: Row, ...names: string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
}

function told(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

/** Of microseconds since 1970. */
function timeText(microseconds: unknown): string | null {
  if (typeof microseconds !== 'number') return null
  const text = String(microseconds)
  return isoTime(`${text.slice(0, -6)}.${text.slice(-6)}000`, 6)
}
