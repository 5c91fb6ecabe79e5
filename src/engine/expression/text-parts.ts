import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Column, Dictionary } from './field.ts'
import type { RowWalk } from './row-columns.ts'

/** Each of the texts that one TextPool text holds, as numbers of a dictionary of their own. */
export function parts(walk: RowWalk, split: (text: string) => string[]): { walk: RowWalk; space: Column['space'] } {
  type Parts = { list: string[]; ids: Map<string, number>; byText: Map<number, number[]> }
  const memos = new WeakMap<CaptureTables, Parts>()
  const partsOf = (tables: CaptureTables): Parts => {
    let memo = memos.get(tables)
    if (memo === undefined) memos.set(tables, (memo = { list: [], ids: new Map(), byText: new Map() }))
    return memo
  }
  const numbersOf = (tables: CaptureTables, text: number): number[] => {
    const { list, ids, byText } = partsOf(tables)
    let found = byText.get(text)
    if (found === undefined) {
      found = split(tables.texts.text(text))
        .filter((part) => part !== '')
        .map((part) => {
          let id = ids.get(part)
          if (id === undefined) {
            id = list.push(part) - 1
            ids.set(part, id)
          }
          return id
        })
      byText.set(text, found)
    }
    return found
  }
  return {
    walk: (tables, visit) =>
      walk(tables, (place, text) => {
        for (const id of numbersOf(tables, text)) visit(place, id)
      }),
    space: (tables): Dictionary => {
      // What is walked first fills the list.
      walk(tables, (_, text) => void numbersOf(tables, text))
      const { list } = partsOf(tables)
      return { size: list.length, text: (id) => list[id] }
    },
  }
}
