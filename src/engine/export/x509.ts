import { RowColumns } from './row-columns.ts'
import type { TableMaker } from './table-registry.ts'

/** Certificates as Zeek's x509 log. */
export const x509: TableMaker = (tables, rows) => {
  const columns = new RowColumns(tables, rows)
  const { certificates: table, texts, baseSecond } = tables
  const nanosecondsOf = (id: number) => (Date.parse(texts.text(id)) / 1000 - baseSecond) * 1e9
  return [
    columns.time('ts', (row) => columns.timeOf(table.frame[row])),
    columns.pooled('fingerprint', (row) => table.fingerprint[row]),
    columns.pooled('certificate.serial', (row) => table.serial[row]),
    columns.pooled('certificate.subject', (row) => table.subject[row]),
    columns.pooled('certificate.issuer', (row) => table.issuer[row]),
    columns.time('certificate.not_valid_before', (row) => nanosecondsOf(table.notBefore[row])),
    columns.time('certificate.not_valid_after', (row) => nanosecondsOf(table.notAfter[row])),
    columns.texts('san.dns', (row) => texts.textOrNull(table.subjectAltNames[row])?.split(',') ?? null),
  ]
}
