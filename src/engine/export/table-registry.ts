import type { CaptureTables } from '../tables/capture-tables.ts'
import { conn } from './conn.ts'
import { dns } from './dns.ts'
import { http } from './http.ts'
import { ssh } from './ssh.ts'
import { ssl } from './ssl.ts'
import type { ExportColumn } from './table-columns.ts'
import { x509 } from './x509.ts'
import { isZeekLog, type ZeekLogName } from '../tables/zeek-logs.ts'
import { zeekLog } from './zeek-log.ts'

/** The columns of chosen rows of a table. */
export type TableMaker = (tables: CaptureTables, rows: Uint32Array) => ExportColumn[]

/** The tables that packets fill, too, by Zeek's name of the log. */
const tableRegistry = { conn, dns, http, ssl, x509, ssh } satisfies Record<string, TableMaker>

export type OwnTableName = keyof typeof tableRegistry
/** Every table that can be exported. */
export type TableName = OwnTableName | ZeekLogName

export const ownTableNames = Object.keys(tableRegistry) as OwnTableName[]

export function isOwnTable(name: string): name is OwnTableName {
  return Object.hasOwn(tableRegistry, name)
}

/** What makes the columns of a table, `secrets` uncovered where that is asked for; null = there is none of that name. */
export function tableMaker(name: string, secrets = false): TableMaker | null {
  if (isOwnTable(name)) return tableRegistry[name]
  return isZeekLog(name) ? zeekLog(name, secrets) : null
}
