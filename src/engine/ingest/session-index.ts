import type { CaptureTables } from '../tables/capture-tables.ts'

/** Clocks and time-outs of the programs that saw the same traffic differ by so much (nanoseconds). */
const SLACK = 2e9

/** The sessions of packets by their ends, in either direction. */
export class SessionIndex {
  private readonly tables: CaptureTables
  private readonly slots: Uint32Array
  private readonly mask: number
  /** The next session in the same slot. */
  private readonly next: Uint32Array

  constructor(tables: CaptureTables) {
    this.tables = tables
    const { sessions } = tables
    let size = 1024
    while (size < sessions.rows * 2) size *= 2
    this.mask = size - 1
    this.slots = new Uint32Array(size)
    this.next = new Uint32Array(sessions.rows)
    // Backwards, so that the earliest stands first.
    for (let row = sessions.rows - 1; row > 0; row--) {
      const slot = this.slot(
        sessions.proto[row],
        sessions.origHost[row],
        sessions.respHost[row],
        sessions.origPort[row],
        sessions.respPort[row],
      )
      this.next[row] = this.slots[slot]
      this.slots[slot] = row
    }
  }

  /** The session between these ends whose time meets [start, end]; 0 = none. */
  find(
    proto: number,
    origHost: number,
    respHost: number,
    origPort: number,
    respPort: number,
    start: number,
    end: number,
  ): number {
    const { sessions } = this.tables
    let row = this.slots[this.slot(proto, origHost, respHost, origPort, respPort)]
    for (; row !== 0; row = this.next[row]) {
      if (sessions.proto[row] !== proto || sessions.start[row] > end + SLACK || sessions.end[row] < start - SLACK)
        continue
      const isSame =
        sessions.origHost[row] === origHost &&
        sessions.respHost[row] === respHost &&
        sessions.origPort[row] === origPort &&
        sessions.respPort[row] === respPort
      const isTurned =
        sessions.origHost[row] === respHost &&
        sessions.respHost[row] === origHost &&
        sessions.origPort[row] === respPort &&
        sessions.respPort[row] === origPort
      if (isSame || isTurned) return row
    }
    return 0
  }

  private slot(proto: number, origHost: number, respHost: number, origPort: number, respPort: number): number {
    const x = Math.imul(origHost, 0x9e3779b1) ^ Math.imul(origPort + 1, 0x85ebca6b)
    const y = Math.imul(respHost, 0x9e3779b1) ^ Math.imul(respPort + 1, 0x85ebca6b)
    const h = Math.imul((x ^ (x >>> 15)) + (y ^ (y >>> 15)) + proto, 0x2c1b3c6d)
    return (h ^ (h >>> 13)) & this.mask
  }
}
