import type { NumberTrie } from '../bytes/number-trie.ts'
import { grown, Table } from './column.ts'

/** The layers at which conversations and endpoints are counted. */
export const ETH = 1
export const IP = 2
export const IPV6 = 3
export const TCP = 4
export const UDP = 5
export const SCTP = 6
/** Type and code (or the reply's type) in place of ports. */
export const ICMP = 7

/** Words of a row's keys: layer, a, b, ports, then for each direction a track and the one that it goes on to. */
const KEY_WORDS = 8
const TRACKS = 4

/**
 * One row a conversation: an address pair at one layer; for TCP and UDP one row a stream (tcp.stream, udp.stream), so
 * that a reused 4-tuple has several. Row 0 is "none". A packet names its conversations by its track: the trie symbol is
 * `row * 2 + direction`, direction 0 when the packet goes from a to b. Counts are not kept here: they are sums over the
 * tracks of the selected packets.
 */
export class ConversationTable extends Table {
  layer = new Uint8Array(this.capacity)
  a = new Uint32Array(this.capacity)
  b = new Uint32Array(this.capacity)
  aPort = new Uint16Array(this.capacity)
  bPort = new Uint16Array(this.capacity)
  /** tcp.stream or udp.stream; 0 elsewhere. */
  stream = new Uint32Array(this.capacity)
  /** The session of a TCP, UDP or SCTP row; 0 elsewhere. */
  session = new Uint32Array(this.capacity)

  /** What look-ups read of each row, once more and side by side, so that they touch one cache line. */
  private keys = new Uint32Array(this.capacity * KEY_WORDS)
  private slots = new Uint32Array(4096)
  private mask = 4095
  private readonly streams = new Uint32Array(8)
  /** Whether the last `find` made a row. */
  created = false
  /** Direction of the last `find`: 0 when its source is `a`. */
  direction = 0

  constructor(capacity?: number) {
    super(capacity)
    this.addRow()
  }

  /**
   * The newest row of (layer, address pair, port pair), made when there is none; `created` and `direction` say more.
   * The sender of the first packet is `a`.
   */
  find(layer: number, source: number, destination: number, sourcePort: number, destinationPort: number): number {
    const forward = ((sourcePort << 16) | destinationPort) >>> 0
    const backward = ((destinationPort << 16) | sourcePort) >>> 0
    let slot = this.hash(layer, source, destination, sourcePort, destinationPort)
    for (;;) {
      const row = this.slots[slot]
      if (row === 0) break
      const k = row * KEY_WORDS
      const keys = this.keys
      if (keys[k] === layer) {
        if (keys[k + 1] === source && keys[k + 2] === destination && keys[k + 3] === forward) {
          this.created = false
          this.direction = 0
          return row
        }
        if (keys[k + 1] === destination && keys[k + 2] === source && keys[k + 3] === backward) {
          this.created = false
          this.direction = 1
          return row
        }
      }
      slot = (slot + 1) & this.mask
    }
    this.created = true
    this.direction = 0
    const row = this.add(layer, source, destination, sourcePort, destinationPort)
    if (this.rows * 2 > this.mask) this.rehash()
    else this.slots[slot] = row
    return row
  }

  /**
   * The track that goes on from `parent` through a row in a direction: a child in `tracks`, the last one remembered beside
   * the row, since nearly every packet of a conversation comes through the same outer ones.
   */
  track(tracks: NumberTrie, parent: number, row: number, direction: number): number {
    const k = row * KEY_WORDS + TRACKS + direction * 2
    const keys = this.keys
    if (keys[k + 1] !== 0 && keys[k] === parent) return keys[k + 1]
    const node = tracks.child(parent, row * 2 + direction)
    keys[k] = parent
    keys[k + 1] = node
    return node
  }

  /** A new stream of the same tuple as `row` (a reused port); later finds answer it. The sender now is its `a`. */
  renew(row: number, sourceIsA: boolean): number {
    const source = sourceIsA ? this.a[row] : this.b[row]
    const destination = sourceIsA ? this.b[row] : this.a[row]
    const sourcePort = sourceIsA ? this.aPort[row] : this.bPort[row]
    const destinationPort = sourceIsA ? this.bPort[row] : this.aPort[row]
    let slot = this.hash(this.layer[row], source, destination, sourcePort, destinationPort)
    while (this.slots[slot] !== row) slot = (slot + 1) & this.mask
    const renewed = this.add(this.layer[row], source, destination, sourcePort, destinationPort)
    this.slots[slot] = renewed
    this.superseded.add(row)
    if (this.rows * 2 > this.mask) this.rehash()
    this.created = true
    this.direction = 0
    return renewed
  }

  /** Rows that a newer stream of the same tuple replaced. */
  private readonly superseded = new Set<number>()

  private add(layer: number, source: number, destination: number, sourcePort: number, destinationPort: number): number {
    const row = this.addRow()
    this.layer[row] = layer
    this.a[row] = source
    this.b[row] = destination
    this.aPort[row] = sourcePort
    this.bPort[row] = destinationPort
    this.stream[row] = this.streams[layer]++
    this.keys.set([layer, source, destination, (sourcePort << 16) | destinationPort], row * KEY_WORDS)
    return row
  }

  private hash(
    layer: number,
    source: number,
    destination: number,
    sourcePort: number,
    destinationPort: number,
  ): number {
    // Symmetric in the two ends, so that both directions meet in one slot.
    const x = Math.imul(source, 0x9e3779b1) ^ Math.imul(sourcePort + layer, 0x85ebca6b)
    const y = Math.imul(destination, 0x9e3779b1) ^ Math.imul(destinationPort + layer, 0x85ebca6b)
    let h = (x ^ (x >>> 15)) + (y ^ (y >>> 15))
    h = Math.imul(h ^ (h >>> 16), 0x2c1b3c6d)
    return (h ^ (h >>> 13)) & this.mask
  }

  private rehash(): void {
    this.mask = this.mask * 2 + 1
    this.slots = new Uint32Array(this.mask + 1)
    for (let row = 1; row < this.rows; row++) {
      if (this.superseded.has(row)) continue
      let slot = this.hash(this.layer[row], this.a[row], this.b[row], this.aPort[row], this.bPort[row])
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = row
    }
  }

  protected grow(capacity: number): void {
    this.layer = grown(this.layer, capacity)
    this.a = grown(this.a, capacity)
    this.b = grown(this.b, capacity)
    this.aPort = grown(this.aPort, capacity)
    this.bPort = grown(this.bPort, capacity)
    this.stream = grown(this.stream, capacity)
    this.session = grown(this.session, capacity)
    this.keys = grown(this.keys, capacity * KEY_WORDS)
  }
}
