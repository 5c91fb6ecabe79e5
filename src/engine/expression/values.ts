import type { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { addressValue, compareWithNet } from './address-values.ts'
import type { Field } from './field.ts'
import type { FieldRegistry } from './field-registry.ts'
import type { Matcher } from './matcher.ts'
import { type Literal, type Notation, numberInterval, ordered } from './number-values.ts'
import type { Subject } from './resolve.ts'
import { ExpressionError, type Item, type Operator, type Value } from './syntax.ts'
import { isWildcard, regexTest, wildcardTest } from './text-values.ts'
import { type CaptureSpan, captureSpan, timeInterval } from './time-values.ts'
import { above, below, type Interval } from './value-test.ts'

export type ValueContext = {
  field: Field
  subject: Subject
  operator: Operator
  registry: FieldRegistry
  tables: CaptureTables
}

type Matched = { matcher: Matcher; version: 4 | 6 | null }

/** What one value, or one range of a list, is compared with. Throws ExpressionError where it does not fit the field. */
export function itemMatcher({ value, upper }: Item, context: ValueContext): Matched {
  const { subject, operator, field } = context
  const literal = literalOf(value, context)
  if (operator === '&' && !['number', 'boolean', 'length', 'count'].includes(subject))
    throw new ExpressionError(`Bits of \`${field.name}\` cannot be tested`, value.from, value.to)
  if ((operator === 'contains' || operator === 'matches') && !['text', 'bytes', 'mac'].includes(subject))
    throw new ExpressionError(`\`${operator}\` does not fit \`${field.name}\``, value.from, value.to, ['==', '!='])
  switch (subject) {
    case 'text':
      return plain(textMatcher(value, upper, context))
    case 'bytes':
    case 'mac':
      return plain(bytesMatcher(literal, upper, context, field.type === 'bytes' && value.kind === 'string'))
    case 'address':
      return addressMatcher(literal, upper, operator, context)
    default:
      return plain(numberMatcher(literal, upper, context))
  }
}

const plain = (matcher: Matcher): Matched => ({ matcher, version: null })

/** A word or a string; a regular expression stands only for texts. */
function literalOf(value: Value, { subject, field }: ValueContext): Literal {
  if (value.kind === 'word' || value.kind === 'string') return value
  if (value.kind === 'regex') {
    if (subject !== 'text')
      throw new ExpressionError(`A pattern does not fit \`${field.name}\``, value.from, value.to, ['a value'])
    return value
  }
  throw new ExpressionError('A single value is needed here', value.from, value.to, ['a value'])
}

function numberMatcher(literal: Literal, upper: Value | null, context: ValueContext): Matcher {
  const { operator } = context
  const equality = ['==', '!=', '===', '!=='].includes(operator)
  let interval =
    context.subject === 'time' ? timeOf(literal, context) : numberOf(literal, context, equality && upper === null)
  if (upper !== null) {
    const end = literalOf(upper, context)
    const high = context.subject === 'time' ? timeOf(end, context) : numberOf(end, context, false)
    interval = ordered(interval[0], high[1], { from: literal.from, to: end.to })
  }
  if (operator === '&') {
    const mask = interval[0]
    if (!Number.isInteger(mask) || mask < 0 || mask > 0xffffffff)
      throw new ExpressionError('A mask has at most 32 bits', literal.from, literal.to, ['0x02'])
    return { on: 'number', test: { kind: 'call', test: (value) => (value & mask) !== 0 } }
  }
  // Whatever is not 0 is true.
  if (context.subject === 'boolean' && interval[0] > 1) interval = [1, 1]
  return { on: 'number', test: { kind: 'intervals', intervals: [bounded(interval, operator)] } }
}

function bounded([low, high]: Interval, operator: Operator): Interval {
  switch (operator) {
    case '<':
      return [Number.NEGATIVE_INFINITY, below(low)]
    case '<=':
      return [Number.NEGATIVE_INFINITY, high]
    case '>':
      return [above(high), Number.POSITIVE_INFINITY]
    case '>=':
      return [low, Number.POSITIVE_INFINITY]
    default:
      return [low, high]
  }
}

function numberOf(literal: Literal, { subject, field, registry }: ValueContext, ranges: boolean): Interval {
  const isOwn = subject === 'number' || subject === 'boolean' || subject === 'duration'
  const notation: Notation = {
    unit: isOwn && subject === 'duration' ? (field.unit === 'ms' ? 1e-3 : 1) : null,
    numbers: isOwn ? field.numbers : undefined,
    isBoolean: subject === 'boolean',
  }
  try {
    return numberInterval(literal, notation, ranges)
  } catch (error) {
    if (registry.find(literal.text) === undefined) throw error
    throw new ExpressionError('Fields are compared with values, not with each other', literal.from, literal.to, [
      'a value',
    ])
  }
}

function timeOf(literal: Literal, { field, tables }: ValueContext): Interval {
  let known: CaptureSpan | null = null
  const span = () => (known ??= captureSpan(tables))
  return timeInterval(literal, tables.baseSecond, span, field.family !== 'wireshark')
}

function textMatcher(value: Value, upper: Value | null, { operator, field, ...context }: ValueContext): Matcher {
  if (upper !== null) throw new ExpressionError(`A range does not fit \`${field.name}\``, value.from, upper.to)
  const literal = literalOf(value, { operator, field, ...context })
  const folded = field.folded === true
  const fold = (text: string) => (folded ? text.toLowerCase() : text)
  const wanted = fold(literal.text)
  if (operator === 'matches') return { on: 'text', test: regexTest(literal, false, true) }
  if (value.kind === 'regex') {
    if (operator === 'contains' || ['<', '<=', '>', '>='].includes(operator))
      throw new ExpressionError(`A pattern does not stand behind \`${operator}\``, value.from, value.to, [
        '==',
        'matches',
      ])
    return { on: 'text', test: regexTest(literal, true, folded) }
  }
  switch (operator) {
    case 'contains':
      return { on: 'text', test: (text) => fold(text).includes(wanted) }
    case '<':
      return { on: 'text', test: (text) => fold(text) < wanted }
    case '<=':
      return { on: 'text', test: (text) => fold(text) <= wanted }
    case '>':
      return { on: 'text', test: (text) => fold(text) > wanted }
    case '>=':
      return { on: 'text', test: (text) => fold(text) >= wanted }
    default:
  }
  // Quotes make a star a star in a display filter, but not in Arkime.
  if (isWildcard(literal.text) && (value.kind === 'word' || field.family === 'arkime')) {
    if (/^\*+$/.test(literal.text))
      throw new ExpressionError('A lone star says nothing: ask whether there is a value', value.from, value.to, [
        'EXISTS!',
      ])
    const fits = wildcardTest(wanted)
    return { on: 'text', test: (text) => fits(fold(text)) }
  }
  return { on: 'text', test: (text) => fold(text) === wanted }
}

/** A text's UTF-8 bytes, a character a byte. */
function latin1(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text))
}

