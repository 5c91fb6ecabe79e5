import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { zipFile } from './testing/archives.ts'
import { zeekLog } from './testing/zeek-log.ts'

const conn = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tradar',
  '#fields\tts\tuid\tid.orig_h\tn\tlast\tup\ttags\todd',
  '#types\ttime\tstring\taddr\tcount\tinterval\tbool\tset[string]\tint64',
  '1379288650.690013\tCb\t10.0.0.9\t20\t1.5\tT\ta,b\t7',
  '1379288651.5\tCa\t10.0.0.10\t3\t-\tF\t(empty)\t-',
  '1379288640\tCc\t-\t-\t0.25\t-\t-\tx',
  '',
].join('\n')

async function engineWith(...files: File[]): Promise<Engine> {
  const engine = new Engine()
  await engine.open(files)
  await engine.whenRead()
  return engine
}

test('a log that no table knows is shown under its own columns', async () => {
  const engine = await engineWith(new File(['just a note\n'], 'notes.txt'), new File([conn], 'radar.log'))
  const logs = engine.logs()
  expect(logs.map(({ name, path, rows }) => [name, path, rows])).toEqual([
    ['notes.txt', null, 0],
    ['radar.log', 'radar', 3],
  ])
  const [, radar] = logs
  const page = await engine.logRows({ log: radar.log })
  expect(page).toEqual({
    total: 3,
    start: 0,
    isNarrowed: false,
    missing: 0,
    rows: [
      { values: ['1379288650.690013000', 'Cb', '10.0.0.9', 20, 1.5, true, 'a,b', '7'] },
      { values: ['1379288651.500000000', 'Ca', '10.0.0.10', 3, null, false, '', null] },
      { values: ['1379288640.000000000', 'Cc', null, null, 0.25, null, null, 'x'] },
    ],
  })
})

test.each([
  ['0:asc', ['Cc', 'Cb', 'Ca']],
  ['1:desc', ['Cc', 'Cb', 'Ca']],
  // as addresses, not as texts
  ['2:asc', ['Cb', 'Ca', 'Cc']],
  ['3:asc', ['Ca', 'Cb', 'Cc']],
  ['4:desc', ['Cb', 'Cc', 'Ca']],
  ['5:asc', ['Ca', 'Cb', 'Cc']],
  ['9:asc', ['Cb', 'Ca', 'Cc']],
])('in the order %s', async (order, uids) => {
  const engine = await engineWith(new File([conn], 'radar.log'))
  const { rows } = await engine.logRows({ log: engine.logs()[0].log, order })
  expect(rows.map(({ values }) => values[1])).toEqual(uids)
})

test('windows, and one kind of a file that mixes them, from inside an archive', async () => {
  const mixed = Array.from({ length: 3000 }, (_, i) => `{"_path":"${i % 2 === 0 ? 'even' : 'odd'}","n":${i}}\n`).join(
    '',
  )
  const zip = zipFile([{ name: 'logs/mixed.json', bytes: new TextEncoder().encode(mixed) }])
  const engine = await engineWith(new File([zip], 'a.zip'))
  const odd = engine.logs().find(({ path }) => path === 'odd')
  expect([odd?.name, odd?.rows, odd?.fields]).toEqual([
    'a.zip/logs/mixed.json',
    1500,
    [
      { name: '_path', type: 'string' },
      { name: 'n', type: 'count' },
    ],
  ])
  const page = await engine.logRows({ log: odd?.log ?? -1, start: 1000, length: 2, order: '1:desc' })
  expect(page).toMatchObject({ total: 1500, start: 1000, rows: [{ values: ['odd', 999] }, { values: ['odd', 997] }] })
})

test('asking for what is no log says so', async () => {
  const engine = await engineWith(new File(['just a note\n'], 'notes.txt'))
  await expect(engine.logRows({ log: 0 })).rejects.toThrow('there is no log 0')
  await expect(engine.logRows({ log: 7 })).rejects.toThrow('there is no log 7')
})

test('the rows of a log are those of the selection, where records and rows are known to be the same', async () => {
  const fields = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p name'
  const weird = zeekLog(
    'weird',
    fields,
    '1700000001.0 C1 10.0.0.1 1 10.0.0.2 2 b',
    '1700000002.0 C2 10.0.0.1 1 10.0.0.2 2 a',
    '1700000003.0 C4 10.0.0.1 1 10.0.0.2 2 a',
  )
  // A row without a time is no session: of this log it cannot be said which record is which row.
  const conn = zeekLog(
    'conn',
    'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto',
    '1700000001.0 C1 10.0.0.1 1 10.0.0.2 2 tcp',
    '- C3 10.0.0.1 1 10.0.0.2 2 tcp',
  )
  const stats = zeekLog('stats', 'ts peer', '1700000001.0 zeek')
  const engine = new Engine()
  await engine.open([conn, stats, weird])
  await engine.whenRead()
  const of = async (path: string, query: object) => {
    const log = engine.logs().find((one) => one.path === path)?.log ?? -1
    const { total, isNarrowed, rows } = await engine.logRows({ log, ...query })
    return [total, isNarrowed, rows.map(({ values }) => values.at(-1)).join(' ')]
  }
  expect(await of('weird', {})).toEqual([3, false, 'b a a'])
  expect(await of('weird', { expression: 'weird.name == "a"' })).toEqual([2, true, 'a a'])
  expect(await of('weird', { expression: 'weird.name == "a"', order: '0:desc' })).toEqual([2, true, 'a a'])
  expect(await of('weird', { timeRange: { from: 1700000001, to: 1700000002 }, order: '6' })).toEqual([2, true, 'a b'])
  expect(await of('conn', { expression: 'uid == C1' })).toEqual([2, false, 'tcp tcp'])
  expect(await of('stats', { expression: 'uid == C1' })).toEqual([1, false, 'zeek'])
})
