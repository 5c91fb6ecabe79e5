import type { CaptureTables } from '../tables/capture-tables.ts'

/** By session the other sessions that its packets travel in: those of tunnels. Most captures have none. */
export type OuterSessions = Map<number, number[]>

const memos = new WeakMap<CaptureTables, { size: number; outer: OuterSessions }>()

export function outerSessions(tables: CaptureTables): OuterSessions {
  const { tracks, conversations } = tables
  const known = memos.get(tables)
  if (known?.size === tracks.size) return known.outer
  const outer: OuterSessions = new Map()
  // A node comes after the one that it goes on from.
  const nearest = new Uint32Array(tracks.size)
  for (let node = 1; node < tracks.size; node++) {
    const above = nearest[tracks.parent[node]]
    const own = conversations.session[tracks.symbol[node] >>> 1]
    nearest[node] = own === 0 ? above : own
    if (own === 0 || above === 0 || own === above) continue
    const others = outer.get(own) ?? []
    for (const session of [above, ...(outer.get(above) ?? [])]) if (!others.includes(session)) others.push(session)
    outer.set(own, others)
  }
  memos.set(tables, { size: tracks.size, outer })
  return outer
}
