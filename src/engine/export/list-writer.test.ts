import { expect, test } from 'vitest'
import { ChunkedOutput } from './chunked-output.ts'
import { type ListFormat, ListWriter } from './list-writer.ts'

const rows = [
  { host: '192.0.2.1', port: null, bytes: 1e21, ratio: 0.5, names: ['a', 'b'], answers: [{ ttl: 1 }] },
  { host: '+cmd|calc', port: 53, bytes: 0, ratio: Number.NaN, names: [], answers: [] },
]

function written(format: ListFormat, ...pieces: (readonly object[])[]): string {
  let text = ''
  const decoder = new TextDecoder()
  const writer = new ListWriter(new ChunkedOutput((chunk) => (text += decoder.decode(chunk, { stream: true }))), format)
  for (const piece of pieces) writer.write(piece)
  writer.finish()
  return text
}

test('CSV: one header over all pieces, lists and parts in one cell, no formula', () => {
  expect(written('csv', [rows[0]], [], [rows[1]]).split('\r\n')).toEqual([
    'host,port,bytes,ratio,names,answers',
    '192.0.2.1,,1000000000000000000000,0.5,"a,b","[{""ttl"":1}]"',
    "'+cmd|calc,53,0,,,",
    '',
  ])
})

test('JSON and NDJSON hold the same rows', () => {
  const expected = JSON.parse(JSON.stringify(rows))
  expect(JSON.parse(written('json', [rows[0]], [rows[1]]))).toEqual(expected)
  expect(
    written('ndjson', rows)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(expected)
  expect(JSON.parse(written('json'))).toEqual([])
})

test('text beyond a chunk is whole', () => {
  const long = 'é'.repeat(700_000)
  expect(JSON.parse(written('json', [{ long }, { long }]))).toEqual([{ long }, { long }])
})
