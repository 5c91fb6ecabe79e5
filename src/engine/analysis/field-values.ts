import type { NumberTrie } from '../bytes/number-trie.ts'
import { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { grown } from '../tables/column.ts'
import { isRecord, recordOf } from '../tables/records.ts'
import type { Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { type Units, unitsOf } from './counted-units.ts'
import type { ColumnSource, FieldSource, TextSource } from './field-source.ts'
import { textKeys } from './list.ts'
import { groupsOf, NumberList } from './number-list.ts'
import { epochText } from '../bytes/epoch-text.ts'
import { eachSession, tunnelTracks } from './tunnel-tracks.ts'

/**
 * The values of a field in the selected packets: pairs of a unit and the number of a value, repetitions included.
 * Values are numbered densely in the order in which they are met.
 */
export type FieldValues = {
  units: Units
  unit: Uint32Array
  value: Uint32Array
  length: number
  /** Different values. */
  size: number
  text: (value: number) => string
  /** Id in tables.addresses of each value; null where values are something else. */
  addressIds: () => readonly number[] | null
  /** Numbers that sort the values; made when first asked for. */
  ranks: () => Float64Array
}

/**
 * What the values of a field belong to: sessions where its columns are of sessions (or of more than one kind), else
 * packets, or those packets of a session that share a track or a path.
 */
export function unitKind({ columns }: FieldSource): Units['kind'] {
  const kinds = new Set(columns.map(kindOf))
  const [kind = 'session'] = kinds
  return kinds.size === 1 ? kind : 'session'
}

function kindOf({ domain, lifted }: ColumnSource): Units['kind'] {
  if (domain === 'session' || lifted === true) return 'session'
  return domain === 'packet' ? 'packet' : domain === 'conversation' ? 'track' : 'path'
}

/** `kind`: what the values shall belong to, where that is not what the field itself says. */
export function fieldValues(
  tables: CaptureTables,
  selected: Selected | null,
  field: FieldSource,
  kind: Units['kind'] = unitKind(field),
): FieldValues {
  const units = unitsOf(tables, selected, kind)
  const pairs = new Pairs()
  const numbering = new Numbering(tables, field)
  for (const column of field.columns) {
    const number = numbering.of(column)
    eachUnit(tables, selected, column, units, (at, raw) => {
      if (units.isIn[at] === 1) pairs.push(at, number(raw))
    })
  }
  return {
    units,
    unit: pairs.unit,
    value: pairs.value,
    length: pairs.length,
    size: numbering.size,
    text: (id) => numbering.text(id),
    addressIds: () => numbering.addressIds(),
    ranks: () => numbering.ranks(),
  }
}

/** Calls visit with the units of these that have the values of a column. */
function eachUnit(
  tables: CaptureTables,
  selected: Selected | null,
  column: ColumnSource,
  units: Units,
  visit: (unit: number, value: number) => void,
): void {
  const { domain } = column
  if (domain === units.kind && domain !== 'path') {
    column.each(tables, visit)
    return
  }
  const { track, path, rows } = tables.packets
  if (units.kind === 'packet') {
    // Of fields that belong together packet by packet.
    const nodes = domain === 'conversation' ? track : path
    const values = byNode(tables, column)
    for (let row = 0; row < rows; row++) if (units.isIn[row] === 1) values(nodes[row], (value) => visit(row, value))
    column.ofSessions?.(tables, (session, value) => {
      const { firstFrame } = tables.sessions
      if (isRecord(firstFrame[session])) visit(rows + recordOf(firstFrame[session]), value)
    })
    return
  }
  const own = unitsOf(tables, selected, domain === 'packet' ? 'packet' : domain === 'conversation' ? 'track' : 'path')
  const lifts = own.kind !== units.kind
  const emit = lifts ? lifted(tables, own, visit) : visit
  if (domain === 'packet') column.each(tables, emit)
  else {
    const values = byNode(tables, column)
    for (let unit = 0; unit < own.size; unit++) values(own.node[unit], (value) => emit(unit, value))
    const { outer } = own
    if (lifts)
      for (let at = 0; at < outer.size; at++) values(outer.second[at], (value) => visit(outer.first[at], value))
  }
  column.ofSessions?.(tables, (session, value) => {
    if (units.kind === 'session') visit(session, value)
    else if (isSelectedLog(tables, selected, session)) visit(own.ofLog(session), value)
  })
}

/** Gives what units have to their sessions; in a tunnel to all of them. */
function lifted(
  tables: CaptureTables,
  own: Units,
  visit: (session: number, value: number) => void,
): (unit: number, value: number) => void {
  const tunnels = tunnelTracks(tables)
  const { track, rows } = tables.packets
  return (unit, value) => {
    const session = own.session[unit]
    if (own.isIn[unit] === 0) return
    if (session !== 0) visit(session, value)
    if (tunnels === null || own.kind === 'path') return
    const node = own.kind === 'track' ? own.node[unit] : unit < rows ? track[unit] : 0
    if (tunnels[node] === 1) eachSession(tables, node, (other) => other !== session && visit(other, value))
  }
}

function isSelectedLog(tables: CaptureTables, selected: Selected | null, session: number): boolean {
  return isRecord(tables.sessions.firstFrame[session]) && unitsOf(tables, selected, 'session').isIn[session] === 1
}

/** Pairs of a unit and the number of a value. */
class Pairs {
  length = 0
  unit = new Uint32Array(4096)
  value = new Uint32Array(4096)

  push(unit: number, value: number): void {
    if (this.length === this.unit.length) {
      this.unit = grown(this.unit, this.length * 2)
      this.value = grown(this.value, this.length * 2)
    }
    this.unit[this.length] = unit
    this.value[this.length++] = value
  }
}

/** The values of a node of the track or path trie: its own and, but for `path`, those of the nodes it goes on from. */
function byNode(tables: CaptureTables, column: ColumnSource): (node: number, visit: (value: number) => void) => void {
  const { domain } = column
  const trie: NumberTrie = domain === 'conversation' ? tables.tracks : tables.paths
  const elements = new Pairs()
  // Values are numbers of any kind: what is paired is their place.
  const raws = new NumberList()
  column.each(tables, (element, value) => {
    elements.push(element, raws.length)
    raws.push(value)
  })
  const size = domain === 'conversation' ? tables.conversations.rows * 2 : trie.size
  const { start, at } = groupsOf(elements.unit, elements.length, size)
  const { parent, symbol } = trie
  const own = (element: number, visit: (value: number) => void): void => {
    for (let i = start[element]; i < start[element + 1]; i++) visit(raws.values[at[i]])
  }
  if (domain === 'path') return own
  return (node, visit) => {
    for (let n = node; n !== 0; n = parent[n]) own(domain === 'conversation' ? symbol[n] : n, visit)
  }
}

/** Values below this that are whole numbers are looked up in an array. */
const SMALL = 65536

/** Numbers the values of a field densely, equal for equal texts. */
class Numbering {
  size = 0
  private readonly tables: CaptureTables
  private readonly field: FieldSource
  /** Whether values of different numbers may have one text: then texts are what is told apart. */
  private readonly isByText: boolean
  private readonly byText = new Map<string, number>()
  private readonly spaces = new Map<ColumnSource['space'], (raw: number) => number>()
  /** What stands for each value: its text where they are told apart by it, else what the column said. */
  private readonly texts: string[] = []
  private readonly raws: number[] = []

  constructor(tables: CaptureTables, field: FieldSource) {
    this.tables = tables
    this.field = field
    const spaces = new Set(field.columns.map(({ space }) => space))
    const [only] = spaces
    const isPlain = only === 'number' || only === 'address' || only?.(tables) === tables.texts
    this.isByText = spaces.size > 1 || field.folded === true || !isPlain
  }

  of({ space }: ColumnSource): (raw: number) => number {
    let number = this.spaces.get(space)
    if (number === undefined) this.spaces.set(space, (number = this.numbers(space)))
    return number
  }

  text(id: number): string {
    return this.isByText ? this.texts[id] : this.print(this.field.columns[0].space)(this.raws[id])
  }

  addressIds(): readonly number[] | null {
    return !this.isByText && this.field.columns[0]?.space === 'address' ? this.raws : null
  }

  ranks(): Float64Array {
    const space = this.field.columns[0]?.space
    if (!this.isByText && space === 'number') return Float64Array.from(this.raws)
    if (!this.isByText && space === 'address') {
      const keys = addressKeys(this.tables.addresses)
      return Float64Array.from(this.raws, (id) => keys[id])
    }
    return textKeys(Array.from({ length: this.size }, (_, id) => this.text(id)))
  }

  private numbers(space: ColumnSource['space']): (raw: number) => number {
    const direct = new Int32Array(this.directSize(space)).fill(-1)
    const others = new Map<number, number>()
    const print = this.print(space)
    return (raw) => {
      const isDirect = raw >= 0 && raw < direct.length && Number.isInteger(raw)
      const known = isDirect ? direct[raw] : (others.get(raw) ?? -1)
      if (known >= 0) return known
      const id = this.isByText ? this.numberOfText(print(raw)) : this.raws.push(raw) - 1
      this.size = Math.max(this.size, id + 1)
      if (isDirect) direct[raw] = id
      else others.set(raw, id)
      return id
    }
  }

  /** Of texts that differ only in case the first stands for all, or where there are several spellings none of them. */
  private numberOfText(text: string): number {
    const isFolded = this.field.folded === true
    const key = isFolded ? text.toLowerCase() : text
    let id = this.byText.get(key)
    if (id === undefined) {
      id = this.texts.push(text) - 1
      this.byText.set(key, id)
    } else if (isFolded && this.texts[id] !== text) this.texts[id] = key
    return id
  }

  private directSize(space: ColumnSource['space']): number {
    if (space === 'number') return SMALL
    return space === 'address' ? this.tables.addresses.size : space(this.tables).size
  }

  private print(space: ColumnSource['space']): (raw: number) => string {
    const { tables, field } = this
    if (field.type === 'time') return (raw) => epochText(raw, tables.baseSecond) ?? ''
    if (space === 'number') return String
    const source: TextSource | AddressPool = space === 'address' ? tables.addresses : space(tables)
    return source instanceof AddressPool ? (id) => source.text(id) : (id) => source.text(id)
  }
}
