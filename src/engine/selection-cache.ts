import { TRACK_VALUES } from './analysis/packet-counts.ts'
import { selectedByBoth, selectedInTimeRange } from './analysis/selection.ts'
import type { Selection } from './engine-api.ts'
import type { FieldRegistry } from './expression/field-registry.ts'
import { select } from './expression/search.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import type { Selected } from './tables/selected.ts'

/** How many selections are kept: what is selected, it at all times, and what was selected before … */
const SELECTIONS_KEPT = 8
/** … as long as they and what is counted for them take at most so many bytes; the newest ones always. */
const MOST_BYTES = 128 * 1024 * 1024
const ALWAYS_KEPT = 3

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
    // A bit a packet, and the sums of packet-counts.ts by track.
    const bytes = (tables.packets.rows + tables.records.rows) / 8 + tables.tracks.size * TRACK_VALUES * 8
    const room = Math.max(ALWAYS_KEPT, Math.min(SELECTIONS_KEPT, Math.floor(MOST_BYTES / bytes)))
    const whole =
      expression.trim() === ''
        ? null
        : this.remembered(`\n\n${expression}`, room, () => select(expression, registry, tables))
    if (timeRange === undefined) return whole
    return this.remembered(`${timeRange.from}\n${timeRange.to}\n${expression}`, room, () =>
      selectedByBoth(whole, selectedInTimeRange(tables, timeRange)),
    )
  }

  private remembered(key: string, room: number, make: () => Selected | null): Selected | null {
    let selected = this.kept.get(key)
    if (selected === undefined) selected = make()
    this.kept.delete(key)
    this.kept.set(key, selected)
    if (this.kept.size > room) this.kept.delete(this.kept.keys().next().value ?? '')
    return selected
  }

  clear(): void {
    this.kept.clear()
  }
}
