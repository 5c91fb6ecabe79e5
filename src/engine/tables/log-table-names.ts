import { isZeekLog, type ZeekLogName } from './zeek-logs.ts'

export type OwnLogName = 'conn' | 'dns' | 'http' | 'ssl' | 'ssh' | 'x509'

/** Logs of which packets fill the tables, too; #path -> Zeek's name of the log that the table is exported as. */
const OWN: Readonly<Record<string, OwnLogName>> = {
  conn: 'conn',
  conn_long: 'conn',
  open_conn: 'conn',
  dns: 'dns',
  eve_dns: 'dns',
  http: 'http',
  open_http: 'http',
  ssl: 'ssl',
  open_ssl: 'ssl',
  ssh: 'ssh',
  x509: 'x509',
}

/** The table that has the rows of a log; null where none has. */
export function tableOfLog(path: string | null): OwnLogName | ZeekLogName | null {
  if (path === null) return null
  if (Object.hasOwn(OWN, path)) return OWN[path]
  return isZeekLog(path) ? path : null
}
