/** Children that are remembered; a power of two. */
const RECENT = 1024

/**
 * A trie over small integers whose nodes are numbers: a sequence of symbols becomes one number that is equal for equal
 * sequences. Protocol paths and a packet's chain of conversations are kept this way, so that a packet holds one integer
 * for each. Node 0 is the empty sequence. `child` allocates only when a sequence is new.
 */
export class NumberTrie {
  /** Nodes in use, node 0 included. */
  size = 1
  /** parent[node], for node > 0. */
  parent: Uint32Array
  /** The last symbol of node's sequence. */
  symbol: Uint32Array
  /** Parent and symbol of each node once more, side by side: a look-up then touches one cache line. */
  private keys: Uint32Array
  private slots: Uint32Array
  private mask: number
  private readonly limit: number
  /** Parent, symbol and node of children asked for lately: nearly all packets take a few paths. */
  private readonly recent = new Uint32Array(RECENT * 4)

  /** `limit`: no more nodes than this; beyond it `child` answers the parent, so that hostile input cannot grow it. */
  constructor(limit = 0x7fffffff, capacity = 256) {
    this.limit = limit
    this.parent = new Uint32Array(capacity)
    this.symbol = new Uint32Array(capacity)
    this.keys = new Uint32Array(capacity * 2)
    this.slots = new Uint32Array(capacity * 2)
    this.mask = capacity * 2 - 1
  }

  /** The node of `parent`'s sequence followed by `symbol` (0 .. 2^32-1). */
  child(parent: number, symbol: number): number {
    const { recent } = this
    const at = ((Math.imul(parent, 29) ^ symbol) & (RECENT - 1)) * 4
    if (recent[at + 1] === symbol && recent[at] === parent && recent[at + 2] !== 0) return recent[at + 2]
    const node = this.find(parent, symbol)
    recent[at] = parent
    recent[at + 1] = symbol
    recent[at + 2] = node === parent ? 0 : node
    return node
  }

  private find(parent: number, symbol: number): number {
    let slot = hash(parent, symbol) & this.mask
    for (;;) {
      const node = this.slots[slot]
      if (node === 0) break
      if (this.keys[node * 2] === parent && this.keys[node * 2 + 1] === symbol) return node
      slot = (slot + 1) & this.mask
    }
    if (this.size >= this.limit) return parent
    if (this.size === this.parent.length) {
      this.grow()
      slot = hash(parent, symbol) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
    }
    const node = this.size++
    this.parent[node] = parent
    this.symbol[node] = symbol
    this.keys[node * 2] = parent
    this.keys[node * 2 + 1] = symbol
    this.slots[slot] = node
    return node
  }

  /** The symbols from the first to the last. */
  symbols(node: number): number[] {
    const out: number[] = []
    for (let n = node; n !== 0; n = this.parent[n]) out.push(this.symbol[n])
    return out.reverse()
  }

  private grow(): void {
    const capacity = this.parent.length * 2
    const parent = new Uint32Array(capacity)
    parent.set(this.parent)
    const symbol = new Uint32Array(capacity)
    symbol.set(this.symbol)
    const keys = new Uint32Array(capacity * 2)
    keys.set(this.keys)
    this.parent = parent
    this.symbol = symbol
    this.keys = keys
    this.mask = capacity * 2 - 1
    this.slots = new Uint32Array(capacity * 2)
    for (let node = 1; node < this.size; node++) {
      let slot = hash(parent[node], symbol[node]) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = node
    }
  }
}

function hash(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}
