import type { CaptureTables } from '../tables/capture-tables.ts'
import { RowSet } from '../tables/row-set.ts'
import type { Selected } from '../tables/selected.ts'
import type { Column, Domain } from './field.ts'
import { type Interval, testFunction, type ValueTest } from './value-test.ts'

/** What is known of an element after its values are tested: some value passed, some value failed; 0 = it has none. */
export const PASSED = 1
export const FAILED = 2

/** Which flags (0 to 3) select a packet or record, one bit each. */
export const KEEP = {
  any: 0b1010,
  /** it has values, and all passed */
  all: 0b0010,
  /** it has values, and none passed */
  noneOfSome: 0b0100,
  /** none passed, also where there are none */
  none: 0b0101,
  /** some value failed */
  someFailed: 0b1100,
} as const

/** An expression looks at places: all packets, and behind them all records. */
export function placesIn({ packets, records }: CaptureTables): number {
  return packets.rows + records.rows
}

/** Flags of every place for columns whose values are tested; of several, a place has the flags of each. */
export function packetFlags(
  tables: CaptureTables,
  columns: readonly Column[],
  testOf: (column: Column) => ValueTest,
): Uint8Array {
  const places = placesIn(tables)
  const flags = spreadFlags(tables, columns, testOf).map((spread) => gathered(tables, spread, places))
  return joined(flags, places)
}

/** The places whose flags are kept; the flags of each are not written down where a number of every packet decides. */
export function keptPlaces(
  tables: CaptureTables,
  columns: readonly Column[],
  testOf: (column: Column) => ValueTest,
  keep: number,
): RowSet {
  const { packets, records } = tables
  const [column] = columns
  if (records.rows > 0) return rowSetOf(packetFlags(tables, columns, testOf), keep)
  if (columns.length === 1 && column.array !== undefined && keep === KEEP.any) {
    const test = testOf(column)
    if (test.kind === 'intervals' && test.intervals.length === 1)
      return inInterval(packets.rows, column.array(tables), test.intervals[0])
  }
  const found = spreadFlags(tables, columns, testOf)
  const [one, two] = found
  if (found.length === 1 && one.by !== null) return packed(packets.rows, keep, one.values, one.by)
  if (found.length === 2 && one.by !== null && two.by !== null)
    return packedBoth(packets.rows, keep, one.values, one.by, two.values, two.by)
  const flags = found.map((spread) => gathered(tables, spread, packets.rows))
  return rowSetOf(joined(flags, packets.rows), keep)
}

type Numbers = Uint16Array | Uint32Array

/** Values by place (`by` null), or by the number that every packet has in `by`; records have those of their session. */
type Spread<T extends Uint8Array | Uint32Array = Uint8Array> = { values: T; by: Numbers | null; ofSessions: T | null }

function spreadFlags(
  tables: CaptureTables,
  columns: readonly Column[],
  testOf: (column: Column) => ValueTest,
): Spread[] {
  const kinds = new Map<string, { own: Uint8Array; column: Column }>()
  const found: Spread[] = []
  let ofSessions: Uint8Array | null = null
  for (const column of columns) {
    const test = testOf(column)
    if (column.array !== undefined) {
      found.push({ values: arrayFlags(column.array(tables), tables, test), by: null, ofSessions: null })
      continue
    }
    // Elements of one kind share one array, so that the way from them to the packets is gone once.
    const kind = `${column.domain} ${column.lifted}`
    let known = kinds.get(kind)
    if (known === undefined) kinds.set(kind, (known = { own: new Uint8Array(sizeOf(tables, column.domain)), column }))
    const { own } = known
    const passes = testFunction(test)
    column.each(tables, (element, value) => {
      own[element] |= passes(value) ? PASSED : FAILED
    })
    column.ofSessions?.(tables, (session, value) => {
      ofSessions ??= new Uint8Array(tables.sessions.rows)
      ofSessions[session] |= passes(value) ? PASSED : FAILED
    })
  }
  if (ofSessions !== null && tables.records.rows > 0)
    found.push({ values: recordsOf(tables, ofSessions, new Uint8Array(placesIn(tables))), by: null, ofSessions: null })
  for (const { own, column } of kinds.values()) {
    const spread = spreadOf(tables, column.domain, own)
    if (column.lifted === true) found.push(lifted(tables, spread))
    found.push(spread)
  }
  return found
}

