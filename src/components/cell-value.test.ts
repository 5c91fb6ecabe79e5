import { expect, test } from 'vitest'
import { cellValue } from './cell-value.ts'
import type { GridColumn } from './grid-column.ts'

type Row = { at: string; host: string | null; bytes: number }
const column = (id: keyof Row, rest: Partial<GridColumn<Row>> = {}): GridColumn<Row> => ({
  id,
  header: id,
  width: 80,
  cell: (row) => row[id],
  text: (row) => String(row[id] ?? ''),
  ...rest,
})
const columns = [
  column('at', { value: ({ at }) => ({ field: 'ts', value: at, time: Number(at) }) }),
  column('host', { value: ({ host }) => (host === null ? null : { field: 'http.host', value: host }) }),
  column('bytes'),
]

test('a cell with a field has its own value', () => {
  expect(cellValue(columns, 0, { at: '5', host: 'a', bytes: 7 })).toEqual({ field: 'ts', value: '5', time: 5 })
  expect(cellValue(columns, 1, { at: '5', host: 'a', bytes: 7 })).toEqual({ field: 'http.host', value: 'a' })
})

test('a number stands for its row, and is copied as itself', () => {
  expect(cellValue(columns, 2, { at: '5', host: 'a b', bytes: 7 })).toEqual({
    field: 'http.host',
    value: 'a b',
    condition: 'http.host == "a b"',
    copied: '7',
  })
  expect(cellValue(columns, 2, { at: '5', host: null, bytes: 7 })).toBeNull()
})
