import type { Scanner, Token } from './scanner.ts'
import { ExpressionError, type FieldReference } from './syntax.ts'
import { isTermFunction, type MathOperator, type PlainValue, type Term, type TermFunction } from './terms.ts'

/** By how tightly they bind, from loose to tight. */
const MATH: readonly (readonly string[])[] = [
  ['&', 'bitand', 'bitwise_and'],
  ['+', '-'],
  ['*', '/', '%'],
]
const TIGHTEST = MATH.length
/** Of one function. */
const MOST_OPERANDS = 100

/** What terms need of the parser of whole expressions. */
export type TermHost = {
  readonly scanner: Scanner
  field(): FieldReference
  /** One level deeper; throws where that is too deep. */
  enter(token: Token): void
  leave(): void
  /** One more part; throws where there are too many. */
  count(token: Token): void
  isFieldFunction(word: string): boolean
  isReserved(word: string): boolean
}

/** What a name with dots may be a field by. */
const FIELD = /^[a-z_][\w-]*\.[\w.-]+$/i

/** Arithmetic of display filters: `tcp.len + 20`, `{tcp.flags & 0x12}`, `max(tcp.srcport, tcp.dstport)`. */
export class TermParser {
  private readonly host: TermHost

  constructor(host: TermHost) {
    this.host = host
  }

  /** Whether what follows can only be a term: `{`, a function of terms, a minus before a field. */
  opens(): boolean {
    const { scanner } = this.host
    const token = scanner.peek()
    if (token.kind === 'symbol') return token.text === '{'
    if (token.kind !== 'word') return false
    return /^-[a-z]/i.test(token.text) || (isTermFunction(token.text) && scanner.text[token.to] === '(')
  }

  /** Whether `{` begins arithmetic on the right side, not a list: an operator comes before a comma. */
  opensReckoning(): boolean {
    const { scanner } = this.host
    const token = scanner.peek()
    return token.text === '{' && /^\{[^,}"]{0,200}\s[-+*/%]\s/.test(scanner.text.slice(token.from, token.from + 220))
  }

  /** Whether a word on the right side is a function, or a field with a slice. */
  goesOn(word: string, next: string): boolean {
    if (next === '[') return FIELD.test(word)
    return next === '(' && (isTermFunction(word) || this.host.isFieldFunction(word))
  }

  /** Whether a token is an operator of arithmetic; `loose`: also a mask. */
  continues(token: Token, loose: boolean): boolean {
    return this.operator(token, loose ? 0 : 1) !== null
  }

  /** A whole term; `first` is read already. */
  term(first?: Term): Term {
    return this.level(0, first)
  }

  /** A value that is read already, or the field that it names. */
  operandOf(value: PlainValue): Term {
    const { from, to } = value
    if (value.kind === 'word' && FIELD.test(value.text)) {
      const field: FieldReference = { name: value.text, functions: [], slice: null, quantifier: null, from, to }
      return { kind: 'field', field, from, to }
    }
    return { kind: 'value', value, from, to }
  }

  /** `&` before a number tests bits, as in Wireshark; elsewhere it is Arkime's `and`: no field begins with a number. */
  isMask(token: Token): boolean {
    const rest = this.host.scanner.text.slice(token.to, token.to + 80)
    return token.text === '&' && /^\s*(?:0x[0-9a-f]+|\d+)(?![\w.])/i.test(rest)
  }

  private operator(token: Token, level: number): MathOperator | null {
    if (token.kind !== 'symbol' && token.kind !== 'word') return null
    const word = token.text.toLowerCase()
    for (let at = level; at < TIGHTEST; at++)
      if (MATH[at].includes(word) && (word !== '&' || this.isMask(token)))
        return at === 0 ? '&' : (word as MathOperator)
    return null
  }

  private level(level: number, first?: Term): Term {
    if (level === TIGHTEST) return first ?? this.operand()
    const { host } = this
    let left = this.level(level + 1, first)
    for (;;) {
      const token = host.scanner.peek()
      const operator = MATH[level].includes(token.text.toLowerCase()) ? this.operator(token, level) : null
      if (operator === null) return left
      host.scanner.next()
      host.count(token)
      const right = this.level(level + 1)
      left = { kind: 'math', operator, left, right, from: left.from, to: right.to }
    }
  }

  private operand(): Term {
    const { host } = this
    const token = host.scanner.peek()
    host.enter(token)
    const found = this.operandAt(token)
    host.leave()
    return found
  }

  private operandAt(token: Token): Term {
    const { host } = this
    const { scanner } = host
    if (token.kind === 'symbol' && token.text === '{') {
      scanner.next()
      const inner = this.level(0)
      this.close('}', token)
      return { ...inner, from: token.from, to: scanner.end }
    }
    if (token.kind === 'string') {
      scanner.next()
      return this.operandOf(token)
    }
    if (token.kind !== 'word' || host.isReserved(token.text.toLowerCase()))
      throw new ExpressionError('A field or a value is needed here', token.from, token.to, ['a field', 'a number'])
    if (/^-[a-z]/i.test(token.text)) {
      scanner.back(token.from + 1)
      const operand = this.operand()
      return { kind: 'minus', operand, from: token.from, to: operand.to }
    }
    const isCall = scanner.text[token.to] === '('
    if (isCall && isTermFunction(token.text)) return this.call(token, token.text)
    const next = scanner.text[token.to]
    if ((isCall && host.isFieldFunction(token.text)) || FIELD.test(token.text) || next === '[') {
      const field = host.field()
      return { kind: 'field', field, from: field.from, to: field.to }
    }
    scanner.next()
    return this.operandOf(token)
  }

  private call(token: Token, name: TermFunction): Term {
    const { scanner } = this.host
    scanner.next()
    const open = scanner.next()
    const operands: Term[] = [this.level(0)]
    const most = name === 'max' || name === 'min' ? MOST_OPERANDS : 1
    while (operands.length < most && scanner.peek().text === ',') {
      scanner.next()
      operands.push(this.level(0))
    }
    this.close(')', open)
    return { kind: 'call', name, operands, from: token.from, to: scanner.end }
  }

  private close(mark: string, open: Token): void {
    const close = this.host.scanner.next()
    if (close.kind !== 'symbol' || close.text !== mark)
      throw new ExpressionError('This is not closed', open.from, open.to, [mark])
  }
}
