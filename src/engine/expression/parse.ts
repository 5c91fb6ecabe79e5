import { type TermHost, TermParser } from './parse-terms.ts'
import { Scanner, type Token } from './scanner.ts'
import type { Term } from './terms.ts'
import {
  type Expression,
  ExpressionError,
  type FieldFunction,
  type FieldReference,
  type Item,
  type Operator,
  type Slice,
  type Value,
} from './syntax.ts'

/** Nesting beyond this is refused, so that no expression can exhaust the stack. */
const DEEPEST = 200
/** Conditions joined side by side are nested in the tree: these too. */
const MOST_CONDITIONS = 1000
/** Longest expression in characters. */
const LONGEST = 100_000

const COMPARISONS: ReadonlyMap<string, Operator> = new Map([
  ['==', '=='],
  ['=', '=='],
  ['eq', '=='],
  ['any_eq', '=='],
  ['!=', '!='],
  ['ne', '!='],
  ['all_ne', '!='],
  ['===', '==='],
  ['all_eq', '==='],
  ['!==', '!=='],
  ['any_ne', '!=='],
  ['<', '<'],
  ['lt', '<'],
  ['<=', '<='],
  ['le', '<='],
  ['>', '>'],
  ['gt', '>'],
  ['>=', '>='],
  ['ge', '>='],
  ['contains', 'contains'],
  ['matches', 'matches'],
  ['~', 'matches'],
  ['bitand', '&'],
  ['bitwise_and', '&'],
  ['~=', '!=='],
])

const AND = ['&&', '&', 'and']
const XOR = ['^^', 'xor']
const OR = ['||', '|', 'or']
const NOT = ['!', 'not']
const FUNCTIONS: readonly string[] = ['lower', 'upper', 'len', 'count']
/** Words that can be no field. */
const RESERVED = new Set([...AND, ...XOR, ...OR, ...NOT, 'in', 'contains', 'matches'])

/**
 * Parses a search expression of any of the dialects: precedence `not`, `and`, `xor`, `or`, from tight to loose. Throws
 * ExpressionError with a position; takes linear time.
 */
export function parseExpression(text: string): Expression {
  if (text.length > LONGEST) throw new ExpressionError('This expression is too long', LONGEST, text.length)
  const parser = new Parser(text)
  return parser.whole()
}

class Parser implements TermHost {
  readonly scanner: Scanner
  private readonly terms = new TermParser(this)
  private depth = 0
  private conditions = 0

  constructor(text: string) {
    this.scanner = new Scanner(text)
  }

  whole(): Expression {
    const expression = this.binary(0)
    const rest = this.scanner.peek()
    if (rest.kind !== 'end') {
      const message =
        rest.text === ')' ? 'This parenthesis was never opened' : `Two conditions need an operator between them`
      throw new ExpressionError(message, rest.from, rest.to, ['and', 'or', 'the end'])
    }
    return expression
  }

  /** level 0: or, 1: xor, 2: and. */
  private binary(level: number): Expression {
    if (level === 3) return this.unary()
    const [kind, words] = (
      [
        ['or', OR],
        ['xor', XOR],
        ['and', AND],
      ] as const
    )[level]
    let left = this.binary(level + 1)
    while (isOneOf(this.scanner.peek(), words)) {
      this.scanner.next()
      const right = this.binary(level + 1)
      left = { kind, left, right, from: left.from, to: right.to }
    }
    return left
  }

  private unary(): Expression {
    const token = this.scanner.peek()
    this.enter(token)
    let expression: Expression
    if (isOneOf(token, NOT)) {
      this.scanner.next()
      const operand = this.unary()
      expression = { kind: 'not', operand, from: token.from, to: operand.to }
    } else if (token.text === '(' && token.kind === 'symbol') {
      this.scanner.next()
      const inner = this.binary(0)
      const close = this.scanner.next()
      if (close.text !== ')' || close.kind !== 'symbol')
        throw new ExpressionError('This parenthesis is not closed', token.from, token.to, [')', 'and', 'or'])
      expression = { ...inner, from: token.from, to: close.to }
    } else expression = this.comparison()
    this.depth--
    return expression
  }

  enter({ from, to }: Token): void {
    if (++this.depth > DEEPEST) throw new ExpressionError(`Nested more than ${DEEPEST} deep`, from, to)
  }

  leave(): void {
    this.depth--
  }

  count({ from, to }: { from: number; to: number }): void {
    if (++this.conditions > MOST_CONDITIONS)
      throw new ExpressionError(`More than ${MOST_CONDITIONS} conditions`, from, to, ['a list: [a,b]'])
  }

  isFieldFunction(word: string): boolean {
    return FUNCTIONS.includes(word)
  }

  isReserved(word: string): boolean {
    return RESERVED.has(word)
  }

