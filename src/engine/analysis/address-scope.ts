import { type AddressPool, IPV4, IPV6 } from '../tables/address-pool.ts'

/** RITA's mandatory exclusions: unspecified, loopback, link-local, multicast, broadcast. */
export function isNeverRemote(pool: AddressPool, id: number): boolean {
  const word = pool.word(id, 0)
  if (pool.kind[id] === IPV4) {
    const top = word >>> 24
    return word === 0 || top === 127 || word >>> 16 === 0xa9fe || isGroupAddress(pool, id)
  }
  if (pool.kind[id] !== IPV6) return false
  const zeros = word === 0 && pool.word(id, 1) === 0 && pool.word(id, 2) === 0
  return (zeros && pool.word(id, 3) <= 1) || word >>> 22 === 0xfe80 >>> 6 || isGroupAddress(pool, id)
}

/** Multicast and the limited broadcast: many hosts in one address. */
export function isGroupAddress(pool: AddressPool, id: number): boolean {
  const word = pool.word(id, 0)
  if (pool.kind[id] === IPV4) return word === 0xffffffff || word >>> 28 === 14
  return pool.kind[id] === IPV6 && word >>> 24 === 0xff
}

/** RITA's default of internal networks: RFC 1918 and fd00::/8. */
export function isInternal(pool: AddressPool, id: number): boolean {
  const word = pool.word(id, 0)
  if (pool.kind[id] === IPV4) return word >>> 24 === 10 || word >>> 20 === 0xac1 || word >>> 16 === 0xc0a8
  return pool.kind[id] === IPV6 && word >>> 24 === 0xfd
}
