import type { CaptureTables } from '../tables/capture-tables.ts'
import type { FieldColumn } from '../tables/field-column.ts'
import { RowSet } from '../tables/row-set.ts'
import { addressValue } from './address-values.ts'
import type { FieldRegistry } from './field-registry.ts'
import { bytesOf, sliced } from './matcher.ts'
import { numberOf } from './number-values.ts'
import type { RereadField } from './reread-fields.ts'
import { type Expression, ExpressionError, type FieldReference, type Operator } from './syntax.ts'
import { fieldsOf, type MathOperator, type PlainValue, type Term } from './terms.ts'
import { regexTest } from './text-values.ts'

/** A comparison of terms, each of which has none, one or several values in a packet. */
export type Computed = Extract<Expression, { kind: 'computed' }>

/** Numbers are numbers; all else is text or bytes, a character a byte. */
type Datum = number | string
type Kind = 'number' | 'text' | 'bytes'

/** The values of a term in a packet; packets are asked for in their order. */
type Read = (row: number) => readonly Datum[]

/** The fields whose values must be read from the packets before a comparison of terms can be evaluated. */
export function computedFields(part: Computed, registry: FieldRegistry): string[] {
  const terms = part.right === null ? [part.left] : [part.left, part.right]
  return terms.flatMap(fieldsOf).flatMap((field) => registry.readable(field.name)?.name ?? [])
}

/**
 * A comparison whose right side is a field, not a value, as a comparison of terms; null for any other. In quotes a name
 * is a text.
 */
export function termsOf(part: Expression, registry: FieldRegistry): Computed | null {
  if (part.kind !== 'compare' || part.value.kind !== 'word') return null
  const { field, operator, value, from, to } = part
  if (!value.text.includes('.') || registry.readable(value.text) === undefined) return null
  const { from: begin, to: end } = value
  const other = { name: value.text, functions: [], slice: null, quantifier: null, from: begin, to: end }
  return {
    kind: 'computed',
    left: { kind: 'field', field, from: field.from, to: field.to },
    operator,
    right: { kind: 'field', field: other, from: begin, to: end },
    quantifier: field.quantifier,
    from,
    to,
  }
}

/** Throws ExpressionError for what no field is, and where the sides cannot be compared. */
export function compileComputed(part: Computed, registry: FieldRegistry, tables: CaptureTables): () => RowSet {
  const { operator, right } = part
  const left = compile(part.left, registry, null)
  const other = right === null ? null : compile(right, registry, left.kind)
  const isPattern = operator === 'contains' || operator === 'matches'
  if (other !== null && (left.kind !== other.kind || (isPattern && left.kind === 'number')))
    throw new ExpressionError('These two cannot be compared', part.from, part.to)
  const compare = comparer(operator, right)
  const isEvery = operator === '!=' || operator === '===' || part.quantifier === 'all'
  return () => {
    const set = new RowSet(tables.packets.rows + tables.records.rows)
    const own = left.start(tables)
    const theirs = other?.start(tables) ?? null
    for (let row = 0; row < tables.packets.rows; row++) {
      const values = own(row)
      if (values.length === 0) continue
      const rest = theirs === null ? ZERO : theirs(row)
      if (rest.length === 0) continue
      const holds = isEvery
        ? values.every((a) => rest.every((b) => compare(a, b)))
        : values.some((a) => rest.some((b) => compare(a, b)))
      if (holds) set.add(row)
    }
    return set
  }
}

const ZERO: readonly Datum[] = [0]

type Compiled = { kind: Kind; start: (tables: CaptureTables) => Read }

function comparer(operator: Operator, right: Term | null): (a: Datum, b: Datum) => boolean {
  switch (operator) {
    case '==':
    case '===':
      return (a, b) => a === b
    case '!=':
    case '!==':
      return (a, b) => a !== b
    case '<':
      return (a, b) => a < b
    case '<=':
      return (a, b) => a <= b
    case '>':
      return (a, b) => a > b
    case '>=':
      return (a, b) => a >= b
    case '&':
      return (a, b) => Number((BigInt(a) & BigInt(b)) !== 0n) === 1
    case 'contains':
      return (a, b) => String(a).includes(String(b))
    default: {
      if (right?.kind !== 'value')
        throw new ExpressionError('A pattern is needed here', right?.from ?? 0, right?.to ?? 0)
      const test = regexTest(right.value, false, true)
      return (a) => test(String(a))
    }
  }
}

