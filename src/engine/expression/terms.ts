import type { FieldReference, Value } from './syntax.ts'

/** Text as it is written, or between quotes. */
export type PlainValue = Extract<Value, { kind: 'word' | 'string' | 'regex' }>

/**
 * What stands on a side of a comparison that is worked out for each packet: fields, values, and what functions and
 * operators make of them (display filters of Wireshark 4).
 */
export type Term =
  | { kind: 'field'; field: FieldReference; from: number; to: number }
  | { kind: 'value'; value: PlainValue; from: number; to: number }
  | { kind: 'call'; name: TermFunction; operands: readonly Term[]; from: number; to: number }
  | { kind: 'math'; operator: MathOperator; left: Term; right: Term; from: number; to: number }
  | { kind: 'minus'; operand: Term; from: number; to: number }

export type MathOperator = '+' | '-' | '*' | '/' | '%' | '&'

export const TERM_FUNCTIONS = ['max', 'min', 'abs', 'string'] as const
export type TermFunction = (typeof TERM_FUNCTIONS)[number]

export function isTermFunction(word: string): word is TermFunction {
  return (TERM_FUNCTIONS as readonly string[]).includes(word)
}

/** Fields that a term is made of. */
export function fieldsOf(term: Term): FieldReference[] {
  switch (term.kind) {
    case 'field':
      return [term.field]
    case 'call':
      return term.operands.flatMap(fieldsOf)
    case 'math':
      return [...fieldsOf(term.left), ...fieldsOf(term.right)]
    case 'minus':
      return fieldsOf(term.operand)
    default:
      return []
  }
}
