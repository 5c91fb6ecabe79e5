import type { CaptureTables } from '../tables/capture-tables.ts'

/** A beginning of the capture so small is dissected whole: nothing that a packet depends on is missing. */
const WHOLE_BYTES = 2 * 1024 * 1024
const WHOLE_PACKETS = 8192
/** How far the packets of a session are looked for in the table. */
const FAR = 1_000_000

/** How much of what came before a packet is dissected with it. */
export type ContextSize = {
  /** Packets of its session: from the session's beginning, and right before it. */
  first: number
  last: number
  /** Packets right before it, whosever they are. */
  before: number
}

export const SMALL_CONTEXT: ContextSize = { first: 12, last: 24, before: 0 }
export const MEDIUM_CONTEXT: ContextSize = { first: 24, last: 200, before: 0 }
export const LARGE_CONTEXT: ContextSize = { first: 64, last: 4000, before: 200 }

/**
 * Rows that are dissected so that `targets` mean what they mean in the capture: TCP's relative numbers, reassembly and
 * what a connection was agreed to carry depend on earlier packets. They ascend and hold the targets.
 */
export function contextRows(tables: CaptureTables, targets: readonly number[], size: ContextSize): number[] {
  const { packets, sessions } = tables
  const last = targets.at(-1) ?? -1
  if (isSmall(tables, last)) return Array.from({ length: last + 1 }, (_, row) => row)
  const rows = new Set(targets)
  const done = new Set<number>()
  // From the last target backwards, a session's packets before an earlier target are found with those of the later one.
  for (const target of targets.toReversed()) {
    for (let row = Math.max(0, target - size.before); row < target; row++) rows.add(row)
    const session = packets.session[target]
    if (session === 0) continue
    for (let row = target - 1, left = size.last; row >= 0 && left > 0 && target - row < FAR; row--)
      if (packets.session[row] === session) {
        rows.add(row)
        left--
      }
    if (done.has(session)) continue
    done.add(session)
    const first = sessions.firstFrame[session] - 1
    for (let row = first, left = size.first; row >= 0 && row < target && left > 0 && row - first < FAR; row++)
      if (packets.session[row] === session) {
        rows.add(row)
        left--
      }
  }
  return [...rows].sort((x, y) => x - y)
}

function isSmall({ packets }: CaptureTables, last: number): boolean {
  if (last >= WHOLE_PACKETS) return false
  let bytes = 0
  for (let row = 0; row <= last && bytes <= WHOLE_BYTES; row++) bytes += packets.captured[row]
  return bytes <= WHOLE_BYTES
}
