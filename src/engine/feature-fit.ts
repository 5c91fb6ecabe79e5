import {
  defaultChoice,
  type FeatureChoice,
  type FeatureMapping,
  fitFeatures,
  kindsOf,
  type MappedColumn,
} from './export/feature-mapping.ts'
import { featureMatrix } from './export/feature-matrix.ts'
import type { ExportTable } from './export/table-columns.ts'

/** A mapping with what can be chosen otherwise: by column of the mapping, in its order. */
export type FeatureFit = {
  mapping: FeatureMapping
  offered: { choice: FeatureChoice; kinds: readonly FeatureChoice['kind'][] }[]
}

/** Fits the chosen columns, or shows what a mapping says. Throws where one names what the table has not. */
export function featureFit(
  table: ExportTable,
  columns: readonly FeatureChoice[] | undefined,
  mapping: FeatureMapping | undefined,
): FeatureFit {
  // Throws where the mapping is of something else.
  if (mapping !== undefined) featureMatrix(table, mapping)
  const fitted = mapping ?? fitFeatures(table, columns)
  const chosen = new Map((columns ?? table.columns.map(defaultChoice)).map((choice) => [choice.column, choice]))
  return {
    mapping: fitted,
    offered: fitted.columns.map((mapped) => ({
      choice: mapping === undefined ? (chosen.get(mapped.column) ?? choiceOf(mapped)) : choiceOf(mapped),
      kinds: kindsOf(mapped.type),
    })),
  }
}

function choiceOf(mapped: MappedColumn): FeatureChoice {
  const { column } = mapped
  if (mapped.kind === 'number') return { column, kind: 'number', scale: mapped.scale }
  if (mapped.kind === 'category') return { column, kind: 'category', most: mapped.categories.length }
  return { column, kind: 'skip' }
}
