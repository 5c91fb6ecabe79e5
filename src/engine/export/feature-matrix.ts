import type { FeatureMapping, MappedColumn } from './feature-mapping.ts'
import { categoriesAt, numberAt } from './feature-mapping.ts'
import type { ExportColumn, ExportTable } from './table-columns.ts'

const MISSING = -1
const OTHER = -2

/**
 * A table as numbers alone: a row of the matrix is the same row of the table, its columns are those of the mapping,
 * whatever this table holds. A number that is missing is 0 with 1 in its column of missing values; one beyond the fitted
 * range goes beyond 0 to 1; of a column that was constant when fitted every value is 0. A category that was not met then
 * is 'other'. A list marks each of its categories.
 *
 * Throws where the mapping is of another table, or names a column that this table has not.
 */
export function featureMatrix(table: ExportTable, mapping: FeatureMapping): ExportTable {
  if (mapping.table !== table.name) throw new Error(`the mapping is of ${mapping.table}, not of ${table.name}`)
  const columns = mapping.columns.flatMap((mapped): ExportColumn[] => {
    if (mapped.kind === 'skip') return []
    const source = table.columns.find(({ name }) => name === mapped.column)
    if (source === undefined) throw new Error(`${table.name} has no column called ${mapped.column}`)
    return mapped.kind === 'number' ? numberColumns(source, mapped) : categoryColumns(source, mapped, table.rows)
  })
  if (columns.length === 0) throw new Error('no column was chosen: the matrix would be empty')
  return { name: `${table.name}_features`, precision: table.precision, rows: table.rows, columns }
}

function numberColumns(source: ExportColumn, mapped: Extract<MappedColumn, { kind: 'number' }>): ExportColumn[] {
  const { scale, min, max, mean, deviation, features } = mapped
  const scaled = (value: number): number => {
    if (scale === 'none') return value
    if (min === null || max === null || mean === null || deviation === null) return 0
    if (scale === 'min-max') return max > min ? (value - min) / (max - min) : 0
    return deviation > 0 ? (value - mean) / deviation : 0
  }
  return [
    feature(features[0], (row) => {
      const value = numberAt(source, row)
      return value === null ? 0 : scaled(value)
    }),
    feature(features[1], (row) => (numberAt(source, row) === null ? 1 : 0)),
  ]
}

function categoryColumns(
  source: ExportColumn,
  mapped: Extract<MappedColumn, { kind: 'category' }>,
  rows: number,
): ExportColumn[] {
  const { categories, features } = mapped
  const places = new Map(categories.map((category, place) => [category, place]))
  const placesAt = (row: number): number[] =>
    categoriesAt(source, row)?.map((value) => places.get(value) ?? OTHER) ?? [MISSING]
  const isList = source.type.includes('[')
  // One-hot columns ask for the same value again and again: it is looked up once.
  let known: Int32Array | null = null
  const placeAt = (row: number): number => {
    known ??= Int32Array.from({ length: rows }, (_, at) => placesAt(at)[0] ?? OTHER)
    return known[row]
  }
  const has = (row: number, place: number): number =>
    (isList ? placesAt(row).includes(place) : placeAt(row) === place) ? 1 : 0
  return features.map((name, index) => {
    const place = index < categories.length ? index : index === categories.length ? OTHER : MISSING
    return feature(name, (row) => has(row, place))
  })
}

function feature(name: string, value: (row: number) => number): ExportColumn {
  return { name, type: 'double', value }
}
