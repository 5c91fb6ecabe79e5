import { conversationDirections } from '../../components/conversation-directions.ts'
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

type End = Pick<ConnectionNode, 'id' | 'members'>
type Fields = Pick<GraphOptions, 'source' | 'destination'>

const isOfHosts = ({ source, destination }: Fields) => source === HOSTS.source && destination === HOSTS.destination

/** That a field has the value of a node, or one of those that a group stands for. */
function conditionOfEnd(field: string, { id, members }: End): string {
  if (members === undefined) return `${field} == ${literalOf(id)}`
  return id.includes('/') ? `${field} == ${id}` : `${field} contains ${literalOf(id)}`
}

/** What an expression says of a node; null where nothing does. */
export function nodeValue(node: End & Pick<ConnectionNode, 'type'>, fields: Fields): FieldValue | null {
  const { id, type } = node
  const { source, destination } = fields
  if (id === '') return null
  if (isOfHosts(fields)) return addressValue(id)
  const conditions = [conditionOfEnd(source, node), conditionOfEnd(destination, node)]
  const [own, other] = type === 1 ? conditions : type === 2 ? [conditions[1]] : conditions
  const condition = type === 3 && own !== other ? `(${own} or ${other})` : own
  return { field: type === 2 ? destination : source, value: id, condition }
}

/** What an expression says of a link: its sessions, in its direction. */
export function linkValue({ source, target }: { source: End; target: End }, fields: Fields): FieldValue | null {
  if (source.id === '' || target.id === '') return null
  return {
    field: fields.source,
    value: `${source.id} → ${target.id}`,
    condition: `${conditionOfEnd(fields.source, source)} and ${conditionOfEnd(fields.destination, target)}`,
    ...(isOfHosts(fields) && { directions: conversationDirections({ a: source.id, b: target.id }) }),
  }
}

/** What a person has taken out of the picture: ids of nodes, and links by linkKey. */
export type Hidden = { nodes: ReadonlySet<string>; links: ReadonlySet<string> }

export const nothingHidden: Hidden = { nodes: new Set(), links: new Set() }

export const linkKey = ({ source, target }: { source: End; target: End }): string =>
  JSON.stringify([source.id, target.id])

/** The graph without what is hidden; a node takes its links with it. */
export function withoutHidden(graph: ConnectionGraph, hidden: Hidden): ConnectionGraph {
  if (hidden.nodes.size === 0 && hidden.links.size === 0) return graph
  const positions = new Map<number, number>()
  const nodes = graph.nodes.filter(({ id }, index) => {
    if (hidden.nodes.has(id)) return false
    positions.set(index, positions.size)
    return true
  })
  const links = graph.links.flatMap((link) => {
    const source = positions.get(link.source)
    const target = positions.get(link.target)
    if (source === undefined || target === undefined) return []
    return hidden.links.has(linkKey({ source: nodes[source], target: nodes[target] }))
      ? []
      : [{ ...link, source, target }]
  })
  return { ...graph, nodes, links }
}

/** 'new', 'gone' or nothing, against the baseline. */
export const newsOf = ({ inresult }: { inresult?: number | undefined }): 'new' | 'gone' | null =>
  inresult === 1 ? 'new' : inresult === 2 ? 'gone' : null
