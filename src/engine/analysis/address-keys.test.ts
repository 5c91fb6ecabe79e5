import { expect, test } from 'vitest'
import { AddressPool } from '../tables/address-pool.ts'
import { addressKeys } from './address-keys.ts'

test('ranks put MAC before IPv4 before IPv6, each by value', () => {
  const pool = new AddressPool()
  const ids = [
    pool.ipv6(0x20010db8, 0, 0, 1),
    pool.ipv4(0xc0a80001),
    pool.ipv4(0x0a00000a),
    pool.ipv4(0x0a000002),
    pool.mac(0xffffffff, 0xffff),
    pool.ipv6(0, 0, 0, 2),
  ]
  const ranks = addressKeys(pool)
  const sorted = ids.toSorted((x, y) => ranks[x] - ranks[y]).map((id) => pool.text(id))
  expect(sorted).toEqual(['ff:ff:ff:ff:ff:ff', '10.0.0.2', '10.0.0.10', '192.168.0.1', '::2', '2001:db8::1'])
  for (const x of ids) for (const y of ids) expect(Math.sign(ranks[x] - ranks[y])).toBe(Math.sign(pool.compare(x, y)))
})
