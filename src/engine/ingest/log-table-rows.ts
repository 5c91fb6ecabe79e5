import type { LogRow } from '../formats/log-row.ts'
import { EMPTY, SET } from '../formats/log-row.ts'
import type { LogColumns } from '../formats/log-columns.ts'
import type { LogTable } from '../tables/log.ts'
import type { RowTaker } from './log-reading.ts'

const F = 1
const T = 2

/** Rows of a log -> its own table. */
export function tableTaker(columns: LogColumns, table: LogTable): RowTaker {
  const numbers = table.columns.map(({ name }) => columns.columnOf(name))
  return (row) => {
    const to = table.addRow()
    if (to < 0) return
    for (let i = 0; i < numbers.length; i++) put(row, numbers[i], table, i, to)
  }
}

function put(row: LogRow, from: number, table: LogTable, index: number, to: number): void {
  const column = table.columns[index]
  switch (column.kind) {
    case 'time': {
      if (row.state(from) === SET && table.baseSecond === null)
        table.baseSecond = row.time(from) ? row.instant.seconds : null
      column.values[to] = row.nanosecondsAfter(from, table.baseSecond ?? 0)
      return
    }
    case 'interval':
      column.values[to] = row.interval(from)
      return
    case 'number':
      column.values[to] = row.double(from)
      return
    case 'bool': {
      const value = row.bool(from)
      column.ids[to] = Number.isNaN(value) ? 0 : value === 1 ? T : F
      return
    }
    case 'address':
      column.ids[to] = row.address(from, table.addresses)
      return
    case 'text':
      column.ids[to] = row.state(from) >= EMPTY ? row.text(from, table.texts) : 0
  }
}
