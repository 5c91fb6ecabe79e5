import { RowColumns } from './row-columns.ts'
import type { TableMaker } from './table-registry.ts'

/** SSH sessions as Zeek's ssh log, with HASSH as its package names it. */
export const ssh: TableMaker = (tables, rows) => {
  const columns = new RowColumns(tables, rows)
  const { ssh: table } = tables
  return [
    columns.time('ts', (row) => columns.timeOf(table.frame[row])),
    ...columns.ends((row) => table.session[row]),
    columns.pooled('client', (row) => table.clientVersion[row]),
    columns.pooled('server', (row) => table.serverVersion[row]),
    columns.pooled('cipher_alg', (row) => table.cipher[row]),
    columns.pooled('mac_alg', (row) => table.mac[row]),
    columns.pooled('compression_alg', (row) => table.compression[row]),
    columns.pooled('kex_alg', (row) => table.keyExchange[row]),
    columns.pooled('host_key_alg', (row) => table.hostKey[row]),
    columns.pooled('hassh', (row) => table.hassh[row]),
    columns.pooled('hasshServer', (row) => table.hasshServer[row]),
  ]
}
