import { type AddressPool, IPV4, IPV6 } from '../tables/address-pool.ts'
import { type AllowEntry, allowEntry, isInNetwork } from './allow-list.ts'

/** What a person says about networks, one a line; null and absent stand for the defaults. */
export type NetworkLists = {
  /** One's own: what is here is inside, everything else outside. */
  internal?: readonly string[] | null | undefined
  /** No host far away has them: pairs with such an end are no beacons. */
  never?: readonly string[] | null | undefined
  /** Pairs with such an end are looked at whatever the filter says. */
  always?: readonly string[] | null | undefined
}

/** RITA's default (RFC 1918, fd00::/8), and what else the Internet does not carry: RFC 6598, 4193, 3927, 4291, 1122. */
export const INTERNAL_NETWORKS: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  '169.254.0.0/16',
  'fe80::/10',
  '127.0.0.0/8',
  '::1',
]

/** RITA's mandatory exclusions: unspecified, loopback, link-local, multicast, broadcast. */
export const NEVER_NETWORKS: readonly string[] = [
  '0.0.0.0',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::/10',
  'ff00::/8',
]

/** Bits of an address's scope. */
export const INTERNAL = 1
export const NEVER = 2
export const ALWAYS = 4

type Kept = { key: string; size: number; scopes: Uint8Array }

const memos = new WeakMap<AddressPool, Kept>()

/** By id of an address: bits of where it is. Entries that are no network say nothing. */
export function addressScopes(pool: AddressPool, lists: NetworkLists = {}): Uint8Array {
  const key = JSON.stringify([lists.internal ?? null, lists.never ?? null, lists.always ?? null])
  const known = memos.get(pool)
  if (known?.key === key && known.size === pool.size) return known.scopes
  const scopes = new Uint8Array(pool.size)
  for (const [bit, lines] of [
    [INTERNAL, lists.internal ?? INTERNAL_NETWORKS],
    [NEVER, lists.never ?? NEVER_NETWORKS],
    [ALWAYS, lists.always ?? []],
  ] as const)
    for (const network of networksOf(lines))
      for (let id = 1; id < scopes.length; id++) if (isInNetwork(pool, id, network)) scopes[id] |= bit
  memos.set(pool, { key, size: pool.size, scopes })
  return scopes
}

function networksOf(lines: readonly string[]): Extract<AllowEntry, { kind: 'network' }>[] {
  return lines.map(allowEntry).filter((entry) => entry?.kind === 'network')
}

/** Multicast and the limited broadcast: many hosts in one address. */
export function isGroupAddress(pool: AddressPool, id: number): boolean {
  const word = pool.word(id, 0)
  if (pool.kind[id] === IPV4) return word === 0xffffffff || word >>> 28 === 14
  return pool.kind[id] === IPV6 && word >>> 24 === 0xff
}
