import { addressValue, literalOf, type FieldValue } from '../../components/value-actions.ts'
import type { ConnectionGraph, ConnectionNode, ConnectionsQuery } from '../../engine/analysis/connections.ts'
import type { Measure } from './graph-layout.ts'

/** What a person chose. */
export type GraphOptions = {
  source: string
  destination: string
  measure: Measure
  maxNodes: number
  minConn: number
  minSessions: number
  group: 'none' | 'subnet' | 'domain'
  /** 0 = none. */
  baseline: number
  expand: readonly string[]
}

export const HOSTS = { source: 'id.orig_h', destination: 'id.resp_h' }

export const firstOptions: GraphOptions = {
  ...HOSTS,
  measure: 'bytes',
  maxNodes: 500,
  minConn: 1,
  minSessions: 1,
  group: 'none',
  baseline: 0,
  expand: [],
}

export function queryOf({ measure, group, baseline, ...rest }: GraphOptions): ConnectionsQuery {
  return { ...rest, weight: measure, ...(group !== 'none' && { group }), ...(baseline > 0 && { baseline }) }
}

/** What an expression says of a node; null where nothing does. */
export function nodeValue(
  { id, type, members }: Pick<ConnectionNode, 'id' | 'type' | 'members'>,
  { source, destination }: Pick<GraphOptions, 'source' | 'destination'>,
): FieldValue | null {
  if (id === '') return null
  if (source === HOSTS.source && destination === HOSTS.destination) return addressValue(id)
  const relation = members !== undefined && !id.includes('/') ? 'contains' : '=='
  const value = relation === '==' && id.includes('/') && members !== undefined ? id : literalOf(id)
  const conditions = [`${source} ${relation} ${value}`, `${destination} ${relation} ${value}`]
  const [own, other] = type === 1 ? conditions : type === 2 ? [conditions[1]] : conditions
  const condition = type === 3 && own !== other ? `(${own} or ${other})` : own
  return { field: type === 2 ? destination : source, value: id, condition }
}

/** The graph without some of its nodes, and their links. */
export function withoutNodes(graph: ConnectionGraph, hidden: ReadonlySet<string>): ConnectionGraph {
  if (hidden.size === 0) return graph
  const positions = new Map<number, number>()
  const nodes = graph.nodes.filter(({ id }, index) => {
    if (hidden.has(id)) return false
    positions.set(index, positions.size)
    return true
  })
  const links = graph.links.flatMap((link) => {
    const source = positions.get(link.source)
    const target = positions.get(link.target)
    return source === undefined || target === undefined ? [] : [{ ...link, source, target }]
  })
  return { ...graph, nodes, links }
}

/** 'new', 'gone' or nothing, against the baseline. */
export const newsOf = ({ inresult }: { inresult?: number | undefined }): 'new' | 'gone' | null =>
  inresult === 1 ? 'new' : inresult === 2 ? 'gone' : null