/** `wanted`: what a value without a field is read as. */
function compile(term: Term, registry: FieldRegistry, wanted: Kind | null): Compiled {
  switch (term.kind) {
    case 'value':
      return constant(term, wanted)
    case 'field': {
      const known = registry.readable(term.field.name)
      // A word with dots may be a value, too: a name of a host.
      if (known === undefined && wanted === 'text')
        return constant(
          { ...term, kind: 'value', value: { kind: 'word', text: term.field.name, ...place(term) } },
          wanted,
        )
      if (known === undefined) throw unknown(term.field, registry)
      return fieldReader(term.field, known)
    }
    case 'minus':
      return mapped(numeric(term.operand, registry), (value) => -value)
    case 'math': {
      const left = numeric(term.left, registry)
      const right = numeric(term.right, registry)
      const apply = arithmetic[term.operator]
      return {
        kind: 'number',
        start: (tables) => {
          const a = left.start(tables)
          const b = right.start(tables)
          return (row) => {
            const values = b(row)
            return a(row)
              .flatMap((x) => values.map((y) => apply(Number(x), Number(y))))
              .filter((x) => !Number.isNaN(x))
          }
        },
      }
    }
    default:
      return call(term, registry)
  }
}

const place = ({ from, to }: Term) => ({ from, to })

function unknown({ name, from, to }: FieldReference, registry: FieldRegistry): ExpressionError {
  if (registry.find(name) !== undefined)
    return new ExpressionError(`\`${name}\` cannot be reckoned with: only fields of packets can`, from, to)
  return new ExpressionError(`There is no field \`${name}\``, from, to, registry.near(name))
}

function constant(term: Extract<Term, { kind: 'value' }>, wanted: Kind | null): Compiled {
  const { value } = term
  const isWord = value.kind === 'word'
  const number = isWord ? numberOf(value.text) : null
  if (wanted === 'bytes') {
    const bytes = isWord ? addressBytes(value) : value.text
    return { kind: 'bytes', start: () => () => [bytes] }
  }
  if (wanted === 'text' || !isWord) return { kind: 'text', start: () => () => [value.text] }
  if (number === null) throw new ExpressionError(`\`${value.text}\` is no number`, value.from, value.to, ['a number'])
  return { kind: 'number', start: () => () => [number] }
}

function numeric(term: Term, registry: FieldRegistry): Compiled {
  const compiled = compile(term, registry, 'number')
  if (compiled.kind !== 'number') throw new ExpressionError('A number is needed here', term.from, term.to, ['a number'])
  return compiled
}

function mapped(compiled: Compiled, change: (value: number) => number): Compiled {
  return {
    kind: 'number',
    start: (tables) => {
      const read = compiled.start(tables)
      return (row) => read(row).map((value) => change(Number(value)))
    },
  }
}

const arithmetic: Readonly<Record<MathOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // Whole numbers stay whole; by zero there is no value.
  '/': (a, b) => (b === 0 ? Number.NaN : Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b),
  '%': (a, b) => (b === 0 ? Number.NaN : a % b),
  '&': (a, b) => (Number.isInteger(a) && Number.isInteger(b) ? Number(BigInt(a) & BigInt(b)) : Number.NaN),
}

