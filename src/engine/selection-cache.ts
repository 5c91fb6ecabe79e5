import { selectedByBoth, selectedInTimeRange } from './analysis/selection.ts'
import type { Selection } from './engine-api.ts'
import type { FieldRegistry } from './expression/field-registry.ts'
import { select } from './expression/search.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { Selected } from './tables/selected.ts'

/** How many selections are kept: what is selected, it at all times, and what was selected before. */
const SELECTIONS_KEPT = 6

/** The selections asked for last and what they leave, the one asked for longest ago first; of one revision of the tables. */
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
    if (this.revision !== revision) this.clear()
    this.revision = revision
    const whole =
      expression.trim() === '' ? null : this.remembered(`\n\n${expression}`, () => select(expression, registry, tables))
    if (timeRange === undefined) return whole
    return this.remembered(`${timeRange.from}\n${timeRange.to}\n${expression}`, () =>
      selectedByBoth(whole, selectedInTimeRange(tables, timeRange)),
    )
  }

  private remembered(key: string, make: () => Selected | null): Selected | null {
    let selected = this.kept.get(key)
    if (selected === undefined) selected = make()
    this.kept.delete(key)
    this.kept.set(key, selected)
    if (this.kept.size > SELECTIONS_KEPT) this.kept.delete(this.kept.keys().next().value ?? '')
    return selected
  }

  clear(): void {
    this.kept.clear()
  }
}
