import type { CaptureTables } from '../tables/capture-tables.ts'
import { TREE_CONNECT } from '../tables/smb.ts'
import type { TypedLog } from '../tables/typed-log.ts'
import type { ZeekLogName } from '../tables/zeek-logs.ts'
import type { LogRows } from './log-rows.ts'

/** Actions beyond these are not kept. */
const MOST_ROWS = 500_000
/** Of SmbTable: a named pipe, or a file to be written, is opened. */
const OPEN = 3
/** Zeek logs no writes unless it is told to; a file that is empty when it is opened is about to be written. */
const WRITES = /^SMB::(?:FILE_WRITE|PIPE_(?:OPEN|WRITE|READ|CLOSE)|FILE_RENAME)$/

type Action = { action: number; share: number; name: number }
type Reader = (log: TypedLog, row: number, texts: CaptureTables['texts']) => Action | null

const readers: { readonly [path in ZeekLogName]?: Reader } = {
  smb_mapping: (log, row) => ({ action: TREE_CONNECT, share: log.id('path', row), name: 0 }),
  smb_files: (log, row, texts) => {
    const action = texts.text(log.id('action', row))
    // What is not a file, but the folder that is shared.
    if (texts.text(log.id('name', row)) === '<share_root>') return null
    const isNew = action === 'SMB::FILE_OPEN' && !(log.value('size', row) > 0)
    if (!isNew && !WRITES.test(action)) return null
    return { action: OPEN, share: log.id('path', row), name: log.id('name', row) }
  },
  dce_rpc: (log, row, texts) => {
    const pipe = texts.text(log.id('named_pipe', row))
    // Over TCP a port stands here.
    if (pipe === '' || /^\d+$/.test(pipe)) return null
    return { action: OPEN, share: 0, name: texts.internText(pipe.slice(pipe.lastIndexOf('\\') + 1)) }
  },
}

/** What smb_mapping, smb_files and dce_rpc tell of shares, pipes and written files -> rows of smb. */
export class LogSmb {
  private readonly rows: LogRows
  private readonly tables: CaptureTables
  private readonly known = new Set<string>()
  private readonly seen = new Map<string, number>()

  constructor(rows: LogRows) {
    this.rows = rows
    this.tables = rows.tables
  }

  /** Takes what the logs told since the last call. */
  finish(): void {
    for (const [path, log] of this.tables.typedLogs.all()) {
      const read = readers[path]
      if (read === undefined) continue
      for (let row = this.seen.get(path) ?? 0; row < log.rows; row++) {
        const action = read(log, row, this.tables.texts)
        if (action !== null) this.add(log.session[row], log.frame[row], action)
      }
      this.seen.set(path, log.rows)
    }
  }

  private add(session: number, frame: number, { action, share, name }: Action): void {
    const { smb: t, sessions } = this.tables
    const key = `${session}/${action}/${share}/${name}`
    if (this.known.has(key) || t.rows >= MOST_ROWS || this.rows.isTold(t, session)) return
    this.known.add(key)
    const row = t.addRow()
    t.frame[row] = frame
    t.session[row] = session
    t.client[row] = sessions.origHost[session]
    t.server[row] = sessions.respHost[session]
    t.action[row] = action
    t.share[row] = share
    t.name[row] = name
  }
}