function inInterval(rows: number, values: Float64Array | Uint32Array, [low, high]: Interval): RowSet {
  const set = new RowSet(rows)
  const { words } = set
  for (let at = 0; at < words.length; at++) {
    const row = at << 5
    const bits = Math.min(32, rows - row)
    let word = 0
    for (let bit = 0; bit < bits; bit++) word |= (values[row + bit] >= low && values[row + bit] <= high ? 1 : 0) << bit
    words[at] = word
  }
  return set
}

/** The packets for whose number the flags are kept. */
function packed(rows: number, keep: number, flags: Uint8Array, by: Numbers): RowSet {
  const set = new RowSet(rows)
  const { words } = set
  const kept = flags.map((value) => (keep >>> value) & 1)
  for (let at = 0; at < words.length; at++) {
    const row = at << 5
    const bits = Math.min(32, rows - row)
    let word = 0
    for (let bit = 0; bit < bits; bit++) word |= kept[by[row + bit]] << bit
    words[at] = word
  }
  return set
}

/** As `packed` where two numbers of a packet have flags. */
function packedBoth(rows: number, keep: number, a: Uint8Array, byA: Numbers, b: Uint8Array, byB: Numbers): RowSet {
  const set = new RowSet(rows)
  const { words } = set
  for (let at = 0; at < words.length; at++) {
    const row = at << 5
    const bits = Math.min(32, rows - row)
    let word = 0
    for (let bit = 0; bit < bits; bit++) word |= ((keep >>> (a[byA[row + bit]] | b[byB[row + bit]])) & 1) << bit
    words[at] = word
  }
  return set
}

/** A place has the flags of each. */
export function joined(all: readonly Uint8Array[], rows: number): Uint8Array {
  if (all.length === 1) return all[0]
  const out = new Uint8Array(rows)
  for (const flags of all) for (let row = 0; row < rows; row++) out[row] |= flags[row]
  return out
}

function arrayFlags(values: Float64Array | Uint32Array, tables: CaptureTables, test: ValueTest): Uint8Array {
  const { rows } = tables.packets
  const flags = new Uint8Array(placesIn(tables))
  if (test.kind === 'intervals' && test.intervals.length === 1) {
    const [[low, high]] = test.intervals
    for (let row = 0; row < rows; row++) flags[row] = values[row] >= low && values[row] <= high ? PASSED : FAILED
  } else if (test.kind === 'intervals') {
    flags.fill(FAILED, 0, rows)
    for (const [low, high] of test.intervals)
      for (let row = 0; row < rows; row++) if (values[row] >= low && values[row] <= high) flags[row] = PASSED
  } else {
    const passes = test.test
    for (let row = 0; row < rows; row++) flags[row] = passes(values[row]) ? PASSED : FAILED
  }
  return flags
}

/** How many values every place has; `distinct`: equal ones of a session count once. */
export function packetCounts(tables: CaptureTables, column: Column, distinct: boolean): Uint32Array {
  const own = new Uint32Array(sizeOf(tables, column.domain))
  const seen = distinct && column.domain === 'session' ? new Set<number>() : null
  column.each(tables, (element, value) => {
    if (seen !== null) {
      const key = element * 2 ** 32 + value
      if (seen.has(key)) return
      seen.add(key)
    }
    own[element]++
  })
  const counts = gathered(tables, spreadOf(tables, column.domain, own), placesIn(tables))
  if (column.ofSessions === undefined) return counts
  const ofSessions = new Uint32Array(tables.sessions.rows)
  column.ofSessions(tables, (session) => ofSessions[session]++)
  return recordsOf(tables, ofSessions, counts)
}

/** The packets and the records of a set of places. */
export function selectedOf({ packets, records }: CaptureTables, places: RowSet): Selected {
  return { packets: sliced(places, 0, packets.rows), records: sliced(places, packets.rows, records.rows) }
}

/** Rows [from, from + length) of a set as one of their own. */
function sliced({ words }: RowSet, from: number, length: number): RowSet {
  const set = new RowSet(length)
  const first = from >>> 5
  const shift = from & 31
  for (let at = 0; at < set.words.length; at++) {
    const low = words[first + at] >>> shift
    set.words[at] = shift === 0 ? low : low | (words[first + at + 1] << (32 - shift))
  }
  if ((length & 31) !== 0) set.words[set.words.length - 1] &= 2 ** (length & 31) - 1
  return set
}

