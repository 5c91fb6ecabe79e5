import { CLIENT_HELLO } from '../analysis/tls-hellos.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import type { Found, Severity } from './detection.ts'
import { addressTexts, all, oneOf, timeText } from './evidence-text.ts'
import { frameNanoseconds, span } from './frame-times.ts'

/** What is weak about what a server agreed on: its number, name, and the condition that finds it. */
export type Weakness = { value: number; severity: Severity; name: string; condition: string }

/** The ServerHellos that have a weakness, one finding a server and weakness. */
export function weakAgreements(
  tables: CaptureTables,
  selected: Selected | null,
  weaknessOf: (row: number) => Weakness | null,
): Found[] {
  const { tlsHellos: table, sessions } = tables
  const groups = new Map<number, { weakness: Weakness; rows: number[]; sessions: Set<number> }>()
  for (let row = 0; row < table.rows; row++) {
    const session = table.session[row]
    if (table.kind[row] === CLIENT_HELLO || session === 0 || !hasFrame(selected, table.frame[row])) continue
    const weakness = weaknessOf(row)
    if (weakness === null) continue
    const key = (sessions.respHost[session] * 65536 + sessions.respPort[session]) * 65536 + weakness.value
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { weakness, rows: [row], sessions: new Set([session]) })
    else {
      group.rows.push(row)
      group.sessions.add(session)
    }
  }
  return Array.from(groups.values(), ({ weakness, rows, sessions: seen }): Found => {
    const session = table.session[rows[0]]
    const [server] = addressTexts(tables, [sessions.respHost[session]])
    const port = sessions.respPort[session]
    const { first, last } = span(rows.map((row) => frameNanoseconds(tables, table.frame[row])))
    return {
      severity: weakness.severity,
      confidence: 'certain',
      title: `${server} port ${port} agreed on ${weakness.name}`,
      src: addressTexts(
        tables,
        Array.from(seen, (id) => sessions.origHost[id]),
      ),
      dst: [server],
      count: seen.size,
      first: timeText(tables, first),
      last: timeText(tables, last),
      evidence: all(oneOf('id.resp_h', [server]), oneOf('id.resp_p', [port]), weakness.condition),
      why: { agreed_on: weakness.name, sessions: seen.size },
    }
  })
}
