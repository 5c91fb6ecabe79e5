import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameOfRecord } from '../tables/records.ts'
import type { RowSet } from '../tables/row-set.ts'
import { expressionTables as tables, refusals, selections } from '../testing/expression-cases.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { FieldRegistry } from './field-registry.ts'
import { checkText, neededFields, select } from './search.ts'

const names = [...tables.protocolNames, 'icmp', 'quic', 'dhcp', '_ws.malformed', 'http2']
const registry = new FieldRegistry(names)

/** Frame numbers, or the error. */
function answer(expression: string): string {
  const check = checkText(expression, registry, tables)
  if (!check.ok) return `${check.from}-${check.to} ${check.message}`
  const packets = select(expression, registry, tables)?.packets ?? null
  const frames: number[] = []
  for (let row = 0; row < tables.packets.rows; row++) if (packets === null || packets.has(row)) frames.push(row + 1)
  expect(packets === null ? frames.length : packets.count()).toBe(frames.length)
  return frames.join(' ')
}

test('there are at least 300 expressions', () => {
  expect(new Set(selections.map(([expression]) => expression)).size).toBeGreaterThanOrEqual(300)
})

test.each(selections)('%s', (expression, frames) => {
  expect(answer(expression)).toBe(frames)
})

test.each(refusals)('%s is refused', (expression, problem) => {
  expect(answer(expression)).toBe(problem)
})

test('what would be right is said with what is wrong', () => {
  const expected = (expression: string) => {
    const check = checkText(expression, registry, tables)
    return check.ok ? [] : check.expected
  }
  expect(expected('dsn')).toContain('dns')
  expect(expected('tcp.prot == 5')).toContain('tcp.port')
  expect(expected('ip.scr == 10.0.0.1')[0]).toBe('ip.src')
  expect(expected('frame.len in 5')).toEqual(['{80, 443, 8000..8100}'])
  expect(expected('(dns')).toEqual([')', 'and', 'or'])
  expect(expected('zzzzqqqq')).toEqual([])
})

test('every name leads to its field, every example is valid', () => {
  const seen = new Set<string>()
  for (const { name, aliases, example } of registry.all()) {
    for (const word of [name, ...aliases]) {
      expect(seen.has(word), word).toBe(false)
      seen.add(word)
      expect(registry.find(word)?.name).toBe(name)
    }
    expect(checkText(example, registry, tables), example).toMatchObject({ ok: true })
  }
  expect(seen.size).toBeGreaterThan(200)
})

test('patterns take linear time, and those that would make large programs are refused', () => {
  const long = tablesFromText(`
0 60 eth:ip:tcp:http 10.0.0.1:1>10.0.0.2:80
http protocol=http frame=1 method=GET host=${'a'.repeat(5000)}! uri=/
`)
  const began = performance.now()
  for (const pattern of [
    '(a+)+$',
    '^(a|a)*$',
    '(x+x+)+y',
    '(.*)(.*)(.*)(.*)(.*)=',
    'a{500}b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
  ])
    expect(select(`http.host matches "${pattern}"`, registry, long)?.packets.count()).toBe(0)
  expect(performance.now() - began).toBeLessThan(3000)
  for (const pattern of [`${'(a*'.repeat(240)}${')'.repeat(240)}`, 'a'.repeat(1001), 'a{900}b{900}'])
    expect(checkText(`http.host matches "${pattern}"`, registry, long).ok).toBe(pattern.startsWith('('))
})

test('whatever is typed of fields, operators and values, nothing is thrown and refusing is quick', () => {
  const pieces = fc.constantFrom(
    ...registry.all().map(({ name }) => name),
    ...'== != === !== < <= > >= contains matches in not ! && || xor & ( ) [ ] { } , .. len( lower( count( any all'.split(
      ' ',
    ),
    ...'1 0x2 1-5 10.0.0.1 10/8 ::1 1.2.3.4:80 :80 a* * /a+/ "x" -1h @d 2023-11-14 00:11:22 true EXISTS! NaN 1e999'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (all) => {
      const text = all.join(' ')
      const check = checkText(text, registry, tables)
      // What must be read again is not there to be selected by.
      if (check.ok && neededFields(text, registry, tables) !== null) return
      if (check.ok) expect(select(text, registry, tables)?.packets.rows ?? 11).toBe(11)
      else expect(check.from >= 0 && check.from <= check.to && check.message !== '').toBe(true)
    }),
    { numRuns: 3000 },
  )
  const conditions = Array.from({ length: 1000 }, (_, i) => `tcp.port == ${i}`).join(' || ')
  expect(select(conditions, registry, tables)?.packets.count()).toBe(7)
})

test('a community id selects its session (vector of the specification)', () => {
  const flow = tablesFromText(`
0 60 eth:ip:tcp 128.232.110.120:34855>66.35.250.204:80
1 60 eth:ip:tcp 66.35.250.204:80>128.232.110.120:34855
2 60 eth:ip:tcp 128.232.110.120:34856>66.35.250.204:80
`)
  const selected = select('communityId == "1:LQU9qZlK+B5F3KDmev6m5PMibrg="', registry, flow)?.packets
  expect([0, 1, 2].filter((row) => selected?.has(row))).toEqual([0, 1])
})

test('records of logs are selected beside packets, by what their sessions have and what they are themselves', () => {
  const mixed = tablesFromText(`
0 60 eth:ip:tcp 10.0.0.1:4000>10.0.0.2:80 service=http
1 60 eth:ip:tcp 10.0.0.3:4001>10.0.0.2:443 service=tls
2 60 eth:ip:tcp 10.0.0.2:80>10.0.0.1:4000
`)
  const { records, http, sessions } = mixed
  for (let row = 0; row < 40; row++) {
    records.session[records.addRow()] = row === 37 ? 2 : 1
    records.time[row] = row * 1e9
  }
  // The fourth record is a request; the session begins with the first one.
  http.frame[http.addRow()] = frameOfRecord(3)
  http.session[0] = 1
  http.uri[0] = mixed.texts.internText('/login')
  sessions.firstFrame[1] = frameOfRecord(0)
  const rowsOf = (expression: string) => {
    const selected = select(expression, registry, mixed)
    const rows = (set: RowSet | undefined) =>
      Array.from({ length: set?.rows ?? 0 }, (_, row) => row).filter((row) => set?.has(row))
    return { packets: rows(selected?.packets), records: rows(selected?.records) }
  }
  expect(rowsOf('service == tls')).toEqual({ packets: [1], records: [37] })
  expect(rowsOf('http.request.uri == /login')).toEqual({ packets: [], records: [0, 3] })
  expect(rowsOf('uri == /login').packets).toEqual([0, 2])
  expect(rowsOf('uri == /login').records).toHaveLength(39)
  expect(rowsOf('not service == http')).toEqual({ packets: [1], records: [37] })
  expect(rowsOf('frame.number == 2')).toEqual({ packets: [1], records: [] })
})
