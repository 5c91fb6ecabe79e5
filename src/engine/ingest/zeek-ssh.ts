import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import { endColumns, type LogRows } from './log-rows.ts'
import { keeper } from './typed-log-rows.ts'

const TCP = 6

/** Rows of ssh.log. */
export function sshRows(columns: LogColumns, rows: LogRows, log: number): (row: LogRow) => void {
  const { tables } = rows
  const { ssh, texts, sessions } = tables
  const ends = endColumns(columns)
  const at = {
    clientVersion: columns.columnOf('client'),
    serverVersion: columns.columnOf('server'),
    keyExchange: columns.columnOf('kex_alg'),
    hostKey: columns.columnOf('host_key_alg'),
    cipher: columns.columnOf('cipher_alg'),
    mac: columns.columnOf('mac_alg'),
    compression: columns.columnOf('compression_alg'),
    hassh: columns.columnOf('hassh'),
    hasshServer: columns.columnOf('hasshServer'),
  } as const
  const service = rows.services.idOf('ssh')
  const names = Object.keys(at) as (keyof typeof at)[]
  const keep = keeper(columns, rows, 'ssh')
  return (row) => {
    const time = rows.time(row, ends.ts)
    const session = rows.session(row, ends, time, TCP, service)
    const frame = rows.record(log, time, session)
    keep(row, frame, session)
    if (rows.isTold(ssh, session)) return
    const place = ssh.addRow()
    ssh.frame[place] = frame
    ssh.session[place] = session
    ssh.client[place] = sessions.origHost[session]
    ssh.server[place] = sessions.respHost[session]
    ssh.clientPort[place] = sessions.origPort[session]
    ssh.serverPort[place] = sessions.respPort[session]
    for (const name of names) ssh[name][place] = row.text(at[name], texts)
  }
}
