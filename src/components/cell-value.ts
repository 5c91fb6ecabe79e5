import type { GridColumn } from './grid-column.ts'
import { conditionOf, type FieldValue } from './value-actions.ts'

/**
 * What a cell stands for. A number that no field has (a count, a size) is of its row: it stands for the first value of
 * the row that is no point in time.
 */
export function cellValue<Row>(columns: readonly GridColumn<Row>[], at: number, row: Row): FieldValue | null {
  const column = columns[at]
  const own = column.value?.(row) ?? null
  if (own !== null) return own
  for (const { value } of columns) {
    const found = value?.(row) ?? null
    if (found !== null && found.time === undefined)
      return { ...found, condition: conditionOf(found), copied: column.text(row) }
  }
  return null
}
