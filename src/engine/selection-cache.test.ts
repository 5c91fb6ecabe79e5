import { expect, test } from 'vitest'
import { FieldRegistry } from './expression/field-registry.ts'
import { SelectionCache } from './selection-cache.ts'
import { CaptureTables } from './tables/capture-tables.ts'

const registry = new FieldRegistry([], [])

/** Packets of one to nine bytes, at one to nine seconds. */
function tablesOf(): CaptureTables {
  const tables = new CaptureTables()
  for (let n = 1; n < 10; n++) {
    const row = tables.packets.addRow()
    tables.packets.time[row] = n * 1e9
    tables.packets.length[row] = n
  }
  return tables
}

test('an expression and the same within a time are kept side by side', () => {
  const tables = tablesOf()
  const cache = new SelectionCache()
  const rows = (expression: string, timeRange?: { from: number; to: number }) =>
    cache.selected({ expression, timeRange }, tables, registry, 1)
  const range = { from: tables.baseSecond + 4, to: tables.baseSecond + 8 }
  const long = rows('frame.len > 5')
  const inRange = rows('frame.len > 5', range)
  expect(Array.from({ length: 9 }, (_, row) => long?.packets.has(row))).toEqual([
    ...Array.from({ length: 5 }, () => false),
    ...Array.from({ length: 4 }, () => true),
  ])
  expect(Array.from({ length: 9 }, (_, row) => row).filter((row) => inRange?.packets.has(row))).toEqual([5, 6, 7])
  expect(rows('frame.len > 5')).toBe(long)
  expect(rows('frame.len > 5', range)).toBe(inRange)
  expect(rows('', undefined)).toBeNull()
})

test('what was asked for last stays; other tables forget all', () => {
  const tables = tablesOf()
  const cache = new SelectionCache()
  const rows = (expression: string, revision = 1) => cache.selected({ expression }, tables, registry, revision)
  const first = rows('frame.len > 1')
  for (let n = 2; n < 9; n++) {
    rows(`frame.len > ${n}`)
    expect(rows('frame.len > 1')).toBe(first)
  }
  const second = rows('frame.len > 8')
  for (const n of [1, 2, 3, 4, 5, 6, 7, 9]) rows(`frame.len > ${n}`)
  expect(rows('frame.len > 8')).not.toBe(second)
  expect(rows('frame.len > 1', 2)).not.toBe(first)
})
