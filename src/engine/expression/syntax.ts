import type { Term } from './terms.ts'

/**
 * The syntax tree of a search expression. Values stay text here: what they mean depends on their field's type and is
 * decided when the tree is compiled. Positions are character offsets into the expression, [from, to).
 */
export type Expression =
  | { kind: 'and' | 'or' | 'xor'; left: Expression; right: Expression; from: number; to: number }
  | { kind: 'not'; operand: Expression; from: number; to: number }
  /** `marked`: by EXISTS!, not by the bare name. */
  | { kind: 'exists'; field: FieldReference; marked: boolean; from: number; to: number }
  | { kind: 'compare'; field: FieldReference; operator: Operator; value: Value; from: number; to: number }
  /** Worked out for each packet; right null: whether left is anything but 0. */
  | {
      kind: 'computed'
      left: Term
      operator: Operator
      right: Term | null
      quantifier: FieldReference['quantifier']
      from: number
      to: number
    }

/** `ip.src`, `lower(http.host)`, `eth.src[0:3]`, `all tcp.port`. */
export type FieldReference = {
  name: string
  /** Outermost last. */
  functions: FieldFunction[]
  slice: Slice[] | null
  /** Wireshark's `any` and `all` before a comparison. */
  quantifier: 'any' | 'all' | null
  from: number
  to: number
}

export type FieldFunction = 'lower' | 'upper' | 'len' | 'count'

/** [start:length], [start-end] (inclusive) and [start] become start and length; length null = to the end. */
export type Slice = { start: number; length: number | null }

export type Operator =
  /** any value equals */
  | '=='
  /** not `==`, but the field must be there where Wireshark's names are used; see compile */
  | '!='
  /** every value equals */
  | '==='
  /** some value differs */
  | '!=='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'contains'
  | 'matches'
  | '&'

export type Value =
  | { kind: 'word'; text: string; from: number; to: number }
  | { kind: 'string'; text: string; from: number; to: number }
  | { kind: 'regex'; text: string; from: number; to: number }
  /** EXISTS! */
  | { kind: 'exists'; from: number; to: number }
  /** [a,b] and {a, b..c}: any of; ]a,b[: all of. */
  | { kind: 'list'; all: boolean; items: Item[]; from: number; to: number }

/** `upper` is set in ranges a..b of a set. */
export type Item = { value: Value; upper: Value | null }

/** What is wrong with an expression, where, and what would have been right. */
export class ExpressionError extends Error {
  readonly from: number
  readonly to: number
  /** Short nouns: 'a field', ')', 'an operator'. */
  readonly expected: readonly string[]

  constructor(message: string, from: number, to: number, expected: readonly string[] = []) {
    super(message)
    this.name = 'ExpressionError'
    this.from = from
    this.to = to
    this.expected = expected
  }
}
