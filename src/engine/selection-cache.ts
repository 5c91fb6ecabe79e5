import { selectedByBoth, selectedInTimeRange } from './analysis/selection.ts'
import type { Selection } from './engine-api.ts'
import type { FieldRegistry } from './expression/field-registry.ts'
import { select } from './expression/search.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { Selected } from './tables/selected.ts'

/** How many selections are kept. */
const SELECTIONS_KEPT = 4

/** The selections asked for last and what they leave, oldest first; of one revision of the tables. */
export class SelectionCache {
  private readonly kept = new Map<string, Selected | null>()
  private revision = -1

  /**
   * What a selection leaves; null = all. Answers of one revision are the same object, so that analyses find what they
   * counted for it. Throws ExpressionError.
   */
  selected(
    selection: Selection | undefined,
    tables: CaptureTables,
    registry: FieldRegistry,
    revision: number,
  ): Selected | null {
    const { expression = '', timeRange } = selection ?? {}
    if (expression.trim() === '' && timeRange === undefined) return null
    if (this.revision !== revision) this.clear()
    this.revision = revision
    const key = `${timeRange?.from} ${timeRange?.to} ${expression}`
    let selected = this.kept.get(key)
    if (selected === undefined) {
      selected = selectedByBoth(
        select(expression, registry, tables),
        timeRange === undefined ? null : selectedInTimeRange(tables, timeRange),
      )
      if (this.kept.size >= SELECTIONS_KEPT) this.kept.delete(this.kept.keys().next().value ?? '')
      this.kept.set(key, selected)
    }
    return selected
  }

  clear(): void {
    this.kept.clear()
  }
}
