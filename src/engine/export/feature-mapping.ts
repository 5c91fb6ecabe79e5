import type { ExportColumn, ExportTable } from './table-columns.ts'

/** How a column of a table becomes numbers. */
export type FeatureChoice = {
  column: string
} & ({ kind: 'number'; scale: FeatureScale } | { kind: 'category'; most: number } | { kind: 'skip' })

/** 'min-max': 0 to 1 over what was fitted; 'z-score': distance from the mean in standard deviations; 'none': as it is. */
export type FeatureScale = 'min-max' | 'z-score' | 'none'

/** A column of the table as it was fitted, and the features that it gives. */
export type MappedColumn = { column: string; type: ExportColumn['type']; missing: number } & (
  | {
      kind: 'number'
      scale: FeatureScale
      /** Of the values that there are, a population's deviation; null where there is none. */
      min: number | null
      max: number | null
      mean: number | null
      deviation: number | null
      features: [value: string, missing: string]
    }
  | {
      kind: 'category'
      /** The most frequent values, in the order of their features; every other one is 'other'. */
      categories: string[]
      distinct: number
      features: string[]
    }
  | { kind: 'skip' }
)

/** What a matrix was made by; given again, it gives another table the same columns with the same meaning. */
export type FeatureMapping = {
  format: 'capscope-features'
  version: 1
  /** Zeek's name of the table. */
  table: string
  /** Rows that were fitted. */
  rows: number
  columns: MappedColumn[]
}

const MOST_CATEGORIES = 20
/** A column with more distinct values than this is no category: counting them would need too much memory. */
const MOST_DISTINCT = 200_000
const LARGEST_MOST = 1000

/** What becomes of a column unless a person says otherwise: of texts and addresses only short lists of words are features. */
export function defaultChoice({ name: column, type }: ExportColumn): FeatureChoice {
  switch (type) {
    case 'interval':
    case 'count':
    case 'int':
    case 'double':
      // Numbers by which things are told apart measure nothing.
      return /(^|_)(id|code|num)$|^qtype$|^qclass$/.test(column)
        ? { column, kind: 'category', most: MOST_CATEGORIES }
        : { column, kind: 'number', scale: 'min-max' }
    case 'bool':
    case 'enum':
      return { column, kind: 'category', most: MOST_CATEGORIES }
    case 'port':
      return column.endsWith('resp_p') ? { column, kind: 'category', most: MOST_CATEGORIES } : { column, kind: 'skip' }
    case 'string':
      return /^(service|conn_state|method|version|cipher|curve|qtype_name|rcode_name|resp_mime_types)$/.test(column)
        ? { column, kind: 'category', most: MOST_CATEGORIES }
        : { column, kind: 'skip' }
    default:
      return { column, kind: 'skip' }
  }
}

/** Which kinds a column can be: only lists of numbers can be none. */
export function kindsOf(type: ExportColumn['type']): readonly FeatureChoice['kind'][] {
  if (type === 'vector[interval]') return ['skip']
  if (type === 'vector[string]' || type === 'set[string]' || type === 'addr' || type === 'string' || type === 'enum')
    return ['category', 'skip']
  return type === 'time' || type === 'interval' || type === 'double'
    ? ['number', 'skip']
    : ['number', 'category', 'skip']
}

/** Looks at every value of the chosen columns. Throws where a choice names no column or a kind that it cannot be. */
export function fitFeatures(table: ExportTable, choices: readonly FeatureChoice[] | undefined): FeatureMapping {
  const chosen = choices ?? table.columns.map(defaultChoice)
  for (const { column, kind } of chosen) checkChoice(table, column, kind)
  const byName = new Map(chosen.map((choice) => [choice.column, choice]))
  return {
    format: 'capscope-features',
    version: 1,
    table: table.name,
    rows: table.rows,
    // In the table's order, whatever the order of the choices.
    columns: table.columns.map((column) => {
      const choice = byName.get(column.name) ?? { column: column.name, kind: 'skip' }
      if (choice.kind === 'number') return fitNumber(column, table.rows, choice.scale)
      if (choice.kind === 'category') return fitCategory(column, table.rows, choice.most)
      return { column: column.name, type: column.type, missing: 0, kind: 'skip' }
    }),
  }
}

