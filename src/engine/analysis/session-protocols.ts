import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { SessionProtocols as LogProtocols } from '../tables/session-protocols.ts'
import { type Units, unitsOf } from './counted-units.ts'
import { type Groups, groupsOf } from './number-list.ts'
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
/** Paths of a session by which it is ordered: one of a tunnel may have any number. */
const PATHS_TOLD_APART = 64
const NETWORKS = new Set(['ip', 'ipv6'])

export function sessionProtocols(tables: CaptureTables, selected: Selected | null): SessionProtocols {
  const { sessions, protocolNames } = tables
  const units = unitsOf(tables, selected, 'path')
  const sessionsOf = withOuter(units)
  const groups: Groups = groupsOf(sessionsOf.session, sessionsOf.path.length, sessions.rows)
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
      : Array.from(groups.at.subarray(groups.start[session], groups.start[session + 1]), (at) => sessionsOf.path[at])
  return {
    of: (session) =>
      [...idsOf(pathsOf(session)), ...(sessions.moreServices.get(session) ?? [])].map((id) => protocolNames[id]),
    kinds: () => {
      const folds = new PairIndex()
      const paths: number[][] = [[]]
      const kind = new Uint32Array(sessions.rows)
      for (let session = 1; session < sessions.rows; session++) {
        let at = 0
        const end = Math.min(groups.start[session + 1], groups.start[session] + PATHS_TOLD_APART)
        for (let i = groups.start[session]; i < end; i++) {
          const path = sessions.isOfLog(session) ? logPath(session) : sessionsOf.path[groups.at[i]]
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

/** Sessions with their paths; a session of a tunnel has also those of what it carries. */
function withOuter({ session, node, size, outer }: Units): { session: Uint32Array; path: Uint32Array } {
  const sessions = new Uint32Array(size + outer.size)
  const paths = new Uint32Array(sessions.length)
  sessions.set(session.subarray(0, size))
  sessions.set(outer.first.subarray(0, outer.size), size)
  paths.set(node.subarray(0, size))
  paths.set(outer.second.subarray(0, outer.size), size)
  return { session: sessions, path: paths }
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
