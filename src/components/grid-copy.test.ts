import { expect, test } from 'vitest'
import type { GridColumn } from './grid-column.ts'
import { csvCell, rowsToCsv, rowsToText } from './grid-copy.ts'

type Row = { name: string; count: number }
const columns: GridColumn<Row>[] = [
  { id: 'name', header: 'Name', width: 100, cell: (row) => row.name, text: (row) => row.name },
  {
    id: 'count',
    header: 'Count',
    width: 100,
    align: 'end',
    cell: (row) => row.count,
    text: (row) => String(row.count),
  },
]

test('cells that would run as a formula are neutralised, numbers are not', () => {
  expect(csvCell('=HYPERLINK("http://x","y")')).toBe('"\'=HYPERLINK(""http://x"",""y"")"')
  expect(csvCell('@SUM(A1)')).toBe("'@SUM(A1)")
  expect(csvCell('+1+1')).toBe("'+1+1")
  expect(csvCell('-cmd')).toBe("'-cmd")
  expect(csvCell('\t=1')).toBe("'\t=1")
  expect(csvCell('-12.5')).toBe('-12.5')
})

test('cells with comma, quote or line break are quoted', () => {
  expect(csvCell('a,b')).toBe('"a,b"')
  expect(csvCell('a "b"')).toBe('"a ""b"""')
  expect(csvCell('a\nb')).toBe('"a\nb"')
})

test('rows as CSV have a header, as text they have none and no stray tabs', () => {
  const rows = [
    { name: 'a\tb', count: 1 },
    { name: '=x', count: -2 },
  ]
  expect(rowsToCsv(columns, [rows[1]])).toBe("Name,Count\r\n'=x,-2\r\n")
  expect(rowsToText(columns, rows)).toBe("a b\t1\n'=x\t-2")
})