  private comparison(): Expression {
    const { terms } = this
    if (terms.opens()) {
      this.count(this.scanner.peek())
      return this.computed(terms.term(), null)
    }
    const field = this.field()
    this.count(field)
    const next = this.scanner.peek()
    if (terms.continues(next, false)) return this.computed(terms.term(termOf(field)), field.quantifier)
    const compared = this.compareWith(field, next)
    return compared ?? { kind: 'exists', field, marked: false, from: field.from, to: field.to }
  }

  private compareWith(field: FieldReference, token: Token): Expression | null {
    const word = token.text.toLowerCase()
    if (token.kind !== 'symbol' && token.kind !== 'word') return null
    if (word === 'in') {
      this.scanner.next()
      return this.membership(field)
    }
    if (word === 'not' && token.kind === 'word') {
      const rest = /^not\s+in\b/i.exec(this.scanner.text.slice(token.from))
      if (rest === null) return null
      this.scanner.next()
      this.scanner.next()
      const inside = this.membership(field)
      return { kind: 'not', operand: inside, from: inside.from, to: inside.to }
    }
    const operator = COMPARISONS.get(word) ?? (this.terms.isMask(token) ? '&' : undefined)
    if (operator === undefined) return null
    this.scanner.next()
    if (this.terms.opensReckoning()) {
      const right = this.terms.term()
      const { from, quantifier } = field
      return { kind: 'computed', left: termOf(field), operator, right, quantifier, from, to: right.to }
    }
    const value = this.value()
    if (value.kind === 'exists') {
      if (operator !== '==' && operator !== '!=')
        throw new ExpressionError('EXISTS! stands only behind == or !=', value.from, value.to, ['==', '!='])
      const exists: Expression = { kind: 'exists', field, marked: true, from: field.from, to: value.to }
      return operator === '==' ? exists : { kind: 'not', operand: exists, from: field.from, to: value.to }
    }
    return (
      this.reckoned(field, operator, value) ?? {
        kind: 'compare',
        field,
        operator,
        value,
        from: field.from,
        to: value.to,
      }
    )
  }

  /** The comparison as one of terms, where arithmetic or a function follows the value; else null. */
  private reckoned(field: FieldReference, operator: Operator, value: Value): Expression | null {
    if (value.kind !== 'word' && value.kind !== 'string') return null
    const { terms, scanner } = this
    const { quantifier, from } = field
    const after = scanner.peek()
    // A mask binds tighter than a comparison: `tcp.flags & 0x12 == 0x02`.
    if (operator === '&' && (comparisonOf(after) !== null || terms.continues(after, true))) {
      const right = terms.operandOf(value)
      return this.computed(
        terms.term({ kind: 'math', operator, left: termOf(field), right, from, to: value.to }),
        quantifier,
      )
    }
    let right: Term | null = null
    if (terms.continues(after, true)) right = terms.term(terms.operandOf(value))
    else if (after.from === value.to && value.kind === 'word' && this.terms.goesOn(value.text, after.text)) {
      scanner.back(value.from)
      right = terms.term()
    }
    return right && { kind: 'computed', left: termOf(field), operator, right, quantifier, from, to: right.to }
  }

  /** What follows a term that begins a condition. */
  private computed(left: Term, quantifier: FieldReference['quantifier']): Expression {
    const { from, to } = left
    const operator = comparisonOf(this.scanner.peek())
    if (operator === null) return { kind: 'computed', left, operator: '!=', right: null, quantifier, from, to }
    this.scanner.next()
    const right = this.terms.term()
    return { kind: 'computed', left, operator, right, quantifier, from, to: right.to }
  }

  private membership(field: FieldReference): Expression {
    const value = this.value()
    if (value.kind !== 'list')
      throw new ExpressionError('`in` needs a set', value.from, value.to, ['{80, 443, 8000..8100}'])
    return { kind: 'compare', field, operator: '==', value, from: field.from, to: value.to }
  }

  field(): FieldReference {
    const token = this.scanner.next()
    const word = token.text.toLowerCase()
    if (token.kind === 'end')
      throw new ExpressionError('The expression ends where a field is needed', token.from, token.to, ['a field'])
    if (token.kind !== 'word' || RESERVED.has(word))
      throw new ExpressionError(`A field is needed here, not \`${token.text}\``, token.from, token.to, ['a field'])
    if ((word === 'any' || word === 'all') && this.scanner.peek().kind === 'word') {
      this.enter(token)
      const inner = this.field()
      this.depth--
      return { ...inner, quantifier: word, from: token.from }
    }
    const open = this.scanner.peek()
    if (FUNCTIONS.includes(word) && open.text === '(' && open.kind === 'symbol') {
      this.scanner.next()
      this.enter(open)
      const inner = this.field()
      this.depth--
      const close = this.scanner.next()
      if (close.text !== ')') throw new ExpressionError('This parenthesis is not closed', open.from, open.to, [')'])
      return { ...inner, functions: [...inner.functions, word as FieldFunction], from: token.from, to: close.to }
    }
    const slice = open.text === '[' && open.kind === 'symbol' && open.from === token.to ? this.slice() : null
    return {
      name: token.text,
      functions: [],
      slice,
      quantifier: null,
      from: token.from,
      to: slice === null ? token.to : this.scanner.end,
    }
  }

