import type { Expression } from './syntax.ts'

/**
 * One of the conditions that `and` joins. `loose`: another condition beside it would take a part of it away, so it needs
 * parentheses there.
 */
export type ExpressionPart = { text: string; loose: boolean }

/** The conditions of an expression that hold all together, as they are written. */
export function partsOf(expression: Expression, text: string): ExpressionPart[] {
  const parts: ExpressionPart[] = []
  const waiting = [expression]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'and') {
      waiting.push(next.right, next.left)
      continue
    }
    const isOpen = (next.kind === 'or' || next.kind === 'xor') && next.left.from === next.from
    parts.push({ text: text.slice(next.from, next.to), loose: isOpen })
  }
  return parts
}
