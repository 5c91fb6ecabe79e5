import { describe, expect, test } from 'vitest'
import { fitFeatures, readFeatureMapping } from './feature-mapping.ts'
import { featureMatrix } from './feature-matrix.ts'
import type { ExportTable } from './table-columns.ts'

type Cells = {
  duration: (number | null)[]
  orig_bytes: (number | null)[]
  proto: (string | null)[]
  local: (boolean | null)[]
  answers: (string[] | null)[]
}

const tableOf = ({ duration, orig_bytes, proto, local, answers }: Cells): ExportTable => ({
  name: 'conn',
  precision: 6,
  rows: duration.length,
  columns: [
    { name: 'ts', type: 'time', value: (row) => `${1_700_000_000 + row}.500000000` },
    { name: 'duration', type: 'interval', value: (row) => duration[row] },
    { name: 'orig_bytes', type: 'count', value: (row) => orig_bytes[row] },
    { name: 'proto', type: 'enum', value: (row) => proto[row] },
    { name: 'local', type: 'bool', value: (row) => local[row] },
    { name: 'answers', type: 'vector[string]', value: (row) => answers[row] },
  ],
})

const monday = tableOf({
  duration: [1, 3, null, 5],
  orig_bytes: [7, 7, 7, null],
  proto: ['tcp', 'udp', 'tcp', 'icmp'],
  local: [true, false, null, true],
  answers: [['a', 'b', 'a'], ['b'], null, []],
})

/** Feature name -> its values. */
function valuesOf(table: ExportTable): Record<string, unknown[]> {
  return Object.fromEntries(
    table.columns.map(({ name, value }) => [name, Array.from({ length: table.rows }, (_, row) => value(row))]),
  )
}

const choices = [
  { column: 'answers', kind: 'category', most: 5 },
  { column: 'proto', kind: 'category', most: 2 },
  { column: 'duration', kind: 'number', scale: 'min-max' },
  { column: 'orig_bytes', kind: 'number', scale: 'min-max' },
  { column: 'local', kind: 'number', scale: 'none' },
] as const

describe('a feature matrix', () => {
  test('has every column in the table’s order, numbers scaled, categories one-hot, what is missing said', () => {
    const mapping = fitFeatures(monday, choices)
    // min 1, max 5: 1 -> 0, 3 -> 0.5, 5 -> 1. A column of sevens has no range: 0. tcp is the most frequent, icmp comes
    // before udp by its text, so that udp is other.
    expect(valuesOf(featureMatrix(monday, mapping))).toEqual({
      duration: [0, 0.5, 0, 1],
      'duration:missing': [0, 0, 1, 0],
      orig_bytes: [0, 0, 0, 0],
      'orig_bytes:missing': [0, 0, 0, 1],
      'proto=tcp': [1, 0, 1, 0],
      'proto=icmp': [0, 0, 0, 1],
      'proto:other': [0, 1, 0, 0],
      'proto:missing': [0, 0, 0, 0],
      local: [1, 0, 0, 1],
      'local:missing': [0, 0, 1, 0],
      'answers=b': [1, 1, 0, 0],
      'answers=a': [1, 0, 0, 0],
      'answers:other': [0, 0, 0, 0],
      'answers:missing': [0, 0, 1, 0],
    })
    expect(mapping.columns[1]).toEqual({
      column: 'duration',
      type: 'interval',
      missing: 1,
      kind: 'number',
      scale: 'min-max',
      min: 1,
      max: 5,
      mean: 3,
      // ((1-3)² + 0 + (5-3)²) / 3 = 8/3
      deviation: Math.sqrt(8 / 3),
      features: ['duration', 'duration:missing'],
    })
    expect(mapping.columns[3]).toMatchObject({ categories: ['tcp', 'icmp'], distinct: 3, missing: 0 })
    expect(mapping.columns[0]).toEqual({ column: 'ts', type: 'time', missing: 0, kind: 'skip' })
  })

  test('of another table has the same columns with the same meaning', () => {
    const mapping = fitFeatures(monday, choices)
    const tuesday = tableOf({
      duration: [9, null],
      orig_bytes: [8, 7],
      proto: ['sctp', null],
      local: [null, false],
      answers: [['c', 'a'], []],
    })
    const matrix = valuesOf(featureMatrix(tuesday, readFeatureMapping(JSON.stringify(mapping))))
    expect(Object.keys(matrix)).toEqual(Object.keys(valuesOf(featureMatrix(monday, mapping))))
    // (9 - 1) / (5 - 1): beyond what was fitted, and not cut.
    expect(matrix).toMatchObject({
      duration: [2, 0],
      'duration:missing': [0, 1],
      orig_bytes: [0, 0],
      'proto=tcp': [0, 0],
      'proto:other': [1, 0],
      'proto:missing': [0, 1],
      'answers=a': [1, 0],
      'answers:other': [1, 0],
    })
  })

  test('measures distances from the mean in standard deviations', () => {
    const mapping = fitFeatures(monday, [
      { column: 'duration', kind: 'number', scale: 'z-score' },
      { column: 'orig_bytes', kind: 'number', scale: 'z-score' },
      { column: 'ts', kind: 'number', scale: 'none' },
    ])
    const matrix = valuesOf(featureMatrix(monday, mapping))
    const step = 2 / Math.sqrt(8 / 3)
    expect(matrix.duration).toEqual([-step, 0, 0, step])
    expect(matrix.orig_bytes).toEqual([0, 0, 0, 0])
    expect(matrix.ts).toEqual([1_700_000_000.5, 1_700_000_001.5, 1_700_000_002.5, 1_700_000_003.5])
  })

  test('of a table without rows has its columns, too', () => {
    const empty = tableOf({ duration: [], orig_bytes: [], proto: [], local: [], answers: [] })
    const mapping = fitFeatures(empty, choices)
    expect(mapping.columns[1]).toMatchObject({ min: null, max: null, mean: null, deviation: null })
    expect(valuesOf(featureMatrix(monday, mapping))).toMatchObject({
      duration: [0, 0, 0, 0],
      'proto:other': [1, 1, 1, 1],
    })
  })
})

test('what cannot be is refused with its name', () => {
  expect(() => fitFeatures(monday, [{ column: 'nothing', kind: 'skip' }])).toThrow('conn has no column called nothing')
  expect(() => fitFeatures(monday, [{ column: 'proto', kind: 'number', scale: 'none' }])).toThrow(
    'proto is a enum and cannot be a number',
  )
  const mapping = fitFeatures(monday, choices)
  expect(() => featureMatrix({ ...monday, name: 'dns' }, mapping)).toThrow('the mapping is of conn, not of dns')
  expect(() => featureMatrix(monday, fitFeatures(monday, []))).toThrow('no column was chosen')
  expect(() => readFeatureMapping('{')).toThrow('the mapping is no JSON')
  expect(() => readFeatureMapping('{"format":"other"}')).toThrow('this is no mapping of features')
  const broken = { ...mapping, columns: [{ ...mapping.columns[3], categories: [1] }] }
  expect(() => readFeatureMapping(JSON.stringify(broken))).toThrow('column 1 of the mapping')
})
