import type { AddressPool } from '../tables/address-pool.ts'
import { isInternal, isNeverRemote } from './address-scope.ts'

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
