import { type Dissector, type ProtocolRegistry, REJECTED, type Verdict } from './dissector.ts'
import type { Packet } from './packet.ts'

/** key (0 .. 65535) -> handle of a dissector; 0 = none. */
export type NumberTable = Uint16Array

/** Names that no dissector stands for, and how they count. */
const PSEUDO_NAMES = ['ethertype', 'pcap_pktdata']
const EXPERT_NAMES = ['_ws.short', '_ws.malformed', '_ws.unreassembled']

/** A registry made ready for the hot loop: dissectors and their names have numbers, tables are dense arrays. */
export class DispatchTables {
  /** By protocol id. Id 0 is unused. */
  readonly names: string[] = ['']
  readonly kinds: ('layer' | 'pseudo' | 'expert')[] = ['layer']
  readonly registry: ProtocolRegistry
  private readonly ids = new Map<string, number>()
  /** Protocol id -> id of its twin that only the hierarchy counts; 0 = not made yet. */
  private readonly twins: number[] = []
  private readonly repeatedIds = new Map<string, number>()
  private readonly byDissector = new Map<Dissector, number>()
  private readonly byName = new Map<string, Dissector>()
  /** By handle; handle 0 is unused. */
  readonly dissectors: (Dissector | null)[] = [null]
  /** Their functions once more: dissectors differ in shape, so that looking for `dissect` in each would cost a search. */
  readonly dissect: ((packet: Packet) => Verdict)[] = [() => REJECTED]
  /** Protocol id by handle. */
  readonly idOfHandle: number[] = [0]

  readonly linkType: NumberTable
  readonly etherType: NumberTable
  readonly llcSap: NumberTable
  readonly ciscoPid: NumberTable
  readonly nlpid: NumberTable
  readonly chdlcProtocol: NumberTable
  readonly pppProtocol: NumberTable
  readonly greProtocol: NumberTable
  readonly ipProto: NumberTable
  readonly udpPort: NumberTable
  readonly tcpPort: NumberTable
  readonly sctpPort: NumberTable
  readonly sctpPpi: NumberTable
  /** Handles in the order of trial. */
  readonly udpHeuristic: NumberTable
  readonly tcpHeuristic: NumberTable
  readonly sctpHeuristic: NumberTable
  readonly stunHeuristic: NumberTable

  constructor(registry: ProtocolRegistry) {
    this.registry = registry
    this.linkType = this.table(registry.linkType)
    this.etherType = this.table(registry.etherType)
    this.llcSap = this.table(registry.llcSap)
    this.ciscoPid = this.table(registry.ciscoPid)
    this.nlpid = this.table(registry.nlpid)
    this.chdlcProtocol = this.table(registry.chdlcProtocol)
    this.pppProtocol = this.table(registry.pppProtocol)
    this.greProtocol = this.table(registry.greProtocol)
    this.ipProto = this.table(registry.ipProto)
    this.udpPort = this.table(registry.udpPort)
    this.tcpPort = this.table(registry.tcpPort)
    this.sctpPort = this.table(registry.sctpPort)
    this.sctpPpi = this.table(registry.sctpPpi)
    for (const dissector of Object.values(registry.mediaType)) this.handle(dissector)
    // Before the heuristics: a name means the dissector that is sure of its bytes.
    for (const dissector of registry.named) this.handle(dissector)
    this.udpHeuristic = this.list(registry.udpHeuristic)
    this.tcpHeuristic = this.list(registry.tcpHeuristic)
    this.sctpHeuristic = this.list(registry.sctpHeuristic)
    this.stunHeuristic = this.list(registry.stunHeuristic)
    for (const name of PSEUDO_NAMES) this.pseudo(name)
    for (const name of EXPERT_NAMES) this.kinds[this.idOf(name)] = 'expert'
    this.idOf('data')
  }

  mediaType(type: string): Dissector | null {
    return Object.hasOwn(this.registry.mediaType, type) ? this.registry.mediaType[type] : null
  }

  named(name: string): Dissector | undefined {
    return this.byName.get(name)
  }

  /** Handle of a dissector, made when it is new. */
  handle(dissector: Dissector): number {
    let handle = this.byDissector.get(dissector)
    if (handle === undefined) {
      handle = this.dissectors.length
      this.byDissector.set(dissector, handle)
      this.dissectors.push(dissector)
      this.dissect.push(dissector.dissect)
      const id = this.idOf(dissector.name)
      this.idOfHandle.push(id)
      if (dissector.kind === 'pseudo') this.kinds[id] = 'pseudo'
      if (!this.byName.has(dissector.name)) this.byName.set(dissector.name, dissector)
    }
    return handle
  }

  /** Protocol id of a name, made when it is new. */
  idOf(name: string): number {
    let id = this.ids.get(name)
    if (id === undefined) {
      id = this.names.length
      this.names.push(name)
      this.kinds.push('layer')
      this.ids.set(name, id)
    }
    return id
  }

  /** A second id of a name, that counts only in the hierarchy. */
  repeated(name: string): number {
    let id = this.repeatedIds.get(name)
    if (id === undefined) {
      id = this.names.length
      this.names.push(name)
      this.kinds.push('expert')
      this.repeatedIds.set(name, id)
    }
    return id
  }

  /** Marks a name as counted only in frame.protocols. */
  pseudo(name: string): void {
    this.kinds[this.idOf(name)] = 'pseudo'
  }

  /** An id of the same name that is in the hierarchy and not in frame.protocols. */
  treeOnly(id: number): number {
    const known = this.twins[id]
    if (known !== undefined) return known
    const twin = this.names.length
    this.names.push(this.names[id])
    this.kinds.push('expert')
    this.twins[id] = twin
    return twin
  }

  private list(dissectors: readonly Dissector[]): NumberTable {
    return Uint16Array.from(dissectors, (dissector) => this.handle(dissector))
  }

  private table(entries: Readonly<Record<number, Dissector>>): NumberTable {
    const table = new Uint16Array(65536)
    for (const [key, dissector] of Object.entries(entries)) table[Number(key)] = this.handle(dissector)
    return table
  }
}
