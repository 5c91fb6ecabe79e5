import type { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { FieldSource } from './field-source.ts'
import { fieldValues, type FieldValues } from './field-values.ts'
import { groupsOf } from './number-list.ts'
import { PairIndex } from './pair-index.ts'

/** Texts of nodes <-> dense numbers; a text is one node whether it is met as a source or as a destination. */
export class NodeNumbers {
  size = 0
  private readonly texts: (string | null)[] = []
  /** Different values that a group stands for. */
  private readonly counts: number[] = []
  private readonly byText = new Map<string, number>()
  private readonly byValue = new Map<string, number>()
  private readonly byAddress: Int32Array
  private readonly addresses: AddressPool
  private readonly addressOf: number[] = []
  private readonly groupOf: ((text: string) => string) | null

  /** `groupOf`: the group of a value; null = each is a node of its own. */
  constructor(addresses: AddressPool, groupOf: ((text: string) => string) | null = null) {
    this.addresses = addresses
    this.byAddress = new Int32Array(addresses.size).fill(-1)
    this.groupOf = groupOf
  }

  get isGrouped(): boolean {
    return this.groupOf !== null
  }

  of(value: string): number {
    const { groupOf } = this
    if (groupOf === null) return this.nodeOf(value)
    const known = this.byValue.get(value)
    if (known !== undefined) return known
    const node = this.nodeOf(groupOf(value))
    this.counts[node]++
    this.byValue.set(value, node)
    return node
  }

  /** The node of an address, where all nodes are addresses and none is a group: its text is made when somebody reads it. */
  ofAddress(id: number): number {
    let node = this.byAddress[id]
    if (node < 0) {
      node = this.added(null)
      this.addressOf[node] = id
      this.byAddress[id] = node
    }
    return node
  }

  text(node: number): string {
    return (this.texts[node] ??= this.addresses.text(this.addressOf[node]))
  }

  /** How many values a node stands for. */
  members(node: number): number {
    return this.counts[node]
  }

  private nodeOf(text: string): number {
    let node = this.byText.get(text)
    if (node === undefined) {
      node = this.added(text)
      this.byText.set(text, node)
    }
    return node
  }

  private added(text: string | null): number {
    this.texts.push(text)
    this.counts.push(0)
    return this.size++
  }
}

/** Sums of one selection per pair of nodes, source and destination. */
export type ConnectionLinks = {
  pairs: PairIndex
  sessions: Float64Array
  /** Of the selected packets of those sessions. */
  packets: Float64Array
  bytes: Float64Array
  /** Transport payload of the whole sessions. */
  payload: Float64Array
  /** Pairs of a link and a protocol name, with the sessions that have both. */
  services: PairIndex
  serviceSessions: number[]
}

/** Pairs of a session and a link; more of them are refused. */
const MOST_PAIRS = 20_000_000

/**
 * Every source value of a session with every destination value of it, as Arkime's /api/connections; each pair of nodes
 * counts a session once. Sessions that lack either are left out. Throws when there are too many pairs.
 */
export function connectionLinks(
  tables: CaptureTables,
  selected: Selected | null,
  source: FieldSource,
  destination: FieldSource,
  nodes: NodeNumbers,
): ConnectionLinks {
  const { sessions: table } = tables
  const from = fieldValues(tables, selected, source, 'session')
  const to = fieldValues(tables, selected, destination, 'session')
  const ids = nodes.isGrouped ? [null, null] : [from.addressIds(), to.addressIds()]
  const isOfAddresses = ids[0] !== null && ids[1] !== null
  const sources = nodesOf(from, isOfAddresses ? ids[0] : null, nodes)
  const targets = nodesOf(to, isOfAddresses ? ids[1] : null, nodes)
  const { units } = from
  const byTarget = groupsOf(to.unit, to.length, units.size)
  const bySource = groupsOf(from.unit, from.length, units.size)
  const links: ConnectionLinks = {
    pairs: new PairIndex(),
    sessions: new Float64Array(1024),
    packets: new Float64Array(1024),
    bytes: new Float64Array(1024),
    payload: new Float64Array(1024),
    services: new PairIndex(),
    serviceSessions: [],
  }
  let met = 0
  // The session that counted for a pair last: values repeat within a session.
  const last: number[] = []
  for (let row = 1; row < units.size; row++) {
    for (let i = bySource.start[row]; i < bySource.start[row + 1]; i++) {
      const first = sources[from.value[bySource.at[i]]]
      for (let j = byTarget.start[row]; j < byTarget.start[row + 1]; j++) {
        if (++met > MOST_PAIRS) throw new Error('these fields have too many combinations')
        const pair = links.pairs.of(first, targets[to.value[byTarget.at[j]]])
        if (last[pair] === row) continue
        last[pair] = row
        if (pair >= links.sessions.length) grow(links)
        links.sessions[pair]++
        links.packets[pair] += units.packets[row]
        links.bytes[pair] += units.bytes[row]
        links.payload[pair] += table.origBytes[row] + table.respBytes[row]
        if (table.service[row] === 0) continue
        const service = links.services.of(pair, table.service[row])
        links.serviceSessions[service] = (links.serviceSessions[service] ?? 0) + 1
      }
    }
  }
  return links
}

function nodesOf({ size, text }: FieldValues, addresses: readonly number[] | null, nodes: NodeNumbers): Uint32Array {
  const found = new Uint32Array(size)
  for (let value = 0; value < size; value++)
    found[value] = addresses === null ? nodes.of(text(value)) : nodes.ofAddress(addresses[value])
  return found
}

function grow(links: ConnectionLinks): void {
  for (const sum of ['sessions', 'packets', 'bytes', 'payload'] as const) {
    const wider = new Float64Array(links[sum].length * 2)
    wider.set(links[sum])
    links[sum] = wider
  }
}
