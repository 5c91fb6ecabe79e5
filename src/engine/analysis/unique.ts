import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { Units } from './counted-units.ts'
import type { FieldSource, FindField } from './field-source.ts'
import { fieldValues, type FieldValues, unitKind } from './field-values.ts'
import { type List, textKeys } from './list.ts'
import { grown } from '../tables/column.ts'
import { groupsOf } from './number-list.ts'
import { PairIndex } from './pair-index.ts'
import { sortedOrder } from './sort-order.ts'
import { valueCounts } from './value-counts.ts'

/** One field, or several for the combinations of their values. */
export type UniqueQuery = { field?: string | undefined; fields?: readonly string[] | undefined }

/**
 * Arkime's /api/unique and /api/multiunique with counts. `packets` and `bytes`: of a field of sessions those of the
 * selected packets of its sessions, of a field of packets those that have the value.
 */
export type UniqueValue = {
  /** Of several fields: joined by ', '. */
  value: string
  /** One a field. */
  values: string[]
  sessions: number
  packets: number
  bytes: number
}

/** Pairs of something and one of its combinations; more of them are refused. */
const MOST_PAIRS = 20_000_000

/**
 * The values of a field, or the combinations of several, in what is selected; most sessions first, then most packets.
 * Combinations are those within a session where one of the fields is of sessions, else within a packet.
 */
export function unique(
  tables: CaptureTables,
  selected: Selected | null,
  query: UniqueQuery,
  find: FindField,
): List<UniqueValue> {
  const fields = fieldsOf(query).map(find)
  const { values, combination } = combinations(tables, selected, fields)
  const counts = valueCounts(values)
  const order = mostFirst(counts)
  const sortKeys = (key: string): Float64Array | null => {
    const arranged = (keys: ArrayLike<number>) => Float64Array.from(order, (id) => keys[id])
    switch (key) {
      case 'sessions':
        return arranged(counts.sessions)
      case 'packets':
        return arranged(counts.packets)
      case 'bytes':
        return arranged(counts.bytes)
      case 'value':
        return fields.length === 1 ? arranged(values.ranks()) : textKeys(Array.from(order, (id) => values.text(id)))
      default:
        return null
    }
  }
  return {
    length: order.length,
    row: (index) => {
      const id = order[index]
      return {
        value: values.text(id),
        values: combination(id),
        sessions: counts.sessions[id],
        packets: counts.packets[id],
        bytes: counts.bytes[id],
      }
    },
    sortKeys,
  }
}

/** The names that a query asks for. Throws when there is none. */
export function fieldsOf({ field, fields }: UniqueQuery): readonly string[] {
  const names = fields ?? (field === undefined ? [] : [field])
  if (names.length === 0) throw new Error('unique needs a field')
  return names
}

/** Values by most sessions, then most packets; equal ones as they were met. */
export function mostFirst({ sessions, packets }: { sessions: Float64Array; packets: Float64Array }): Uint32Array {
  const byPackets = sortedOrder(packets, true)
  const moved = Float64Array.from(byPackets, (id) => sessions[id])
  return sortedOrder(moved, true).map((at) => byPackets[at])
}

type Combinations = { values: FieldValues; combination: (id: number) => string[] }

function combinations(
  tables: CaptureTables,
  selected: Selected | null,
  [first, ...rest]: readonly FieldSource[],
): Combinations {
  const kind = commonKind([first, ...rest])
  let values = fieldValues(tables, selected, first, kind)
  const alone = values
  let combination = (id: number): string[] => [alone.text(id)]
  for (const field of rest) {
    const next = fieldValues(tables, selected, field, kind)
    const joined = product(values, next)
    const former = combination
    combination = (id) => [...former(joined.pairs.first[id]), next.text(joined.pairs.second[id])]
    const { unit, value, length, pairs } = joined
    const texts = combination
    values = {
      units: values.units,
      unit,
      value,
      length,
      size: pairs.size,
      text: (id) => texts(id).join(', '),
      addressIds: () => null,
      ranks: () => textKeys(Array.from({ length: pairs.size }, (_, id) => texts(id).join(', '))),
    }
  }
  return { values, combination }
}

/** Within what combinations are made. */
function commonKind(fields: readonly FieldSource[]): Units['kind'] {
  const kinds = new Set(fields.map(unitKind))
  const [only] = kinds
  if (kinds.size === 1) return only
  return kinds.has('session') ? 'session' : 'packet'
}

/** Every value of a unit with every value that it has of the next field. */
function product(a: FieldValues, b: FieldValues) {
  const pairs = new PairIndex()
  let unit = new Uint32Array(Math.max(16, a.length))
  let value = new Uint32Array(unit.length)
  let length = 0
  const { start, at } = groupsOf(b.unit, b.length, b.units.size)
  for (let i = 0; i < a.length; i++) {
    const own = a.unit[i]
    for (let j = start[own]; j < start[own + 1]; j++) {
      if (length === MOST_PAIRS) throw new Error('these fields have too many combinations')
      if (length === unit.length) {
        unit = grown(unit, length * 2)
        value = grown(value, length * 2)
      }
      unit[length] = own
      value[length++] = pairs.of(a.value[i], b.value[at[j]])
    }
  }
  return { unit, value, length, pairs }
}
