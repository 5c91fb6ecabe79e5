import { textRanks } from './text-ranks.ts'

export { textRanks as textKeys }

/** A list whose rows become objects only when somebody looks at them: a million rows stay columns until then. */
export type List<T> = {
  readonly length: number
  readonly row: (index: number) => T
  /** Numbers that sort the list by a key of its rows, one a row; null when it cannot be sorted by that. NaN sorts last. */
  readonly sortKeys: (key: string) => Float64Array | null
}

/** Every row of a list. */
export function rowsOf<T>(list: List<T>): T[] {
  return Array.from({ length: list.length }, (_, index) => list.row(index))
}

/** A list over rows that exist: numbers sort as numbers, text as text, lists by their first entry. */
export function listOf<T extends object>(rows: T[]): List<T> {
  return {
    length: rows.length,
    row: (index) => rows[index],
    sortKeys: (key) => {
      const values = rows.map((row) =>
        Object.hasOwn(row, key) ? sortable((row as Readonly<Record<string, unknown>>)[key]) : null,
      )
      if (values.some((value) => typeof value === 'string'))
        return textRanks(values.map((value) => (value === null ? null : String(value))))
      return values.some((value) => value !== null)
        ? Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN))
        : null
    },
  }
}

function sortable(value: unknown): number | string | null {
  if (typeof value === 'number' || typeof value === 'string') return value
  return Array.isArray(value) && value.length > 0 ? sortable(value[0]) : null
}
