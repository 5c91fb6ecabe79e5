import { expect, test } from 'vitest'
import { CaptureTables } from '../tables/capture-tables.ts'
import { RowSet } from '../tables/row-set.ts'
import { packetCounts, TRACK_VALUES } from './packet-counts.ts'
import { lowestBit, selectedWords } from './selected-rows.ts'

/** Packet n has length n + 1, captured 1, time 10n (the third none) and track and path n mod 2. */
function tablesOf(packets: number): CaptureTables {
  const tables = new CaptureTables()
  tables.tracks.child(0, 2)
  tables.paths.child(0, 2)
  tables.sources.push({
    file: 'a',
    fileNumber: 0,
    linkType: 1,
    snapLength: 0,
    precision: 6,
    interfaceName: null,
    drops: null,
  })
  for (let n = 0; n < packets; n++) add(tables, n)
  return tables
}

function add(tables: CaptureTables, n: number): void {
  const row = tables.packets.addRow()
  tables.packets.time[row] = n === 2 ? Number.NaN : n * 10
  tables.packets.length[row] = n + 1
  tables.packets.captured[row] = 1
  tables.packets.track[row] = n % 2
  tables.packets.path[row] = n % 2
}

function rowsIn(packets: RowSet | null, from: number, to: number): number[] {
  const words = selectedWords(packets, from, to)
  const rows: number[] = []
  for (let at = words.from; at < words.to; at++)
    for (let word = words.word(at); word !== 0; word &= word - 1) rows.push((at << 5) | lowestBit(word))
  return rows
}

test('the selected rows of a range, also where it begins and ends inside a word', () => {
  const all = Array.from({ length: 100 }, (_, row) => row)
  for (const [from, to] of [
    [0, 0],
    [0, 1],
    [0, 31],
    [0, 32],
    [0, 33],
    [31, 32],
    [33, 95],
    [5, 5],
    [64, 96],
    [99, 100],
  ])
    expect(rowsIn(null, from, to)).toEqual(all.slice(from, to))
  const set = new RowSet(70)
  for (const row of [0, 31, 32, 63, 64, 69]) set.add(row)
  expect(rowsIn(set, 0, 100)).toEqual([0, 31, 32, 63, 64, 69])
  expect(rowsIn(set, 1, 64)).toEqual([31, 32, 63])
})

test('one pass counts totals, interfaces, paths and tracks with their times', () => {
  const tables = tablesOf(5)
  const set = new RowSet(5)
  for (const row of [1, 2, 3]) set.add(row)
  const selected = { packets: set, records: new RowSet(0) }
  const counts = packetCounts(tables, selected)
  expect(counts).toMatchObject({ frames: 3, bytes: 2 + 3 + 4, captured: 3, cut: 3, first: 1, last: 3, rows: 5 })
  expect([...counts.sources]).toEqual([3])
  expect([...counts.pathFrames]).toEqual([1, 2])
  expect([...counts.pathBytes]).toEqual([3, 6])
  expect([...counts.tracks]).toEqual([1, 3, Infinity, -Infinity, 2, 6, 10, 30])
  expect(packetCounts(tables, selected)).toBe(counts)
})

test('a longer capture extends the counts of all, and makes those of a selection anew', () => {
  const tables = tablesOf(40)
  const set = new RowSet(40)
  set.add(39)
  const selected = { packets: set, records: new RowSet(0) }
  expect(packetCounts(tables, null)).toMatchObject({ frames: 40, bytes: 820, first: 0, last: 39 })
  const before = packetCounts(tables, selected)
  add(tables, 40)
  tables.tracks.child(1, 4)
  const whole = packetCounts(tables, null)
  expect(whole).toMatchObject({ frames: 41, bytes: 861, first: 0, last: 40 })
  expect(whole.tracks.length).toBeGreaterThanOrEqual(3 * TRACK_VALUES)
  expect(whole.tracks[2 * TRACK_VALUES + 2]).toBe(Infinity)
  const after = packetCounts(tables, selected)
  expect(after).not.toBe(before)
  expect(after).toMatchObject({ frames: 1, bytes: 40, first: 39, last: 39 })
})

test('selections that are asked for by turns are counted once each, until packets come', () => {
  const tables = tablesOf(5)
  const selections = [1, 3].map((row) => {
    const set = new RowSet(5)
    set.add(row)
    return { packets: set, records: new RowSet(0) }
  })
  const [one, two] = selections.map((selected) => packetCounts(tables, selected))
  expect([one.bytes, two.bytes]).toEqual([2, 4])
  expect(selections.map((selected) => packetCounts(tables, selected))).toEqual([one, two])
  expect(packetCounts(tables, selections[0])).toBe(one)
  add(tables, 5)
  expect(packetCounts(tables, selections[0])).not.toBe(one)
})
