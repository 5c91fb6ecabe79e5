import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import type { TypedLog } from '../tables/typed-log.ts'

/** Rows of one kind by one host. `src` and `dst` of the first row: AddressPool ids, 0 = not said. */
export type RemarkGroup = { kind: number; src: number; destinations: number[]; sessions: Set<number>; rows: number[] }

type Ends = (row: number) => { src: number; dst: number }

/** The selected rows of a log, those of one kind and one source together; `kindOf` answers 0 where a row says nothing. */
export function remarkGroups(
  log: TypedLog,
  selected: Selected | null,
  kindOf: (row: number) => number,
  ends: Ends,
): RemarkGroup[] {
  const groups = new Map<string, RemarkGroup>()
  for (let row = 0; row < log.rows; row++) {
    const kind = kindOf(row)
    if (kind === 0 || !hasFrame(selected, log.frame[row])) continue
    const { src, dst } = ends(row)
    const key = `${kind} ${src}`
    let group = groups.get(key)
    if (group === undefined) groups.set(key, (group = { kind, src, destinations: [], sessions: new Set(), rows: [] }))
    group.rows.push(row)
    if (dst !== 0) group.destinations.push(dst)
    group.sessions.add(log.session[row])
  }
  return [...groups.values()]
}

/** Who opened the session of a row and to whom; where it has none, the columns of the row itself. */
export function endsOf({ sessions }: CaptureTables, log: TypedLog, from: string, to: string): Ends {
  return (row) => {
    const session = log.session[row]
    return session === 0
      ? { src: log.id(from, row), dst: log.id(to, row) }
      : { src: sessions.origHost[session], dst: sessions.respHost[session] }
  }
}
