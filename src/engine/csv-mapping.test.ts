import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import type { CsvMapping } from './formats/csv-mapping.ts'

const table = [
  'Zeit;Quelle (IP);Ziel (IP);Quell-Port;Ziel-Port;Dienst;Dauer ms;Pakete;"Volumen; gesendet";Volumen empfangen',
  '21.11.2026 10:00:00,250;10.0.0.1;192.0.2.1;40001;443;TLS;1500;7;1200;34000',
  '21.11.2026 22:30:59;10.0.0.2;"2001:db8::1";40002;53;dns;20;2;80;160',
]
const header = [
  'Zeit',
  'Quelle (IP)',
  'Ziel (IP)',
  'Quell-Port',
  'Ziel-Port',
  'Dienst',
  'Dauer ms',
  'Pakete',
  'Volumen; gesendet',
  'Volumen empfangen',
]
const mapping: CsvMapping = {
  header,
  columns: {
    ts: 'Zeit',
    duration: 'Dauer ms',
    'id.orig_h': 'Quelle (IP)',
    'id.orig_p': 'Quell-Port',
    'id.resp_h': 'Ziel (IP)',
    'id.resp_p': 'Ziel-Port',
    service: 'Dienst',
    orig_pkts: 'Pakete',
    orig_ip_bytes: 'Volumen; gesendet',
    resp_ip_bytes: 'Volumen empfangen',
  },
  time: 'day-first',
  duration: 'milliseconds',
}

const file = (lines: readonly string[], name = 'flows.csv') => new File([`\ufeff${lines.join('\r\n')}\r\n`], name)

async function opened(mappings: readonly CsvMapping[], ...files: File[]): Promise<Engine> {
  const engine = new Engine()
  engine.mapColumns(mappings)
  await engine.open(files)
  await engine.whenRead()
  return engine
}

const flows = (engine: Engine) =>
  engine
    .sessions({ order: 'src:asc' })
    .rows.map(({ start, duration, src, srcport, dst, dstport, service, orig_pkts, orig_ip_bytes, resp_ip_bytes }) =>
      [
        start,
        duration,
        `${src}:${srcport}`,
        `${dst}:${dstport}`,
        service,
        orig_pkts,
        orig_ip_bytes,
        resp_ip_bytes,
      ].join(' '),
    )

test('columns with any names are the session that a person says they are', async () => {
  const at = Date.UTC(2026, 10, 21, 10) / 1000
  const engine = await opened([mapping], file(table))
  expect(engine.logs()).toMatchObject([{ path: 'conn', rows: 2, skipped_rows: 0, bad_value_count: 0 }])
  expect(flows(engine)).toEqual([
    `${at}.250000000 1.5 10.0.0.1:40001 192.0.2.1:443 tls 7 1200 34000`,
    `${at + 12.5 * 3600 + 59}.000000000 0.02 10.0.0.2:40002 2001:db8::1:53 dns 2 80 160`,
  ])
})

test('times are times in the table as it is, too', async () => {
  const engine = await opened([mapping], file(table))
  const { values } = (await engine.logRows({ log: 0 })).rows[0]
  expect([values[0], values[6]]).toEqual([`${Date.UTC(2026, 10, 21, 10) / 1000}.250000000`, 1.5])
})

test('without a mapping the table is shown as it is, and its columns are guessed', async () => {
  const engine = await opened([], file(table))
  expect(engine.logs()).toMatchObject([{ path: 'flows.csv', rows: 2 }])
  expect(engine.status().sessions).toBe(0)
  const sample = await engine.csvSample({ log: 0 })
  expect(sample).toMatchObject({ header, mapping: null, problems: [] })
  expect(sample.rows[1].slice(0, 3)).toEqual(['21.11.2026 22:30:59', '10.0.0.2', '2001:db8::1'])
  expect(sample.guess).toEqual(mapping)
})

test('a mapping that does not fit the values says where', async () => {
  const engine = await opened([], file(table))
  const wrong: CsvMapping = {
    ...mapping,
    columns: { ...mapping.columns, 'id.orig_h': 'Dienst', orig_pkts: 'Ziel (IP)' },
    time: 'month-first',
  }
  const { problems, problemCount } = await engine.csvSample({ log: 0, mapping: wrong })
  // Of two rows: a time, a service as an address, an address as a count.
  expect(problemCount).toBe(6)
  expect(problems).toContain('line 2: Zeit is no time: "21.11.2026 10:00:00,250"')
  expect(problems).toContain('line 2: Dienst is no address: "TLS"')
})

test('flows without a time are sessions, which no timeline has', async () => {
  const lines = ['client|peer|volume|app', '10.0.0.1|10.0.0.2|5|DNS', '10.0.0.3|10.0.0.4|6|']
  const columns = { 'id.orig_h': 'client', 'id.resp_h': 'peer', orig_bytes: 'volume', service: 'app' }
  const timeless: CsvMapping = {
    header: ['client', 'peer', 'volume', 'app'],
    columns,
    time: 'iso',
    duration: 'seconds',
  }
  const engine = await opened([timeless], file(lines))
  expect(
    engine.sessions().rows.map(({ src, dst, start, orig_bytes, service }) => [src, dst, start, orig_bytes, service]),
  ).toEqual([
    ['10.0.0.1', '10.0.0.2', null, 5, 'dns'],
    ['10.0.0.3', '10.0.0.4', null, 6, null],
  ])
  expect(engine.status()).toMatchObject({ first_epoch: null, duration: 0, warnings: [] })
  const both = await opened([mapping, timeless], file(lines, 'a.csv'), file(table))
  expect(both.status()).toMatchObject({ sessions: 4, duration: 12.5 * 3600 + 59 + 0.02 - 0.25 })
})

test('a mapping without two addresses, or of columns that are not there, is none', async () => {
  const { 'id.resp_h': _, ...rest } = mapping.columns
  for (const columns of [rest, { ...mapping.columns, proto: 'Protokoll' }, { ...rest, 'id.resp_h': 'Quelle (IP)' }]) {
    const engine = await opened([{ ...mapping, columns }], file(table))
    expect(engine.logs()).toMatchObject([{ path: 'flows.csv' }])
  }
})

test('the end of a flow tells how long it lasted; a clock does, too', async () => {
  const lines = ['began,ended,a,b,took', '1700000000000,1700000002500,10.0.0.1,10.0.0.2,0:01:02.5']
  const one: CsvMapping = {
    header: ['began', 'ended', 'a', 'b', 'took'],
    columns: { ts: 'began', duration: 'ended', 'id.orig_h': 'a', 'id.resp_h': 'b' },
    time: 'milliseconds',
    duration: 'end',
  }
  expect((await opened([one], file(lines))).sessions().rows).toMatchObject([
    { start: '1700000000.000000000', duration: 2.5 },
  ])
  const clock: CsvMapping = { ...one, columns: { ...one.columns, duration: 'took' }, duration: 'clock' }
  expect((await opened([clock], file(lines))).sessions().rows).toMatchObject([{ duration: 62.5 }])
})
