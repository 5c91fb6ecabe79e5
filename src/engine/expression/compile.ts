import type { CaptureTables } from '../tables/capture-tables.ts'
import { RowSet } from '../tables/row-set.ts'
import { addressValue, type AddressValue, isInNet } from './address-values.ts'
import { compileComputed, termsOf } from './computed.ts'
import type { Column, Field } from './field.ts'
import type { FieldRegistry } from './field-registry.ts'
import { FAILED, joined, KEEP, keptPlaces, packetCounts, packetFlags, PASSED, placesIn, rowSetOf } from './flags.ts'
import { isLayerTest, layerColumn, layerTestOf } from './layer-tests.ts'
import { type Matcher, testOf } from './matcher.ts'
import { resolveField, subjectOf } from './resolve.ts'
import { type Expression, ExpressionError, type FieldReference, type Item, type Operator } from './syntax.ts'
import { testFunction } from './value-test.ts'
import { itemMatcher, type ValueContext } from './values.ts'

/** An expression made ready: calling it answers what it selects, packets and behind them records (see selectedOf). */
export type Selector = () => RowSet

/**
 * Makes an expression ready for these tables. Throws ExpressionError for what no field, operator or value is.
 *
 * A field has none, one or several values in a packet (addresses of tunnels, names of a session), and families disagree
 * about what `!=` means then. Wireshark's names are read as Wireshark 4 reads them: `==` some value is equal, `!=` there
 * are values and none is equal, `!==` some value differs, `===` all are equal. Arkime's and Zeek's names speak of whole
 * sessions and are read as Arkime reads them: `!=` is the opposite of `==`, so that it selects also what has no value.
 */
export function compileExpression(expression: Expression, registry: FieldRegistry, tables: CaptureTables): Selector {
  const compile = (part: Expression): Selector => {
    switch (part.kind) {
      case 'exists':
        return existence(part.field, part.marked, registry, tables)
      case 'compare':
        return comparison(part, registry, tables)
      case 'computed':
        return compileComputed(part, registry, tables)
      case 'not': {
        const operand = compile(part.operand)
        return () => inverted(operand())
      }
      default: {
        const left = compile(part.left)
        const right = compile(part.right)
        const { kind } = part
        return () => combined(kind, left(), right())
      }
    }
  }
  return compile(expression)
}

function combined(kind: 'and' | 'or' | 'xor', left: RowSet, right: RowSet): RowSet {
  const a = left.words
  const b = right.words
  if (kind === 'and')
    return new RowSet(
      left.rows,
      a.map((word, i) => word & b[i]),
    )
  if (kind === 'or')
    return new RowSet(
      left.rows,
      a.map((word, i) => word | b[i]),
    )
  return new RowSet(
    left.rows,
    a.map((word, i) => word ^ b[i]),
  )
}

function inverted(set: RowSet): RowSet {
  const words = set.words.map((word) => ~word)
  // No row lies beyond the last one.
  if ((set.rows & 31) !== 0) words[words.length - 1] &= 2 ** (set.rows & 31) - 1
  return new RowSet(set.rows, words)
}

function existence(
  reference: FieldReference,
  marked: boolean,
  registry: FieldRegistry,
  tables: CaptureTables,
): Selector {
  const { field } = resolveField(reference, registry)
  if (reference.functions.length > 0)
    throw new ExpressionError('This needs a comparison', reference.from, reference.to, ['==', '>'])
  const columns = marked ? field.columns : (field.presence ?? field.columns)
  const present = { kind: 'intervals', intervals: [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]] } as const
  return () => keptPlaces(tables, columns, () => present, KEEP.any)
}

/** Which flags an operator keeps. */
function keptBy(operator: Operator, field: Field, quantifier: FieldReference['quantifier']): number {
  switch (operator) {
    case '!=':
      if (quantifier === 'any') return KEEP.someFailed
      return field.family === 'wireshark' || quantifier === 'all' ? KEEP.noneOfSome : KEEP.none
    case '===':
      return KEEP.all
    case '!==':
      return KEEP.someFailed
    default:
      return quantifier === 'all' ? KEEP.all : KEEP.any
  }
}

