import { create } from 'zustand'
import type { ExpressionCheck } from '../engine/expression/search.ts'
import { callEngine, useCapture } from './capture-store.ts'
import { type Part, setParts, useSelection } from './selection-store.ts'

/** Wireshark's six ways from a condition and the expression that is applied to a new one. */
export type FilterMode = 'selected' | 'not' | 'and' | 'or' | 'and-not' | 'or-not'

/** A text that waits in the search bar to be applied; `serial` counts them, so that the same text can come twice. */
export const useDraft = create<{ text: string; serial: number }>(() => ({ text: '', serial: 0 }))

/** Puts a text into the search bar without applying it. */
export function prepareExpression(text: string): void {
  useDraft.setState(({ serial }) => ({ text, serial: serial + 1 }))
}

export function checkExpression(text: string): Promise<ExpressionCheck> {
  return callEngine('checkExpression', text)
}

let turn = 0
/** Whether packets are read again for an expression that is not applied yet. */
let searching = false

/**
 * Narrows every view to an expression if it is right; '' = all. `rest`: parts that stay beside it, disabled. Where the
 * packets must be read again for it the former selection stays until that is done; rejects when it is cancelled.
 */
export async function applyExpression(text: string, rest: readonly Part[] = []): Promise<ExpressionCheck> {
  const own = ++turn
  const check = await checkExpression(text)
  if (!check.ok || own !== turn) return check
  if (searching) await callEngine('cancel')
  if (useCapture.getState().progress.state !== 'reading') {
    searching = true
    try {
      await callEngine('readFields', text)
    } finally {
      if (own === turn) searching = false
    }
  }
  // Of two that overtake each other the later one counts.
  if (own === turn)
    setParts([...check.parts.map((part) => ({ ...part, enabled: true })), ...rest.filter((part) => !part.enabled)])
  return check
}

/** Expressions for which reading the packets again was cancelled: the engine reads only when it is told to. */
const cancelled = new Set<string>()

/**
 * Stops reading the packets again. What is not applied yet will not be; of what is applied (it came with the address)
 * the parts stay at hand, disabled.
 */
export async function cancelSearch(): Promise<void> {
  const { expression, parts } = useSelection.getState()
  if (!searching) {
    cancelled.add(expression)
    setParts(parts.map((part) => ({ ...part, enabled: false })))
  }
  await callEngine('cancel')
}

useSelection.subscribe(({ expression }, former) => {
  // Before any view asks with it.
  if (expression !== former.expression && cancelled.delete(expression))
    callEngine('readFields', expression).catch(() => undefined)
})

/** The applied expression combined with a condition. */
export function combined(mode: FilterMode, condition: string): string {
  const { parts, expression } = useSelection.getState()
  const enabled = parts.filter((part) => part.enabled)
  const negated = `not ${isOne(condition) ? condition : `(${condition})`}`
  const added = mode.endsWith('not') ? negated : condition
  if (mode === 'selected' || mode === 'not' || expression === '') return added
  if (mode === 'or' || mode === 'or-not') return `${enabled.length > 1 ? `(${expression})` : expression} or ${added}`
  const former = enabled.length === 1 && enabled[0].loose ? `(${expression})` : expression
  return `${former} and ${isOne(added) ? added : `(${added})`}`
}

/** Whether a condition has no `and` or `or` of its own outside of strings. */
function isOne(condition: string): boolean {
  return !/\s(?:and|or|xor)\s|&&|\|\|/i.test(condition.replace(/"(?:\\.|[^"\\])*"/g, '""'))
}

/** Applies a condition in one of the six ways; one that cannot be applied waits in the search bar with its error. */
export async function applyCondition(mode: FilterMode, condition: string): Promise<void> {
  const text = combined(mode, condition)
  const isNew = mode === 'selected' || mode === 'not'
  try {
    const check = await applyExpression(text, isNew ? [] : useSelection.getState().parts)
    if (!check.ok) prepareExpression(text)
  } catch {
    // The search was cancelled, or the engine is gone and the page says so.
  }
}
