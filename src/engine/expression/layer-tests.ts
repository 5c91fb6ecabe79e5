import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Column, Field } from './field.ts'
import type { FieldRegistry } from './field-registry.ts'
import { passes, sliced } from './matcher.ts'
import { numberOf } from './number-values.ts'
import { ExpressionError, type Expression, type Value } from './syntax.ts'
import { itemMatcher } from './values.ts'

/**
 * A comparison with the bytes of a layer, from its header to its end: `tcp contains "GET"`, `tcp[13] & 2`,
 * `frame[0:4] == 00:01:02:03`. Nobody keeps the bytes of all layers, so that the comparison itself is what the packets
 * are read again for; whether it held is kept under its key.
 */
export type LayerTest = {
  /** Of tables.fieldColumns: 1 where a layer passed, 0 where it failed. */
  key: string
  /** Name of the protocol, or `frame`. */
  layer: string
  /** A character a byte. */
  test: (bytes: string) => boolean
}

type Comparison = Extract<Expression, { kind: 'compare' }>

/** What a slice of so many bytes is, is a number, too. */
const MOST_OF_NUMBER = 4

/** Whether a comparison is one with bytes of a layer; `ip` is also Arkime's name of all addresses. */
export function isLayerTest({ field: { name, slice, functions }, operator }: Comparison, field: Field): boolean {
  // What Wireshark calls the length of a layer is not that of its bytes.
  if (functions.length > 0) return false
  const ofBytes = operator === 'contains' || operator === 'matches' || slice !== null
  if (name === 'ip') return ofBytes
  return field.type === 'presence' && field.isReread !== true && ofBytes
}

/** Throws ExpressionError. */
export function layerTestOf(part: Comparison, registry: FieldRegistry, tables: CaptureTables): LayerTest {
  const { field: reference, operator, value } = part
  const { name: layer, slice } = reference
  if (value.kind === 'list' || value.kind === 'exists')
    throw new ExpressionError('Bytes are compared with one value', value.from, value.to, ['00:01', '"text"'])
  const isNumber = slice !== null && isNumeric(value, operator)
  const field: Field = {
    name: layer,
    aliases: [],
    family: 'wireshark',
    type: isNumber ? 'number' : 'bytes',
    meaning: '',
    example: '',
    columns: [],
  }
  const subject = isNumber ? 'number' : 'bytes'
  const { matcher } = itemMatcher({ value, upper: null }, { field, subject, operator, registry, tables })
  const key = `${layer} ${JSON.stringify([slice, operator, value.kind, value.text])}`
  const size = slice === null ? 0 : slice.reduce((sum, { length }) => sum + (length ?? Number.POSITIVE_INFINITY), 0)
  if (isNumber && size > MOST_OF_NUMBER)
    throw new ExpressionError('A number has at most four bytes', reference.from, reference.to, [`${layer}[0:4]`])
  const test = (bytes: string): boolean => {
    const part = sliced(bytes, slice)
    // A slice that is not there compares with nothing.
    if (slice !== null && part === '') return false
    if (matcher.on === 'bytes') return matcher.test(part)
    return matcher.on === 'number' && passes(matcher.test, numberIn(part))
  }
  return { key, layer, test }
}

/** Big-endian. */
function numberIn(bytes: string): number {
  let number = 0
  for (let i = 0; i < bytes.length; i++) number = number * 256 + bytes.charCodeAt(i)
  return number
}

/** Two hexadecimal digits are a byte; a mask, 0x… and a single digit are numbers. */
function isNumeric(value: Value, operator: Comparison['operator']): boolean {
  if (value.kind !== 'word') return false
  return operator === '&' || (/^(?:0[xX][0-9a-fA-F]+|\d)$/.test(value.text) && numberOf(value.text) !== null)
}

/** Whether it held, by packet. */
export function layerColumn(key: string): Column {
  return {
    domain: 'packet',
    space: 'number',
    each({ fieldColumns, packets }, visit) {
      const column = fieldColumns.get(key)
      if (column === undefined) throw new Error('the packets are not read again for the bytes of a layer')
      const { size, row, value } = column
      for (let at = 0; at < size; at++) if (row[at] < packets.rows) visit(row[at], value[at])
    },
  }
}