function comparison(
  part: Extract<Expression, { kind: 'compare' }>,
  registry: FieldRegistry,
  tables: CaptureTables,
): Selector {
  const { field: reference, operator, value } = part
  const terms = termsOf(part, registry)
  if (terms !== null) return compileComputed(terms, registry, tables)
  const { field, distinct } = resolveField(reference, registry)
  if (isLayerTest(part, field)) {
    const { key } = layerTestOf(part, registry, tables)
    const held = { kind: 'intervals', intervals: [[1, 1]] } as const
    return () =>
      keptPlaces(
        tables,
        [layerColumn(key)],
        () => held,
        keptBy(operator, { ...field, family: 'wireshark' }, reference.quantifier),
      )
  }
  const subject = subjectOf(reference, field, distinct)
  const keep = keptBy(operator, field, reference.quantifier)
  const isList = value.kind === 'list'
  const equality = ['==', '!=', '===', '!=='].includes(operator)
  if (isList && !equality && operator !== 'contains' && operator !== 'matches')
    throw new ExpressionError(`A list does not stand behind \`${operator}\``, value.from, value.to, ['==', '!=', 'in'])
  const items: readonly Item[] = isList ? value.items : [{ value, upper: null }]
  const context: ValueContext = { field, subject, operator, registry, tables }
  const each = items.map((item) => testedItem(item, context))
  if (operator !== '==' && operator !== '!=') for (const { port, item } of each) refusePort(port, item)

  if (subject === 'count') {
    const matchers = each.map(({ matcher }) => matcher)
    return () => rowSetOf(countFlags(field.columns, anyOf(matchers), distinct, tables), keep)
  }
  const flagsOf = (tested: readonly Tested[]): Uint8Array => {
    const plain = tested.filter(({ port }) => port === null)
    const flags = plain.length === 0 ? [] : [flagsOfColumns(columnsOf(field, plain), plain, reference, tables)]
    const withPorts = tested.filter(({ port }) => port !== null)
    return joined([...flags, ...withPorts.map((one) => endFlags(field, one, reference, tables))], placesIn(tables))
  }
  if (isList && value.all) return () => rowSetOf(allOf(each.map((one) => flagsOf([one]))), keep)
  if (each.some(({ port }) => port !== null)) return () => rowSetOf(flagsOf(each), keep)
  const matcher = anyOf(each.map((one) => one.matcher))
  const columns = columnsOf(field, each)
  return () => keptPlaces(tables, columns, (column) => testOf(matcher, reference, column, tables), keep)
}

type Tested = { item: Item; matcher: Matcher; version: 4 | 6 | null; port: number | null; isAddress: boolean }

function testedItem(item: Item, context: ValueContext): Tested {
  if (context.subject === 'address' && item.upper === null && isEquality(context.operator)) {
    const { value } = item
    if (value.kind === 'word' || value.kind === 'string') {
      const parsed: AddressValue = readAddress(value, context)
      checkAddress(parsed, item, context.field)
      const { net, port } = parsed
      const test: Matcher = { on: 'address', test: (pool, id) => net === null || isInNet(pool, id, net) }
      return { item, matcher: test, version: net?.version ?? null, port, isAddress: net !== null }
    }
  }
  const { matcher, version } = itemMatcher(item, context)
  return { item, matcher, version, port: null, isAddress: true }
}

function readAddress(value: { text: string; from: number; to: number }, { registry }: ValueContext): AddressValue {
  try {
    return addressValue(value)
  } catch (error) {
    if (registry.find(value.text) === undefined) throw error
    throw new ExpressionError('Fields are compared with values, not with each other', value.from, value.to, ['a value'])
  }
}

function isEquality(operator: Operator): boolean {
  return operator === '==' || operator === '!=' || operator === '===' || operator === '!=='
}

function checkAddress({ net, port }: AddressValue, { value: { from, to } }: Item, field: Field): void {
  if (port !== null && field.ends === undefined)
    throw new ExpressionError(`\`${field.name}\` has no port`, from, to, ['an address'])
  if (net?.version === 4 && /^ipv6\.|^dns\.aaaa$/.test(field.name))
    throw new ExpressionError(`\`${field.name}\` holds IPv6 addresses only`, from, to, ['2001:db8::/32'])
}

