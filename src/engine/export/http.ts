import { RowColumns } from './row-columns.ts'
import type { TableMaker } from './table-registry.ts'

/** Requests with their responses as Zeek's http log. */
export const http: TableMaker = (tables, rows) => {
  const columns = new RowColumns(tables, rows)
  const { http: table, texts } = tables
  /** A number of the response; NaN without one. */
  const ofResponse = (row: number, column: { readonly [row: number]: number }) =>
    table.peer[row] === 0 ? Number.NaN : column[table.peer[row] - 1]
  const textOfResponse = (row: number, column: Uint32Array) =>
    table.peer[row] === 0 ? null : texts.textOrNull(column[table.peer[row] - 1])
  const lengthOf = (length: number) => (length < 0 ? Number.NaN : length)
  return [
    columns.time('ts', (row) => columns.timeOf(table.frame[row])),
    ...columns.ends((row) => table.session[row]),
    columns.pooled('method', (row) => table.method[row]),
    columns.pooled('host', (row) => table.host[row]),
    columns.pooled('uri', (row) => table.uri[row]),
    columns.pooled('referrer', (row) => table.referrer[row]),
    columns.pooled('user_agent', (row) => table.userAgent[row]),
    columns.number('request_body_len', 'count', (row) => lengthOf(table.bodyLength[row])),
    columns.number('response_body_len', 'count', (row) => lengthOf(ofResponse(row, table.bodyLength))),
    columns.number('status_code', 'count', (row) => ofResponse(row, table.status)),
    columns.text('status_msg', 'string', (row) => textOfResponse(row, table.phrase)),
    columns.texts('resp_mime_types', (row) => {
      const type = textOfResponse(row, table.contentType)
      return type === null ? null : [type.split(';')[0].trim()]
    }),
  ]
}
