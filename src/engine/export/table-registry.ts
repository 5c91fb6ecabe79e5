import type { CaptureTables } from '../tables/capture-tables.ts'
import { conn } from './conn.ts'
import { dns } from './dns.ts'
import { http } from './http.ts'
import { ssh } from './ssh.ts'
import { ssl } from './ssl.ts'
import type { ExportColumn } from './table-columns.ts'
import { x509 } from './x509.ts'

/** The columns of chosen rows of a table. */
export type TableMaker = (tables: CaptureTables, rows: Uint32Array) => ExportColumn[]

/** Every table that can be exported, by Zeek's name of its log. */
export const tableRegistry = { conn, dns, http, ssl, x509, ssh } satisfies Record<string, TableMaker>

export type TableName = keyof typeof tableRegistry
