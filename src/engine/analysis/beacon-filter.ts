import { type AddressPool, IPV4, IPV6 } from '../tables/address-pool.ts'

/**
 * Which pairs are looked at. 'addresses' leaves out addresses that no remote host has; 'outgoing' is RITA's default and
 * asks besides for an internal originator and an external responder, which a capture taken inside a network or in a lab
 * seldom has: there it would hide the beacons.
 */
export type BeaconFilter = 'none' | 'addresses' | 'outgoing'

/** Whether a pair is looked at. */
export function passesFilter(pool: AddressPool, originator: number, responder: number, filter: BeaconFilter): boolean {
  if (filter === 'none') return true
  if (isNeverRemote(pool, originator) || isNeverRemote(pool, responder)) return false
  return filter === 'addresses' || (isInternal(pool, originator) && !isInternal(pool, responder))
}

/** RITA's mandatory exclusions: unspecified, loopback, link-local, multicast, broadcast. */
function isNeverRemote(pool: AddressPool, id: number): boolean {
  const word = pool.word(id, 0)
  if (pool.kind[id] === IPV4) {
    const top = word >>> 24
    return word === 0 || word === 0xffffffff || top === 127 || word >>> 16 === 0xa9fe || top >>> 4 === 14
  }
  if (pool.kind[id] !== IPV6) return false
  const zeros = word === 0 && pool.word(id, 1) === 0 && pool.word(id, 2) === 0
  return (zeros && pool.word(id, 3) <= 1) || word >>> 22 === 0xfe80 >>> 6 || word >>> 24 === 0xff
}

/** RITA's default of internal networks: RFC 1918 and fd00::/8. */
function isInternal(pool: AddressPool, id: number): boolean {
  const word = pool.word(id, 0)
  if (pool.kind[id] === IPV4) return word >>> 24 === 10 || word >>> 20 === 0xac1 || word >>> 16 === 0xc0a8
  return pool.kind[id] === IPV6 && word >>> 24 === 0xfd
}