/** The places whose flags are kept. */
export function rowSetOf(flags: Uint8Array, keep: number): RowSet {
  const set = new RowSet(flags.length)
  const { words } = set
  const whole = flags.length >>> 5
  for (let at = 0; at < whole; at++) {
    let word = 0
    const row = at << 5
    for (let bit = 0; bit < 32; bit++) word |= ((keep >>> flags[row + bit]) & 1) << bit
    words[at] = word
  }
  for (let row = whole << 5; row < flags.length; row++) if (((keep >>> flags[row]) & 1) === 1) set.add(row)
  return set
}

function sizeOf(tables: CaptureTables, domain: Domain): number {
  const { conversations, paths, sessions } = tables
  switch (domain) {
    case 'packet':
      return placesIn(tables)
    case 'conversation':
      return conversations.rows * 2
    case 'session':
      return sessions.rows
    default:
      return paths.size
  }
}

/** From elements to places: flags join, counts add up. */
function spreadOf<T extends Uint8Array | Uint32Array>(tables: CaptureTables, domain: Domain, own: T): Spread<T> {
  const { packets, paths } = tables
  switch (domain) {
    case 'packet':
      return { values: own, by: null, ofSessions: null }
    case 'path':
      return { values: own, by: packets.path, ofSessions: null }
    case 'layer':
      for (let node = 1; node < paths.size; node++) join(own, node, own[paths.parent[node]])
      return { values: own, by: packets.path, ofSessions: null }
    case 'conversation':
      return { values: tracksOf(tables, own), by: packets.track, ofSessions: null }
    default:
      return { values: tracksOf(tables, symbolsOf(tables, own)), by: packets.track, ofSessions: own }
  }
}

function join(values: Uint8Array | Uint32Array, at: number, more: number): void {
  if (values instanceof Uint8Array) values[at] |= more
  else values[at] += more
}

function emptyLike<T extends Uint8Array | Uint32Array>(array: T, length: number): T {
  return (array instanceof Uint8Array ? new Uint8Array(length) : new Uint32Array(length)) as T
}

/** A session's values are those of its conversation in both directions. */
function symbolsOf<T extends Uint8Array | Uint32Array>({ conversations }: CaptureTables, own: T): T {
  const symbols = emptyLike(own, conversations.rows * 2)
  for (let row = 1; row < conversations.rows; row++) {
    const value = own[conversations.session[row]]
    symbols[row * 2] = value
    symbols[row * 2 + 1] = value
  }
  return symbols
}

/** A track has the values of all its conversations. */
function tracksOf<T extends Uint8Array | Uint32Array>({ tracks }: CaptureTables, symbols: T): T {
  const { parent, symbol, size } = tracks
  const nodes = emptyLike(symbols, size)
  for (let node = 1; node < size; node++) {
    nodes[node] = symbols[symbol[node]]
    join(nodes, node, nodes[parent[node]])
  }
  return nodes
}

/** Adds to every record what its session has. */
function recordsOf<T extends Uint8Array | Uint32Array>({ packets, records }: CaptureTables, own: T, out: T): T {
  for (let row = 0; row < records.rows; row++) {
    const session = records.session[row]
    if (session !== 0) join(out, packets.rows + row, own[session])
  }
  return out
}

function gathered<T extends Uint8Array | Uint32Array>(tables: CaptureTables, spread: Spread<T>, places: number): T {
  const { values, by, ofSessions } = spread
  if (by === null) return values
  const { rows } = tables.packets
  const out = emptyLike(values, places)
  for (let row = 0; row < rows; row++) out[row] = values[by[row]]
  return ofSessions === null ? out : recordsOf(tables, ofSessions, out)
}

/** What one packet of a session has, for all its packets. */
function lifted(tables: CaptureTables, { values, by }: Spread): Spread {
  const { packets, tracks, conversations, sessions } = tables
  const { parent, symbol, size } = tracks
  const nodes = new Uint8Array(size)
  if (by === null) for (let row = 0; row < packets.rows; row++) nodes[packets.track[row]] |= values[row]
  else for (let row = 0; row < packets.rows; row++) nodes[packets.track[row]] |= values[by[row]]
  const bySession = new Uint8Array(sessions.rows)
  for (let node = size - 1; node > 0; node--) {
    nodes[parent[node]] |= nodes[node]
    bySession[conversations.session[symbol[node] >>> 1]] |= nodes[node]
  }
  bySession[0] = 0
  return spreadOf(tables, 'session', bySession)
}