  /** [i:n] [i-j] [i] [:n] [i:] and several of them behind commas; a negative i counts from the end. */
  private slice(): Slice[] {
    const open = this.scanner.next()
    const slices: Slice[] = []
    for (;;) {
      const token = this.scanner.next()
      const part = token.kind === 'word' ? /^(-?\d+)?(?:(:)(\d+)?|-(-?\d+))?$/.exec(token.text) : null
      if (part === null || (part[1] === undefined && part[2] === undefined))
        throw new ExpressionError('This is no slice', open.from, token.to, ['[0:3]', '[2-5]', '[4]'])
      const start = Number(part[1] ?? 0)
      let length: number | null = 1
      if (part[2] !== undefined) length = part[3] === undefined ? null : Number(part[3])
      else if (part[4] !== undefined) length = Number(part[4]) - start + 1
      slices.push({ start, length })
      const after = this.scanner.next()
      if (after.text === ']') return slices
      if (after.text !== ',') throw new ExpressionError('This slice is not closed', open.from, after.to, [']', ','])
    }
  }

  private value(): Value {
    const token = this.scanner.value()
    switch (token.kind) {
      case 'string':
      case 'regex':
        return token
      case 'word': {
        if (token.text.toUpperCase() === 'EXISTS') {
          const mark = this.scanner.peek()
          if (mark.text === '!' && mark.from === token.to) {
            this.scanner.next()
            return { kind: 'exists', from: token.from, to: mark.to }
          }
        }
        return token
      }
      case 'symbol':
        if (token.text === '[') return this.list(token, ']', false)
        if (token.text === ']') return this.list(token, '[', true)
        if (token.text === '{') return this.list(token, '}', false)
        break
      default:
        throw new ExpressionError('The expression ends where a value is needed', token.from, token.to, ['a value'])
    }
    throw new ExpressionError(`A value is needed here, not \`${token.text}\``, token.from, token.to, ['a value'])
  }

  private list(open: Token, close: string, all: boolean): Value {
    const items: Item[] = []
    for (;;) {
      const token = this.scanner.value()
      if (token.kind === 'end') throw new ExpressionError('This list is not closed', open.from, open.to, [close])
      if (token.kind === 'symbol')
        throw new ExpressionError(`A value is needed here, not \`${token.text}\``, token.from, token.to, ['a value'])
      const item = rangeItem(token)
      items.push(item)
      let after = this.scanner.peek()
      if (after.kind === 'word' && after.text === '..') {
        this.scanner.next()
        const upper = this.scanner.value()
        if (upper.kind !== 'word' && upper.kind !== 'string')
          throw new ExpressionError('A value is needed here', upper.from, upper.to, ['a value'])
        item.upper = upper
        after = this.scanner.peek()
      }
      if (after.kind === 'symbol' && (after.text === ',' || after.text === close)) {
        this.scanner.next()
        if (after.text === close) return { kind: 'list', all, items, from: open.from, to: after.to }
      } else if (after.kind === 'symbol' || after.kind === 'end' || close !== '}') {
        // Only the members of `{…}` may be separated by white space, as in older display filters.
        throw new ExpressionError('This list is not closed', open.from, after.to, [close, ','])
      }
    }
  }
}

function termOf(field: FieldReference): Term {
  return { kind: 'field', field, from: field.from, to: field.to }
}

/** The operator of a comparison that a token is; a mask is none here. */
function comparisonOf({ kind, text }: Token): Operator | null {
  const operator = kind === 'symbol' || kind === 'word' ? COMPARISONS.get(text.toLowerCase()) : undefined
  return operator === undefined || operator === '&' ? null : operator
}

function rangeItem(token: Exclude<Token, { kind: 'symbol' } | { kind: 'end' }>): Item {
  const dots = token.kind === 'word' ? token.text.indexOf('..') : -1
  if (dots <= 0 || dots + 2 >= token.text.length) return { value: token, upper: null }
  const middle = token.from + dots
  return {
    value: { kind: 'word', text: token.text.slice(0, dots), from: token.from, to: middle },
    upper: { kind: 'word', text: token.text.slice(dots + 2), from: middle + 2, to: token.to },
  }
}

function isOneOf(token: Token, words: readonly string[]): boolean {
  return (token.kind === 'symbol' || token.kind === 'word') && words.includes(token.text.toLowerCase())
}
