import type { FieldValues } from './field-values.ts'
import { groupsOf } from './number-list.ts'

/** By number of a value: the sessions, packets and bytes that have it, each once. */
export type ValueCounts = { sessions: Float64Array; packets: Float64Array; bytes: Float64Array }

/** Counts what has each value. A unit or a session with the same value twice counts once. */
export function valueCounts({ units, unit, value, length, size }: FieldValues): ValueCounts {
  const sessions = new Float64Array(size)
  const packets = new Float64Array(size)
  const bytes = new Float64Array(size)
  const { start, at } = groupsOf(value, length, size)
  // The value last counted for each unit and each session, plus one.
  const countedUnit = new Uint32Array(units.size)
  let highest = 0
  for (let i = 0; i < length; i++) if (units.session[unit[i]] > highest) highest = units.session[unit[i]]
  const countedSession = new Uint32Array(highest + 1)
  for (let id = 0; id < size; id++)
    for (let i = start[id]; i < start[id + 1]; i++) {
      const own = unit[at[i]]
      if (countedUnit[own] === id + 1) continue
      countedUnit[own] = id + 1
      packets[id] += units.packets[own]
      bytes[id] += units.bytes[own]
      const session = units.session[own]
      if (session === 0 || countedSession[session] === id + 1) continue
      countedSession[session] = id + 1
      sessions[id]++
    }
  return { sessions, packets, bytes }
}

/** The values of each session, each once, in the order in which they are met: of session s `ids[start[s]]` … */
export type SessionValues = { start: Uint32Array; ids: Uint32Array }

export function sessionValues({ units, unit, value, length, size }: FieldValues, sessions: number): SessionValues {
  const session = new Uint32Array(length)
  for (let i = 0; i < length; i++) session[i] = units.session[unit[i]]
  const groups = groupsOf(session, length, sessions)
  const start = new Uint32Array(sessions + 1)
  const ids = new Uint32Array(length)
  const seen = new Uint32Array(size)
  let end = 0
  for (let row = 0; row < sessions; row++) {
    start[row] = end
    if (row === 0) continue
    for (let i = groups.start[row]; i < groups.start[row + 1]; i++) {
      const id = value[groups.at[i]]
      if (seen[id] === row) continue
      seen[id] = row
      ids[end++] = id
    }
  }
  start[sessions] = end
  return { start, ids }
}
