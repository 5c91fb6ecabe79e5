import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { SESSION_SETUP, TREE_CONNECT } from '../tables/smb.ts'
import { type List, listOf } from './list.ts'
import { packetNumber } from './frame-source.ts'
import { frameTime } from './times.ts'

/** A share that is connected to (Zeek's smb_mapping log), a pipe opened or a file written (smb_files). */
export type SmbAction = {
  frame: number | null
  time: string | null
  client: string
  server: string
  /** null = not known: a log does not say. */
  version: number | null
  action: 'SESSION_SETUP' | 'TREE_CONNECT' | 'OPEN'
  /** '\\server\share' */
  path: string | null
  name: string | null
  /** null = no answer was seen. */
  granted: boolean | null
}

/** Actions whose request is selected, in the order of the capture. */
export function smbActions(tables: CaptureTables, selected: Selected | null): List<SmbAction> {
  const { smb: t, addresses, texts } = tables
  const found: SmbAction[] = []
  for (let row = 0; row < t.rows; row++) {
    if (!hasFrame(selected, t.frame[row])) continue
    const action = t.action[row]
    found.push({
      frame: packetNumber(t.frame[row]),
      time: frameTime(tables, t.frame[row]),
      client: addresses.text(t.client[row]),
      server: addresses.text(t.server[row]),
      version: t.version[row] === 0 ? null : t.version[row],
      action: action === SESSION_SETUP ? 'SESSION_SETUP' : action === TREE_CONNECT ? 'TREE_CONNECT' : 'OPEN',
      path: texts.textOrNull(t.share[row]),
      name: texts.textOrNull(t.name[row]),
      granted: t.outcome[row] === 0 ? null : t.outcome[row] === 1,
    })
  }
  return listOf(found)
}
