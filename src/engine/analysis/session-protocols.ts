import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { SessionProtocols as LogProtocols } from '../tables/session-protocols.ts'
import { type Units, unitsOf } from './counted-units.ts'
import { type Groups, groupsOf } from './number-list.ts'
import { outerSessions } from './outer-sessions.ts'
import { PairIndex } from './pair-index.ts'

/** By session the protocols of its packets. */
export type SessionProtocols = {
  /** From the transport on, as they are met; Arkime's `protocols`. */
  of: (session: number) => string[]
  /** A number by session, equal for equal lists; with the list of each number. */
  kinds: () => { kind: Uint32Array; texts: string[] }
}

/** What a layer only carries. */
const NOT_PROTOCOLS = new Set(['data', 'data-text-lines'])
/** Paths are numbers below. */
const PATHS = 65536
const NONE = 0xffff
const NETWORKS = new Set(['ip', 'ipv6'])

export function sessionProtocols(tables: CaptureTables, selected: Selected | null): SessionProtocols {
  const { sessions, protocolNames } = tables
  const units = unitsOf(tables, selected, 'path')
  const sessionsOf = withOuter(tables, units)
  const groups: Groups = groupsOf(sessionsOf.session, sessionsOf.unit.length, sessions.rows)
  const byPath = new Map<number, number[]>()
  const pathOf = (path: number): number[] => {
    let known = byPath.get(path)
    if (known === undefined)
      byPath.set(
        path,
        (known =
          path < PATHS
            ? aboveNetwork(tables, path)
            : [Math.floor(path / PATHS), path % PATHS].filter((id) => id !== NONE)),
      )
    return known
  }
  const idsOf = (paths: Iterable<number>): number[] => {
    const ids = new Set<number>()
    for (const path of paths) for (const id of pathOf(path)) ids.add(id)
    return [...ids]
  }
  const ofLogs = new LogProtocols(tables)
  /** What stands for the path of a session that only a log tells of: its transport and its application. */
  const logPath = (session: number): number => {
    const [, transport, application] = ofLogs.of(session)
    return (transport || NONE) * PATHS + (application || NONE)
  }
  const pathsOf = (session: number) =>
    sessions.isOfLog(session)
      ? [logPath(session)]
      : Array.from(
          groups.at.subarray(groups.start[session], groups.start[session + 1]),
          (at) => units.node[sessionsOf.unit[at]],
        )
  return {
    of: (session) =>
      [...idsOf(pathsOf(session)), ...(sessions.moreServices.get(session) ?? [])].map((id) => protocolNames[id]),
    kinds: () => {
      const folds = new PairIndex()
      const paths: number[][] = [[]]
      const kind = new Uint32Array(sessions.rows)
      for (let session = 1; session < sessions.rows; session++) {
        let at = 0
        for (let i = groups.start[session]; i < groups.start[session + 1]; i++) {
          const path = sessions.isOfLog(session) ? logPath(session) : units.node[sessionsOf.unit[groups.at[i]]]
          const next = folds.of(at, path) + 1
          if (next === paths.length) paths.push([...paths[at], path])
          at = next
        }
        kind[session] = at
      }
      return {
        kind,
        texts: paths.map((list) =>
          idsOf(list)
            .map((id) => protocolNames[id])
            .join(', '),
        ),
      }
    },
  }
}

/** Sessions and their units; a session of a tunnel has also those of the sessions that it carries. */
function withOuter(tables: CaptureTables, { session, size }: Units): { session: Uint32Array; unit: Uint32Array } {
  const outer = outerSessions(tables)
  const pairs: number[] = []
  if (outer.size > 0)
    for (let unit = 0; unit < size; unit++) for (const other of outer.get(session[unit]) ?? []) pairs.push(other, unit)
  const sessions = new Uint32Array(size + pairs.length / 2)
  const units = new Uint32Array(sessions.length)
  sessions.set(session.subarray(0, size))
  for (let at = 0; at < units.length; at++) {
    const pair = (at - size) * 2
    if (pair >= 0) sessions[at] = pairs[pair]
    units[at] = pair >= 0 ? pairs[pair + 1] : at
  }
  return { session: sessions, unit: units }
}

/** Protocol ids of a path behind its first network header, without other network headers. */
function aboveNetwork({ paths, protocolNames, protocolKinds }: CaptureTables, path: number): number[] {
  const ids: number[] = []
  let isAbove = false
  for (const symbol of paths.symbols(path)) {
    const id = symbol >>> 1
    const name = protocolNames[id]
    if (NETWORKS.has(name)) isAbove = true
    else if (isAbove && protocolKinds[id] === 'layer' && !NOT_PROTOCOLS.has(name)) ids.push(id)
  }
  return ids
}
