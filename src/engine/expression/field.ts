import type { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/**
 * presence: a protocol is there or not · number · boolean: 0 or 1 · text · address: IPv4 and IPv6 · mac · time: a point
 * in time · bytes: a run of them · duration: in seconds or in milliseconds, see `unit`.
 */
export type FieldType = 'presence' | 'number' | 'boolean' | 'text' | 'address' | 'mac' | 'bytes' | 'time' | 'duration'

/** Whose word a field is, which decides what `!=` and wildcards mean where the families disagree; see compile.ts. */
export type Family = 'wireshark' | 'arkime' | 'zeek'

/** Texts by number. `text` is asked at most once per number and expression. */
export type Dictionary = { size: number; text(id: number): string }

/**
 * What one element of a column is: a packet row, or behind those of all packets a record row; a symbol of the track trie (conversation row * 2 + direction); a node of
 * the path trie whose value all longer paths have too (layer) or not (path); a session row.
 */
export type Domain = 'packet' | 'conversation' | 'layer' | 'path' | 'session'

/** Where the values of a field are in the tables. An element has none, one or several. */
export type Column = {
  domain: Domain
  /** What the numbers of `each` stand for: themselves, ids of tables.addresses or of another pool, or texts. */
  space: 'number' | 'address' | ((tables: CaptureTables) => Dictionary | AddressPool)
  /** Calls visit for every value of every element. */
  each(tables: CaptureTables, visit: (element: number, value: number) => void): void
  /** Where every packet has one value: the column itself, so that no call per packet is needed. */
  array?: (tables: CaptureTables) => Float64Array | Uint32Array
  /** What records have where the elements are of packets only: calls visit for the values of their sessions. */
  ofSessions?: (tables: CaptureTables, visit: (session: number, value: number) => void) => void
  /** All packets of a session have the values that one of them has. */
  lifted?: boolean
}

/** Whether a field may have values, as far as it takes a log: `log` as in Field. */
export function isOpenLog(log: string | undefined, { typedLogs }: CaptureTables): boolean {
  return log === undefined || typedLogs.find(log) !== null
}

export type Field = {
  name: string
  /** Other names of the same meaning. */
  aliases: readonly string[]
  family: Family
  type: FieldType
  meaning: string
  /** A whole expression. */
  example: string
  /** A field of several has the values of each. */
  columns: readonly Column[]
  /** Of durations; default 's'. */
  unit?: 's' | 'ms'
  /** Its columns are there only after the packets were read again for it. */
  isReread?: boolean
  /** The fields of Wireshark's that are read for it; default: the one of its own name. */
  reread?: readonly string[]
  /** Of a log of Zeek's: its #path. The field is offered only where such a log is open. */
  log?: string
  /** Upper and lower case are the same. */
  folded?: boolean
  /** Numbers that may be given by name, in lower case. */
  numbers?: (name: string) => number | undefined
  /** For values `address:port`: pairs of an address and a port that belong together. */
  ends?: readonly { address: Column; port: Column; version?: 4 | 6 }[]
  /** The same of IPv6, where the values of this one are IPv4. */
  columns6?: readonly Column[]
  /** Columns that say whether a bare `name` holds, where that is not whether there is a value. */
  presence?: readonly Column[]
}
