import { commonPackets, packetsInTimeRange } from './analysis/selection.ts'
import type { Selection } from './engine-api.ts'
import type { FieldRegistry } from './expression/field-registry.ts'
import { selectPackets } from './expression/search.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { RowSet } from './tables/row-set.ts'

/** Selections whose packets are kept. */
const SELECTIONS_KEPT = 4

/** The selections asked for last and their packets, oldest first; of one revision of the tables. */
export class SelectionCache {
  private readonly kept = new Map<string, RowSet | null>()
  private revision = -1

  /**
   * The packets that a selection leaves; null = all. Those of one revision are the same object, so that analyses find
   * what they counted for it. Throws ExpressionError.
   */
  packets(
    selection: Selection | undefined,
    tables: CaptureTables,
    registry: FieldRegistry,
    revision: number,
  ): RowSet | null {
    const { expression = '', timeRange } = selection ?? {}
    if (expression.trim() === '' && timeRange === undefined) return null
    if (this.revision !== revision) this.clear()
    this.revision = revision
    const key = `${timeRange?.from} ${timeRange?.to} ${expression}`
    let packets = this.kept.get(key)
    if (packets === undefined) {
      packets = commonPackets(
        selectPackets(expression, registry, tables),
        timeRange === undefined ? null : packetsInTimeRange(tables, timeRange),
      )
      if (this.kept.size >= SELECTIONS_KEPT) this.kept.delete(this.kept.keys().next().value ?? '')
      this.kept.set(key, packets)
    }
    return packets
  }

  clear(): void {
    this.kept.clear()
  }
}
