import { describe, expect, it } from 'vitest'
import { AddressPool, IPV4, IPV6, MAC } from './address-pool.ts'
import { UidTable } from './uids.ts'

const MANY = 20_000
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits that differ in the last places only, of 16 to 18 characters. */
function uidOf(index: number): Uint8Array {
  let text = 'CAAAAAAAAAAAAA'.slice(0, 13 + (index % 3))
  for (let rest = index, i = 0; i < 3; i++, rest = Math.floor(rest / 62)) text += LETTERS[rest % 62]
  return new TextEncoder().encode(text)
}

describe('AddressPool', () => {
  it('tells kinds apart whose words are the same, and finds all again after it has grown', () => {
    const pool = new AddressPool()
    const ids: number[] = []
    for (let i = 0; i < MANY; i++) {
      const word = Math.imul(i, 0x01000193) >>> 0
      ids.push(pool.ipv4(word), pool.ipv6(word, 0, 0, 0), pool.mac(word & 0xffff, i))
    }
    expect(new Set(ids).size).toBe(3 * MANY)
    expect(pool.size).toBe(3 * MANY + 1)
    for (let i = 0; i < MANY; i++) {
      const word = Math.imul(i, 0x01000193) >>> 0
      expect(pool.ipv4(word)).toBe(ids[3 * i])
      expect(pool.ipv6(word, 0, 0, 0)).toBe(ids[3 * i + 1])
      expect(pool.mac(word & 0xffff, i)).toBe(ids[3 * i + 2])
    }
    expect([pool.kind[ids[0]], pool.kind[ids[1]], pool.kind[ids[2]]]).toEqual([IPV4, IPV6, MAC])
    expect(pool.text(pool.ipv4(0xfffefdfc))).toBe('255.254.253.252')
    expect(pool.text(pool.ipv4(0))).toBe('0.0.0.0')
  })
})

describe('UidTable', () => {
  it.each([
    ['grown step by step', 0],
    ['with room made before', MANY + 1],
  ])('finds every uid: %s', (_, room) => {
    const uids = new UidTable()
    uids.reserve(room)
    for (let i = 0; i < MANY; i++) {
      const uid = uidOf(i)
      expect(uids.find(uid, 0, uid.length)).toBe(0)
      uids.name(i + 1)
    }
    uids.trim(MANY + 1)
    for (let i = 0; i < MANY; i++) {
      const uid = uidOf(i)
      expect(uids.find(uid, 0, uid.length)).toBe(i + 1)
      expect(uids.textOf(i + 1)).toBe(new TextDecoder().decode(uid))
    }
    const unknown = new TextEncoder().encode('Cnobody')
    expect(uids.find(unknown, 0, unknown.length)).toBe(0)
  })

  it('keeps sessions beyond what a slot can number', () => {
    const uids = new UidTable()
    const uid = uidOf(7)
    expect(uids.find(uid, 0, uid.length)).toBe(0)
    uids.name(2 ** 26)
    expect(uids.find(uid, 0, uid.length)).toBe(2 ** 26)
    expect(uids.textOf(2 ** 26)).toBe(new TextDecoder().decode(uid))
  })
})