const HEX_BYTES =
  /^(?:0[xX](?:[0-9a-fA-F]{2})+|[0-9a-fA-F]{2}(?:[:.-]?[0-9a-fA-F]{2})*|[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})*)$/

/** `isText`: the bytes are those of the text, not its hexadecimal digits. */
function bytesMatcher(
  literal: Literal,
  upper: Value | null,
  { operator, field, subject }: ValueContext,
  isText: boolean,
): Matcher {
  if (upper !== null) throw new ExpressionError(`A range does not fit \`${field.name}\``, literal.from, upper.to)
  if (operator === 'matches') {
    if (field.type === 'bytes') return { on: 'bytes', test: regexTest(literal, false, true) }
    throw new ExpressionError(`\`matches\` does not fit \`${field.name}\``, literal.from, literal.to, [
      '==',
      'contains',
    ])
  }
  const isMac = subject === 'mac' && operator !== 'contains'
  const expected = isMac ? ['00:0c:29:11:22:33'] : ['00:0c:29']
  if (!isText && !HEX_BYTES.test(literal.text))
    throw new ExpressionError(`\`${literal.text}\` is no run of bytes`, literal.from, literal.to, expected)
  const digits = isText ? '' : literal.text.replace(/^0x/i, '').replaceAll(/[^0-9a-fA-F]/g, '')
  if (isMac && digits.length !== 12)
    throw new ExpressionError('An Ethernet address has six bytes', literal.from, literal.to, expected)
  let wanted = isText ? latin1(literal.text) : ''
  for (let i = 0; i < digits.length; i += 2) wanted += String.fromCharCode(Number.parseInt(digits.slice(i, i + 2), 16))
  switch (operator) {
    case 'contains':
      return { on: 'bytes', test: (bytes) => bytes.includes(wanted) }
    case '<':
      return { on: 'bytes', test: (bytes) => bytes < wanted }
    case '<=':
      return { on: 'bytes', test: (bytes) => bytes <= wanted }
    case '>':
      return { on: 'bytes', test: (bytes) => bytes > wanted }
    case '>=':
      return { on: 'bytes', test: (bytes) => bytes >= wanted }
    default:
      return { on: 'bytes', test: (bytes) => bytes === wanted }
  }
}

/** Ranges of a set, and comparisons by size: only whole addresses of one family. */
function addressMatcher(literal: Literal, upper: Value | null, operator: Operator, context: ValueContext): Matched {
  const low = wholeAddress(literal)
  if (upper !== null) {
    const high = wholeAddress(literalOf(upper, context))
    const test = (pool: AddressPool, id: number): boolean =>
      (compareWithNet(pool, id, low) ?? -1) >= 0 && (compareWithNet(pool, id, high) ?? 1) <= 0
    return { matcher: { on: 'address', test }, version: low.version }
  }
  const holds = (order: number): boolean => {
    switch (operator) {
      case '<':
        return order < 0
      case '<=':
        return order <= 0
      case '>':
        return order > 0
      default:
        return order >= 0
    }
  }
  const test = (pool: AddressPool, id: number): boolean => {
    const order = compareWithNet(pool, id, low)
    return order !== null && holds(order)
  }
  return { matcher: { on: 'address', test }, version: low.version }
}

function wholeAddress(literal: Literal) {
  const { net, port } = addressValue(literal)
  if (net !== null && port === null && net.bits === (net.version === 4 ? 32 : 128)) return net
  throw new ExpressionError('A whole address is needed here', literal.from, literal.to, ['192.0.2.1', '2001:db8::1'])
}
