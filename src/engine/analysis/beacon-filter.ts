import { ALWAYS, INTERNAL, NEVER } from './address-scope.ts'

/**
 * Which pairs are looked at. 'addresses' leaves out addresses that no remote host has; 'outgoing' is RITA's default and
 * asks besides for an internal originator and an external responder, which a capture taken inside a network or in a lab
 * seldom has: there it would hide the beacons. 'crossing' asks that one end is internal and the other is not (RITA's
 * filter_external_to_internal switched off).
 */
export type BeaconFilter = 'none' | 'addresses' | 'crossing' | 'outgoing'

/** Whether a pair is looked at. `scopes`: see addressScopes. */
export function passesFilter(scopes: Uint8Array, originator: number, responder: number, filter: BeaconFilter): boolean {
  return passesScopes(scopes[originator], scopes[responder], filter)
}

/** The same for bits of scopes. */
export function passesScopes(from: number, to: number, filter: BeaconFilter): boolean {
  if (filter === 'none' || ((from | to) & ALWAYS) !== 0) return true
  if (((from | to) & NEVER) !== 0) return false
  if (filter === 'addresses') return true
  if (filter === 'crossing') return ((from ^ to) & INTERNAL) !== 0
  return (from & INTERNAL) !== 0 && (to & INTERNAL) === 0
}
