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
  private slots = new Uint32Array(4096)
  private mask = 4095

  mac(high: number, low: number): number {
    return this.intern(MAC, high, low, 0, 0)
  }

  ipv4(word: number): number {
    return this.intern(IPV4, word, 0, 0, 0)
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
    if (this.size === this.kind.length) {
      this.grow()
      slot = this.hash(kind, w0, w1, w2, w3)
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
    }
    const id = this.size++
    this.kind[id] = kind
    this.words[id * 4] = w0
    this.words[id * 4 + 1] = w1
    this.words[id * 4 + 2] = w2
    this.words[id * 4 + 3] = w3
    this.slots[slot] = id
    return id
  }

  private hash(kind: number, w0: number, w1: number, w2: number, w3: number): number {
    let h = Math.imul(w0 ^ kind, 0x9e3779b1) ^ Math.imul(w1, 0x85ebca6b)
    h ^= h >>> 15
    h = Math.imul(h ^ w2, 0x2c1b3c6d) ^ Math.imul(w3, 0x297a2d39)
    h ^= h >>> 13
    return h & this.mask
  }

  private grow(): void {
    const capacity = this.kind.length * 2
    this.kind = grown(this.kind, capacity)
    this.words = grown(this.words, capacity * 4)
    this.mask = capacity * 4 - 1
    this.slots = new Uint32Array(capacity * 4)
    const w = this.words
    for (let id = 1; id < this.size; id++) {
      let slot = this.hash(this.kind[id], w[id * 4], w[id * 4 + 1], w[id * 4 + 2], w[id * 4 + 3])
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = id
    }
  }
}
