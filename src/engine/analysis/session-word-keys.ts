import type { CaptureTables } from '../tables/capture-tables.ts'
import { PairIndex } from './pair-index.ts'
import { pageOf } from './session-words.ts'
import { textRanks } from './text-ranks.ts'
import { CLIENT_HELLO } from './tls-hellos.ts'

type Kept = { state: string; keys: Float64Array }
const memos = new WeakMap<CaptureTables, Kept>()

/** Rank of what each session was about, by the first of its words (see sessionWords); NaN where there are none. */
export function sessionWordKeys(tables: CaptureTables): Float64Array {
  const { sessions, dns, http, tlsHellos, ssh } = tables
  const state = [sessions.rows, dns.rows, http.rows, tlsHellos.rows, ssh.rows].join(' ')
  const known = memos.get(tables)
  if (known?.state === state) return known.keys
  const keys = ranked(tables)
  memos.set(tables, { state, keys })
  return keys
}

function ranked(tables: CaptureTables): Float64Array {
  const { sessions, dns, http, tlsHellos, ssh, texts } = tables
  /** By session the number of its first word, plus one; what is said first is written last. */
  const first = new Uint32Array(sessions.rows)
  // Texts of the pool are pairs with 0, pages pairs of a host and a path, which is never 0.
  const words = new PairIndex()
  const give = (session: number, text: number, uri: number) => {
    if (text !== 0 || uri !== 0) first[session] = words.of(text, uri) + 1
  }
  const walk = (rows: number, each: (row: number) => void) => {
    for (let row = rows - 1; row >= 0; row--) each(row)
  }
  walk(ssh.rows, (row) => give(ssh.session[row], ssh.serverVersion[row], 0))
  walk(ssh.rows, (row) => give(ssh.session[row], ssh.clientVersion[row], 0))
  walk(tlsHellos.rows, (row) => {
    if (tlsHellos.kind[row] === CLIENT_HELLO) give(tlsHellos.session[row], tlsHellos.serverName[row], 0)
  })
  walk(http.rows, (row) => {
    if (http.status[row] === 0) give(http.session[row], http.host[row], http.uri[row])
  })
  walk(dns.rows, (row) => give(dns.session[row], dns.query[row], 0))

  const ranks = textRanks(
    Array.from({ length: words.size }, (_, at) =>
      words.second[at] === 0
        ? texts.text(words.first[at])
        : pageOf(texts.text(words.first[at]), texts.text(words.second[at])),
    ),
  )
  return Float64Array.from(first, (word) => (word === 0 ? Number.NaN : ranks[word - 1]))
}