function call(term: Extract<Term, { kind: 'call' }>, registry: FieldRegistry): Compiled {
  const { name, operands } = term
  if (name === 'abs') return mapped(numeric(operands[0], registry), Math.abs)
  if (name === 'string') {
    const [operand] = operands
    if (operand.kind !== 'field') throw new ExpressionError('A field is needed here', operand.from, operand.to)
    const known = registry.readable(operand.field.name)
    if (known === undefined) throw unknown(operand.field, registry)
    return { kind: 'text', start: (tables) => textsOf(known, tables) }
  }
  const all = operands.map((operand) => numeric(operand, registry))
  return {
    kind: 'number',
    start: (tables) => {
      const readers = all.map(({ start }) => start(tables))
      return (row) => {
        const values = readers.flatMap((read) => read(row).map(Number))
        return values.length === 0 ? [] : [values.reduce((a, b) => (name === 'max' ? Math.max(a, b) : Math.min(a, b)))]
      }
    },
  }
}

const NUMBERS = ['number', 'boolean', 'time', 'epoch', 'duration', 'presence']

function fieldReader(reference: FieldReference, { name, kind }: RereadField): Compiled {
  const { functions, slice } = reference
  const isLength = functions.includes('len')
  const isCounted = functions.includes('count')
  const isNumber = NUMBERS.includes(kind)
  if (isNumber && (slice !== null || (functions.length > 0 && !isCounted)))
    throw new ExpressionError(`This does not fit \`${name}\``, reference.from, reference.to)
  const change = (text: string): Datum => {
    let out = sliced(text, slice)
    for (const word of functions) {
      if (word === 'lower') out = out.toLowerCase()
      else if (word === 'upper') out = out.toUpperCase()
    }
    return isLength ? out.length : out
  }
  return {
    kind: isLength || isCounted || isNumber ? 'number' : kind === 'text' ? 'text' : 'bytes',
    start: (tables) => {
      const column = columnNamed(name, tables)
      const values = cursor(column)
      if (isCounted)
        return (row) => {
          const { length } = values(row)
          return length === 0 ? [] : [length]
        }
      if (isNumber) return values
      const known = new Map<number, Datum>()
      const textOf = (id: number): Datum => {
        let text = known.get(id)
        if (text === undefined) known.set(id, (text = change(rawOf(kind, column, id))))
        return text
      }
      return (row) => values(row).map(textOf)
    },
  }
}

function rawOf(kind: RereadField['kind'], column: FieldColumn, id: number): string {
  if (kind === 'text') return column.texts.text(id)
  return kind === 'bytes' ? column.runs[id] : bytesOf(column.addresses, id)
}

function textsOf({ name, kind }: RereadField, tables: CaptureTables): Read {
  const column = columnNamed(name, tables)
  const values = cursor(column)
  const text = (value: number): string => {
    if (kind === 'text') return column.texts.text(value)
    if (kind === 'ipv4' || kind === 'ipv6' || kind === 'mac') return column.addresses.text(value)
    if (kind !== 'bytes') return String(value)
    return Array.from(column.runs[value], (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  }
  return (row) => values(row).map(text)
}

function columnNamed(name: string, { fieldColumns }: CaptureTables): FieldColumn {
  const column = fieldColumns.get(name)
  if (column === undefined) throw new Error(`the packets are not read again for ${name}`)
  return column
}

/** An address, or bytes in hexadecimal digits. */
function addressBytes(value: PlainValue): string {
  if (/^[0-9a-f]{2}(?:[:.-][0-9a-f]{2})*$/i.test(value.text))
    return Array.from(value.text.matchAll(/[0-9a-f]{2}/gi), ([digits]) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    ).join('')
  const { net } = addressValue(value)
  if (net === null) throw new ExpressionError('An address is needed here', value.from, value.to, ['192.0.2.1'])
  const words = net.version === 4 ? net.words.slice(0, 1) : net.words
  return words
    .map((word) => String.fromCharCode(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255))
    .join('')
}

const NOTHING: readonly number[] = []

/** The values of one row after the other: rows are asked for in their order. */
function cursor({ row, value, size }: FieldColumn): (wanted: number) => readonly number[] {
  let at = 0
  return (wanted) => {
    while (at < size && row[at] < wanted) at++
    if (at >= size || row[at] !== wanted) return NOTHING
    const from = at
    while (at < size && row[at] === wanted) at++
    return Array.from(value.subarray(from, at))
  }
}
