import type { Lists } from '../../engine/engine-api.ts'
import { usePage } from '../../state/use-analysis.ts'

/** More rows than any screen has room for in a card. */
export const TOP = 24

type LayerList = 'endpoints' | 'conversations'

/** Most bytes first over IPv4 and IPv6 together; Ethernet where there is no IP. undefined rows = not known yet. */
export function useTopOfLayers<L extends LayerList>(
  list: L,
): { rows: Lists[L]['row'][] | undefined; total: number; layer: 'IP' | 'Ethernet'; error: string | null } {
  const window = { order: 'bytes:desc', start: 0, length: TOP }
  const { result: four, error } = usePage(list, { protocol: 'ip' }, window)
  const six = usePage(list, { protocol: 'ipv6' }, window).result
  const link = usePage(list, { protocol: 'eth' }, window).result
  if (four === undefined || six === undefined || link === undefined)
    return { rows: undefined, total: 0, layer: 'IP', error }
  if (four.total + six.total === 0 && link.total > 0)
    return { rows: link.rows, total: link.total, layer: 'Ethernet', error }
  const rows = [...four.rows, ...six.rows].sort((a, b) => b.bytes - a.bytes).slice(0, TOP)
  return { rows, total: four.total + six.total, layer: 'IP', error }
}