function refusePort(port: number | null, { value }: Item): void {
  if (port !== null)
    throw new ExpressionError('A port stands only behind == and !=', value.from, value.to, ['==', '!='])
}

/** The IPv6 columns of a field of IPv4 where IPv6 is asked for. */
function columnsOf(field: Field, tested: readonly Tested[]): readonly Column[] {
  if (field.columns6 === undefined || !tested.some(({ version }) => version === 6)) return field.columns
  return tested.every(({ version }) => version === 6) ? field.columns6 : [...field.columns, ...field.columns6]
}

function flagsOfColumns(
  columns: readonly Column[],
  tested: readonly Tested[],
  reference: FieldReference,
  tables: CaptureTables,
): Uint8Array {
  const matcher = anyOf(tested.map((one) => one.matcher))
  return packetFlags(tables, columns, (column) => testOf(matcher, reference, column, tables))
}

/** Places where an address and its own port are as asked. */
function endFlags(field: Field, tested: Tested, reference: FieldReference, tables: CaptureTables): Uint8Array {
  const port = tested.port ?? 0
  const portTest = { kind: 'intervals', intervals: [[port, port]] } as const
  const out = new Uint8Array(placesIn(tables))
  for (const { address, port: portColumn, version } of field.ends ?? []) {
    if (version !== undefined && tested.version !== null && version !== tested.version) continue
    const addresses = packetFlags(tables, [address], (column) => testOf(tested.matcher, reference, column, tables))
    const ports = packetFlags(tables, [portColumn], () => portTest)
    for (let row = 0; row < out.length; row++) {
      if (addresses[row] === 0) continue
      out[row] |= (addresses[row] & ports[row] & PASSED) === PASSED ? PASSED : FAILED
    }
  }
  return out
}

/** Passed where every list passed. */
function allOf(all: readonly Uint8Array[]): Uint8Array {
  const [first, ...rest] = all
  return first.map((flags, row) => {
    if (flags === 0) return 0
    return (flags & PASSED) !== 0 && rest.every((other) => (other[row] & PASSED) !== 0) ? PASSED : FAILED
  })
}

function countFlags(
  columns: readonly Column[],
  matcher: Matcher,
  distinct: boolean,
  tables: CaptureTables,
): Uint8Array {
  if (matcher.on !== 'number') throw new Error('counts are numbers')
  const passes = testFunction(matcher.test)
  const flags = new Uint8Array(placesIn(tables))
  const counts = columns.map((column) => packetCounts(tables, column, distinct))
  for (let row = 0; row < flags.length; row++) {
    let count = 0
    for (const column of counts) count += column[row]
    if (count > 0) flags[row] = passes(count) ? PASSED : FAILED
  }
  return flags
}

/** Passes where one of them does. */
function anyOf(matchers: readonly Matcher[]): Matcher {
  const [first] = matchers
  if (matchers.length === 1) return first
  switch (first.on) {
    case 'number': {
      const tests = matchers.flatMap((matcher) => (matcher.on === 'number' ? [matcher.test] : []))
      const intervals = tests.flatMap((test) => (test.kind === 'intervals' ? test.intervals : []))
      return { on: 'number', test: { kind: 'intervals', intervals } }
    }
    case 'text': {
      const tests = matchers.flatMap((matcher) => (matcher.on === 'text' ? [matcher.test] : []))
      return { on: 'text', test: (text) => tests.some((test) => test(text)) }
    }
    case 'bytes': {
      const tests = matchers.flatMap((matcher) => (matcher.on === 'bytes' ? [matcher.test] : []))
      return { on: 'bytes', test: (bytes) => tests.some((test) => test(bytes)) }
    }
    default: {
      const tests = matchers.flatMap((matcher) => (matcher.on === 'address' ? [matcher.test] : []))
      return { on: 'address', test: (pool, id) => tests.some((test) => test(pool, id)) }
    }
  }
}
