import { create } from 'zustand'
import type { Selection } from '../engine/engine-api.ts'
import type { ExpressionPart } from '../engine/expression/parts.ts'

/** Seconds since 1970. */
export type TimeRange = { from: number; to: number }

/** One of the conditions that hold together; one that is not enabled is kept at hand and does not count. */
export type Part = ExpressionPart & { enabled: boolean }

export type SelectionState = {
  timeRange: TimeRange | null
  parts: readonly Part[]
  /** The enabled parts as one expression; '' selects all. */
  expression: string
  /** What every question to the engine carries. */
  selection: Selection
}

export const useSelection = create<SelectionState>(() => stateOf([], null))

function stateOf(parts: readonly Part[], timeRange: TimeRange | null): SelectionState {
  const expression = joined(parts)
  return {
    timeRange,
    parts,
    expression,
    selection: { ...(expression !== '' && { expression }), ...(timeRange !== null && { timeRange }) },
  }
}

/** The enabled parts joined by `and`. */
export function joined(parts: readonly Part[]): string {
  const enabled = parts.filter((part) => part.enabled)
  if (enabled.length === 1) return enabled[0].text
  return enabled.map(({ text, loose }) => (loose ? `(${text})` : text)).join(' and ')
}

export function setSelection(parts: readonly Part[], timeRange: TimeRange | null): void {
  useSelection.setState(stateOf(parts, timeRange))
}

/** Narrows every view to a range of time; null = all. */
export function setTimeRange(timeRange: TimeRange | null): void {
  const { parts, timeRange: former } = useSelection.getState()
  if (timeRange !== former) setSelection(parts, timeRange)
}

export function setParts(parts: readonly Part[]): void {
  setSelection(parts, useSelection.getState().timeRange)
}

/** Shows everything: no expression, no time range. */
export function clearSelection(): void {
  const { parts, timeRange } = useSelection.getState()
  if (parts.length > 0 || timeRange !== null) setSelection([], null)
}
