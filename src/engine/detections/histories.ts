import type { CaptureTables } from '../tables/capture-tables.ts'

const SYN = 'S'.charCodeAt(0)

/** What Zeek's history strings say, by their node: letters are looked up once, not once a session. */
export class Histories {
  /** 1 where the history begins with the originator's SYN. */
  readonly beginsWithSyn: Uint8Array
  private readonly tables: CaptureTables

  constructor(tables: CaptureTables) {
    this.tables = tables
    const { size, parent, symbol } = tables.histories
    this.beginsWithSyn = new Uint8Array(size)
    for (let node = 1; node < size; node++)
      this.beginsWithSyn[node] = parent[node] === 0 ? Number(symbol[node] === SYN) : this.beginsWithSyn[parent[node]]
  }

  /** 1 for every history in which one of the letters is (upper case: originator). */
  having(letters: string): Uint8Array {
    const { size, parent, symbol } = this.tables.histories
    const has = new Uint8Array(size)
    for (let node = 1; node < size; node++)
      has[node] = letters.includes(String.fromCharCode(symbol[node])) ? 1 : has[parent[node]]
    return has
  }

  text(node: number): string {
    return String.fromCharCode(...this.tables.histories.symbols(node))
  }
}
