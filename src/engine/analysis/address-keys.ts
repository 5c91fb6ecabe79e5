import type { AddressPool } from '../tables/address-pool.ts'
import { sortedOrder } from './sort-order.ts'

const memos = new WeakMap<AddressPool, Float64Array>()

/** Rank of every address id in numeric order (MAC, IPv4, IPv6; each by value), for sorting columns of ids. */
export function addressKeys(pool: AddressPool): Float64Array {
  const known = memos.get(pool)
  if (known !== undefined && known.length === pool.size) return known
  // Least significant word first; the sort is stable, so the kind decides in the end.
  let order: Uint32Array = new Uint32Array(pool.size)
  for (let id = 0; id < order.length; id++) order[id] = id
  for (let place = 3; place >= -1; place--) {
    const keys = new Float64Array(order.length)
    for (let at = 0; at < keys.length; at++) keys[at] = place < 0 ? pool.kind[order[at]] : pool.word(order[at], place)
    const moved = sortedOrder(keys, false)
    for (let at = 0; at < moved.length; at++) moved[at] = order[moved[at]]
    order = moved
  }
  const ranks = new Float64Array(pool.size)
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank]] = rank
  memos.set(pool, ranks)
  return ranks
}
