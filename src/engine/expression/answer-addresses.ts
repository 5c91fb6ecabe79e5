import { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { addressWords } from './address-words.ts'

/** Addresses that the tables have only as text. */
type AnswerAddresses = { pool: AddressPool; idOf: (text: number) => number }

const memos = new WeakMap<CaptureTables, AnswerAddresses>()

/** Ids of the addresses in DNS answers by TextPool id, 0 for what is none; their pool is not the packets'. */
export function answerAddresses(tables: CaptureTables): AnswerAddresses {
  const known = memos.get(tables)
  if (known !== undefined) return known
  const pool = new AddressPool()
  const ids = new Map<number, number>()
  const idOf = (text: number): number => {
    let id = ids.get(text)
    if (id === undefined) {
      const parsed = addressWords(tables.texts.text(text))
      id = 0
      if (parsed !== null) {
        const [w0, w1, w2, w3] = parsed.words
        id = parsed.version === 4 ? pool.ipv4(w0) : pool.ipv6(w0, w1, w2, w3)
      }
      ids.set(text, id)
    }
    return id
  }
  const made = { pool, idOf }
  memos.set(tables, made)
  return made
}
