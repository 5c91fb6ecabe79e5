import { ETH, IP, IPV6 } from '../tables/conversations.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Column, Field } from './field.ts'

type Side = 'src' | 'dst'

/**
 * Addresses of headers around a session, from the tracks of its packets: those of the innermost header of the layers
 * (`outer` false), or of all others, which belong to tunnels. `src` is the originator's side in either direction.
 */
function headerColumn(layers: readonly number[], side: Side, outer: boolean): Column {
  return {
    domain: 'session',
    space: 'address',
    each({ tracks, conversations, sessions }: CaptureTables, visit) {
      const { parent, symbol, size } = tracks
      for (let track = 1; track < size; track++) {
        const row = symbol[track] >>> 1
        const session = conversations.session[row]
        if (session === 0) continue
        const isForward =
          conversations.a[row] === sessions.origHost[session] && conversations.aPort[row] === sessions.origPort[session]
        const fromOriginator = isForward === ((symbol[track] & 1) === 0)
        let isInnermost = true
        for (let node = parent[track]; node !== 0; node = parent[node]) {
          const header = symbol[node] >>> 1
          if (!layers.includes(conversations.layer[header])) continue
          const isWanted = isInnermost !== outer
          isInnermost = false
          if (!isWanted) continue
          const fromA = (symbol[node] & 1) === 0
          visit(
            session,
            fromA === (fromOriginator === (side === 'src')) ? conversations.a[header] : conversations.b[header],
          )
        }
      }
    },
  }
}

const SIDES: readonly (readonly [Side, string])[] = [
  ['src', 'originator'],
  ['dst', 'responder'],
]

/** Arkime's fields of link addresses and tunnels. */
export const outerFields: readonly Field[] = SIDES.flatMap(([side, words]): Field[] => [
  {
    name: `mac.${side}`,
    aliases: [side === 'src' ? 'source.mac' : 'destination.mac'],
    family: 'arkime',
    type: 'mac',
    meaning: `Ethernet address on the ${words}'s side`,
    example: `mac.${side} == 00:0c:29:11:22:33`,
    columns: [headerColumn([ETH], side, false)],
  },
  {
    name: `outermac.${side}`,
    aliases: [`${side}OuterMac`],
    family: 'arkime',
    type: 'mac',
    meaning: `Ethernet address outside of a tunnel, on the ${words}'s side`,
    example: `outermac.${side} == 00:0c:29:11:22:33`,
    columns: [headerColumn([ETH], side, true)],
  },
  {
    name: `outerip.${side}`,
    aliases: [`${side}OuterIp`],
    family: 'arkime',
    type: 'address',
    meaning: `end of a tunnel on the ${words}'s side`,
    example: `outerip.${side} == 10.0.0.0/8`,
    columns: [headerColumn([IP, IPV6], side, true)],
  },
])
