import { ExpressionError } from './syntax.ts'

const SYMBOLS = [
  '===',
  '!==',
  '~=',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '^^',
  '<',
  '>',
  '=',
  '!',
  '&',
  '|',
  '~',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
]

/** Characters that end a bare word. */
const isBreak = (c: string) => ' \t\r\n()[]{},"\'&|<>=!^'.includes(c)

export type Token =
  | { kind: 'symbol'; text: string; from: number; to: number }
  | { kind: 'word'; text: string; from: number; to: number }
  | { kind: 'string'; text: string; from: number; to: number }
  | { kind: 'regex'; text: string; from: number; to: number }
  | { kind: 'end'; text: ''; from: number; to: number }

/**
 * Cuts an expression into tokens as the parser asks for them: where a value may stand, `/…/` is a regex and `/` belongs
 * to words (CIDR); a scanner reads each character a bounded number of times.
 */
export class Scanner {
  readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  /** Where the next token begins. */
  get position(): number {
    this.skipSpace()
    return this.at
  }

  /** Where the last token ended. */
  get end(): number {
    return this.at
  }

  /** Goes back to a place before. */
  back(at: number): void {
    this.at = at
  }

  /** The next token, left where it is. */
  peek(): Token {
    const { at } = this
    const token = this.next()
    this.at = at
    return token
  }

  next(): Token {
    this.skipSpace()
    return this.scan()
  }

  /** A value: as `next`, but `/` may begin a regex and words may begin with any character that does not end them. */
  value(): Token {
    this.skipSpace()
    if (this.text[this.at] === '/') {
      const token = this.regex()
      if (token !== null) return token
    }
    return this.scan()
  }

  private skipSpace(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at])) this.at++
  }

  private scan(): Token {
    const from = this.at
    const c = this.text[from]
    if (c === undefined) return { kind: 'end', text: '', from, to: from }
    if (c === '"' || c === "'") return this.quoted(c, from, false)
    if ((c === 'r' || c === 'R') && this.text[from + 1] === '"') {
      this.at++
      return this.quoted('"', from, true)
    }
    for (const symbol of SYMBOLS)
      if (this.text.startsWith(symbol, from)) {
        this.at = from + symbol.length
        return { kind: 'symbol', text: symbol, from, to: this.at }
      }
    while (this.at < this.text.length && !isBreak(this.text[this.at])) this.at++
    if (this.at === from) this.at++
    return { kind: 'word', text: this.text.slice(from, this.at), from, to: this.at }
  }

  /** A regex ends at an unescaped slash before a break; `/a/b` and `/a` have no such end and are words: paths. */
  private regex(): Token | null {
    const from = this.at
    let text = ''
    for (let i = from + 1; i < this.text.length; i++) {
      const c = this.text[i]
      if (c === '\\' && i + 1 < this.text.length) {
        text += this.text[i + 1] === '/' ? '/' : c + this.text[i + 1]
        i++
      } else if (c === '/') {
        const after = this.text[i + 1]
        if (after !== undefined && !isBreak(after)) return null
        this.at = i + 1
        return { kind: 'regex', text, from, to: this.at }
      } else text += c
    }
    return null
  }

  private quoted(quote: string, from: number, raw: boolean): Token {
    let text = ''
    for (let i = this.at + 1; i < this.text.length; i++) {
      const c = this.text[i]
      if (c === quote) {
        this.at = i + 1
        return { kind: 'string', text, from, to: this.at }
      }
      if (c === '\\' && i + 1 < this.text.length) {
        i++
        if (raw) text += this.text[i] === quote ? quote : c + this.text[i]
        else {
          const [piece, length] = unescaped(this.text, i)
          text += piece
          i += length - 1
        }
      } else text += c
    }
    throw new ExpressionError('This string has no closing quote', from, this.text.length, [quote])
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}

/** What stands for the escape whose letter is at `at`, and how many characters it takes from there. */
function unescaped(text: string, at: number): [string, number] {
  const c = text[at]
  if (c === 'x') {
    const digits = /^[0-9a-fA-F]{1,2}/.exec(text.slice(at + 1, at + 3))
    if (digits !== null) return [String.fromCharCode(Number.parseInt(digits[0], 16)), 1 + digits[0].length]
  }
  const octal = /^[0-3]?[0-7]{1,2}/.exec(text.slice(at, at + 3))
  if (octal !== null) return [String.fromCharCode(Number.parseInt(octal[0], 8)), octal[0].length]
  if (Object.hasOwn(ESCAPES, c)) return [ESCAPES[c], 1]
  // A pattern keeps its backslashes: \d, \.
  return '"\'\\'.includes(c) ? [c, 1] : [`\\${c}`, 1]
}
