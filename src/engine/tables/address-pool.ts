import { ipv4Text, ipv6Text, macText } from '../bytes/addresses.ts'
import { grown } from './column.ts'

/** Kinds of address; the order is the order in which mixed lists sort. */
export const MAC = 1
export const IPV4 = 4
export const IPV6 = 6

/**
 * Interned addresses: value <-> id. Id 0 is "no address". Words are in network order, so comparing kind and words
 * sorts addresses as numbers. Open addressing over typed arrays: a lookup allocates nothing.
 */
export class AddressPool {
  size = 1
  kind = new Uint8Array(1024)
  private words = new Uint32Array(4096)
  /** Of MAC and IPv6. */
  private slots = new Uint32Array(4096)
  private mask = 4095
  private placed = 0
  /** Of IPv4: the address and its id side by side, so that a lookup touches one place in memory. */
  private ipv4Slots = new Int32Array(4096)
  private ipv4Mask = 2047
  private ipv4Placed = 0

  mac(high: number, low: number): number {
    return this.intern(MAC, high, low, 0, 0)
  }

  ipv4(word: number): number {
    const slots = this.ipv4Slots
    const mask = this.ipv4Mask
    const key = word | 0
    let slot = ipv4Hash(key) & mask
    for (;;) {
      const id = slots[slot * 2 + 1]
      if (id === 0) break
      if (slots[slot * 2] === key) return id
      slot = (slot + 1) & mask
    }
    const id = this.add(IPV4, word, 0, 0, 0)
    slots[slot * 2] = key
    slots[slot * 2 + 1] = id
    if (++this.ipv4Placed * 2 > mask) this.growIpv4()
    return id
  }

  ipv6(w0: number, w1: number, w2: number, w3: number): number {
    return this.intern(IPV6, w0, w1, w2, w3)
  }

  /** 32-bit word `index` (0..3) of the address. */
  word(id: number, index: number): number {
    return this.words[id * 4 + index]
  }

  /** As Wireshark prints it; '' for id 0. */
  text(id: number): string {
    const at = id * 4
    const w = this.words
    switch (this.kind[id]) {
      case MAC:
        return macText(w[at], w[at + 1])
      case IPV4:
        return ipv4Text(w[at])
      case IPV6:
        return ipv6Text(w[at], w[at + 1], w[at + 2], w[at + 3])
      default:
        return ''
    }
  }

  /** Numeric order: by kind, then by value. */
  compare(a: number, b: number): number {
    if (a === b) return 0
    const kinds = this.kind[a] - this.kind[b]
    if (kinds !== 0) return kinds
    for (let i = 0; i < 4; i++) {
      const difference = this.words[a * 4 + i] - this.words[b * 4 + i]
      if (difference !== 0) return difference
    }
    return 0
  }

  private intern(kind: number, w0: number, w1: number, w2: number, w3: number): number {
    let slot = this.hash(kind, w0, w1, w2, w3)
    const words = this.words
    for (;;) {
      const id = this.slots[slot]
      if (id === 0) break
      const at = id * 4
      if (
        words[at] === w0 &&
        words[at + 1] === w1 &&
        words[at + 2] === w2 &&
        words[at + 3] === w3 &&
        this.kind[id] === kind
      )
        return id
      slot = (slot + 1) & this.mask
    }
    const id = this.add(kind, w0, w1, w2, w3)
    this.slots[slot] = id
    if (++this.placed * 2 > this.mask) this.growOthers()
    return id
  }

  private add(kind: number, w0: number, w1: number, w2: number, w3: number): number {
    if (this.size === this.kind.length) {
      const capacity = this.kind.length * 2
      this.kind = grown(this.kind, capacity)
      this.words = grown(this.words, capacity * 4)
    }
    const id = this.size++
    this.kind[id] = kind
    this.words[id * 4] = w0
    this.words[id * 4 + 1] = w1
    this.words[id * 4 + 2] = w2
    this.words[id * 4 + 3] = w3
    return id
  }

  private hash(kind: number, w0: number, w1: number, w2: number, w3: number): number {
    let h = Math.imul(w0 ^ kind, 0x9e3779b1) ^ Math.imul(w1, 0x85ebca6b)
    h ^= h >>> 15
    h = Math.imul(h ^ w2, 0x2c1b3c6d) ^ Math.imul(w3, 0x297a2d39)
    h ^= h >>> 13
    return h & this.mask
  }

  private growOthers(): void {
    this.mask = this.mask * 2 + 1
    this.slots = new Uint32Array(this.mask + 1)
    const w = this.words
    for (let id = 1; id < this.size; id++) {
      if (this.kind[id] === IPV4) continue
      let slot = this.hash(this.kind[id], w[id * 4], w[id * 4 + 1], w[id * 4 + 2], w[id * 4 + 3])
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = id
    }
  }

  private growIpv4(): void {
    const old = this.ipv4Slots
    const mask = this.ipv4Mask * 2 + 1
    const slots = new Int32Array((mask + 1) * 2)
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue
      let slot = ipv4Hash(old[at]) & mask
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
      slots[slot * 2] = old[at]
      slots[slot * 2 + 1] = old[at + 1]
    }
    this.ipv4Slots = slots
    this.ipv4Mask = mask
  }
}

function ipv4Hash(key: number): number {
  const h = Math.imul(key ^ (key >>> 16), 0x9e3779b1)
  return h ^ (h >>> 15)
}
