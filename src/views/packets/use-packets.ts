import { useMemo, useState } from 'react'
import type { PacketSummary } from '../../engine/packets/packet-summary.ts'
import { callEngine, useCapture } from '../../state/capture-store.ts'
import { useGridSource } from '../../state/use-analysis.ts'
import type { ToldPacket } from './packet-columns.tsx'

/** Packets whose lines are asked for at once, and in one window at most: more are only copied. */
const AT_ONCE = 100
const MOST_TOLD = 20_000
/** Lines that are kept. */
const MOST_KEPT = 50_000
/** So long rows wait for their lines; what comes later is put in. Milliseconds. */
const PATIENCE = 120

/** The packets of the selection, those of a window with what the packets themselves tell. */
export function usePackets() {
  const source = useGridSource('packets', {})
  const opened = useCapture((state) => state.opened)
  // What is opened next has other packets.
  const known = useMemo(() => ({ of: opened, told: new Map<number, PacketSummary | null>() }), [opened])
  const [late, setLate] = useState(0)
  return useMemo(() => {
    const { told } = known
    const fetchPage = async (start: number, length: number, order: string | undefined) => {
      const page = await source.fetchPage(start, length, order)
      const missing = page.rows.slice(0, MOST_TOLD).flatMap(({ frame }) => (told.has(frame) ? [] : [frame]))
      if (missing.length > 0) {
        const asking = ask(missing, told)
        const isLate = await Promise.race([asking.then(() => false), later(page.rows.length > AT_ONCE)])
        if (isLate) void asking.then(() => setLate((count) => count + 1))
      }
      const rows = page.rows.map((row): ToldPacket => ({ ...row, summary: told.get(row.frame) ?? undefined }))
      return { ...page, rows }
    }
    return { ...source, version: source.version + late / 1e6, fetchPage }
  }, [source, known, late])
}

/** True after a while; never where many rows are asked for, which nobody looks at meanwhile. */
function later(isForever: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    if (!isForever) setTimeout(() => resolve(true), PATIENCE)
  })
}

/** Packets that cannot be read again are left without a line, which must not cost the list. */
async function ask(numbers: readonly number[], told: Map<number, PacketSummary | null>): Promise<void> {
  if (told.size > MOST_KEPT) told.clear()
  for (let at = 0; at < numbers.length; at += AT_ONCE)
    try {
      const asked = numbers.slice(at, at + AT_ONCE)
      const summaries = await callEngine('packetSummaries', { numbers: asked })
      for (const number of asked) told.set(number, null)
      for (const summary of summaries) told.set(summary.number, summary)
    } catch {
      return
    }
}
