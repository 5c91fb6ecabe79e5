import { create } from 'zustand'
import type { Selection } from '../engine/engine-api.ts'

/** Seconds since 1970. */
export type TimeRange = { from: number; to: number }

export type SelectionState = {
  timeRange: TimeRange | null
  /** What every question to the engine carries. */
  selection: Selection
}

export const useSelection = create<SelectionState>(() => ({ timeRange: null, selection: {} }))

/** Narrows every view to a range of time; null = all. */
export function setTimeRange(timeRange: TimeRange | null): void {
  useSelection.setState({ timeRange, selection: timeRange === null ? {} : { timeRange } })
}