function checkChoice(table: ExportTable, name: string, kind: FeatureChoice['kind']): void {
  const column = table.columns.find((known) => known.name === name)
  if (column === undefined) throw new Error(`${table.name} has no column called ${name}`)
  if (!kindsOf(column.type).includes(kind)) throw new Error(`${name} is a ${column.type} and cannot be a ${kind}`)
}

function fitNumber(column: ExportColumn, rows: number, scale: FeatureScale): MappedColumn {
  let count = 0
  let mean = 0
  let squares = 0
  let min = Infinity
  let max = -Infinity
  for (let row = 0; row < rows; row++) {
    const value = numberAt(column, row)
    if (value === null) continue
    count++
    // Welford's way: sums of squares of large numbers would leave nothing of small differences.
    const distance = value - mean
    mean += distance / count
    squares += distance * (value - mean)
    if (value < min) min = value
    if (value > max) max = value
  }
  const { name, type } = column
  return {
    column: name,
    type,
    missing: rows - count,
    kind: 'number',
    scale,
    min: count === 0 ? null : min,
    max: count === 0 ? null : max,
    mean: count === 0 ? null : mean,
    deviation: count === 0 ? null : Math.sqrt(squares / count),
    features: [name, `${name}:missing`],
  }
}

function fitCategory(column: ExportColumn, rows: number, most: number): MappedColumn {
  const counts = new Map<string, number>()
  let missing = 0
  for (let row = 0; row < rows; row++) {
    const values = categoriesAt(column, row)
    if (values === null) missing++
    else for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
    if (counts.size > MOST_DISTINCT)
      throw new Error(`${column.name} has more than ${MOST_DISTINCT} different values: it is no category`)
  }
  const bound = Math.max(0, Math.min(LARGEST_MOST, Math.floor(most)))
  const categories = [...counts]
    .sort(([x, xCount], [y, yCount]) => yCount - xCount || (x < y ? -1 : 1))
    .slice(0, bound)
    .map(([value]) => value)
  const { name, type } = column
  return {
    column: name,
    type,
    missing,
    kind: 'category',
    categories,
    distinct: counts.size,
    features: [...categories.map((value) => `${name}=${value}`), `${name}:other`, `${name}:missing`],
  }
}

/** A number as it is, a time in seconds since 1970, a truth value as 1 or 0; null where there is none. */
export function numberAt(column: ExportColumn, row: number): number | null {
  const value = column.value(row)
  if (value === null || Array.isArray(value)) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** The texts of a list, each once, or the one text of another column; null where there is none. */
export function categoriesAt(column: ExportColumn, row: number): readonly string[] | null {
  const value = column.value(row)
  if (value === null) return null
  return Array.isArray(value) ? [...new Set(value.map(String))] : [String(value)]
}

/** Reads a mapping that was saved as JSON. Throws with what is wrong with it. */
export function readFeatureMapping(text: string): FeatureMapping {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Error('the mapping is no JSON')
  }
  if (!isRecord(read) || read.format !== 'capscope-features' || read.version !== 1 || !Array.isArray(read.columns))
    throw new Error('this is no mapping of features')
  const columns = read.columns.map((column: unknown, index): MappedColumn => {
    if (!isMapped(column)) throw new Error(`column ${index + 1} of the mapping is not as it was saved`)
    return column
  })
  return { format: read.format, version: 1, table: String(read.table), rows: Number(read.rows), columns }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isMapped(value: unknown): value is MappedColumn {
  if (!isRecord(value) || typeof value.column !== 'string' || typeof value.type !== 'string') return false
  if (value.kind === 'skip') return true
  const { features } = value
  if (!isTexts(features)) return false
  if (value.kind === 'category') return isTexts(value.categories) && features.length === value.categories.length + 2
  const isScaled = value.scale === 'min-max' || value.scale === 'z-score' || value.scale === 'none'
  const measures = [value.min, value.max, value.mean, value.deviation]
  return (
    value.kind === 'number' &&
    isScaled &&
    features.length === 2 &&
    measures.every((measure) => measure === null || typeof measure === 'number')
  )
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}
