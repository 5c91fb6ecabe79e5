import { expect, test } from 'vitest'
import { LogTable } from './log.ts'

test('a table takes no more memory than it may', () => {
  const table = new LogTable([{ name: 'n', type: 'count' }], 100_000)
  let rows = 0
  while (table.addRow() >= 0) rows++
  // 8 bytes a row, doubled from 1024 rows on
  expect([rows, table.rows, table.isFull, table.columns[0].values.length]).toEqual([8192, 8192, true, 8192])
})

test('long texts count, too', () => {
  const table = new LogTable([{ name: 's', type: 'string' }], 4_000_000)
  const bytes = new Uint8Array(1000)
  const view = new DataView(bytes.buffer)
  for (let row = 0; table.addRow() >= 0; row++) {
    view.setUint32(0, row)
    table.columns[0].ids[row] = table.texts.intern(bytes, 0, bytes.length)
  }
  expect(table.rows).toBeGreaterThan(3000)
  expect(table.texts.byteLength).toBeLessThan(6_000_000)
})
