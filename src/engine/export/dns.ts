import { dnsTypeName } from '../tables/dns-names.ts'
import { isRecord } from '../tables/records.ts'
import { RowColumns } from './row-columns.ts'
import type { TableMaker } from './table-registry.ts'

/** Zeek's names (scripts/base/protocols/dns/consts), by rcode. */
const RCODES = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSet',
  'NOTAUTH',
  'NOTZONE',
]

const NO_TYPE = 0xffff_ffff

/** Lookups as Zeek's dns log. */
export const dns: TableMaker = (tables, rows) => {
  const columns = new RowColumns(tables, rows)
  const { dns: table, dnsAnswers, texts } = tables
  const answersOf = <T>(row: number, value: (at: number) => T): T[] | null => {
    const length = table.answers[row]
    return length === 0 ? null : Array.from({ length }, (_, i) => value(table.firstAnswer[row] + i))
  }
  // A record of a log says how long it took, of packets their frames do.
  const secondsOf = (row: number) =>
    isRecord(table.responseFrame[row])
      ? table.queryFrame[row] === 0
        ? Number.NaN
        : table.rtt[row] / 1e9
      : (columns.timeOf(table.responseFrame[row]) - columns.timeOf(table.queryFrame[row])) / 1e9
  const hasResponse = (row: number) => table.rcode[row] >= 0
  const hasType = (row: number) => table.queryType[row] !== NO_TYPE
  return [
    columns.time('ts', (row) => columns.timeOf(table.queryFrame[row] || table.responseFrame[row])),
    ...columns.ends((row) => table.session[row]),
    columns.transport((row) => table.session[row]),
    columns.number('trans_id', 'count', (row) => table.transactionId[row]),
    columns.number('rtt', 'interval', (row) => secondsOf(row)),
    columns.pooled('query', (row) => table.query[row]),
    columns.number('qtype', 'count', (row) => (hasType(row) ? table.queryType[row] : Number.NaN)),
    columns.text('qtype_name', 'string', (row) => (hasType(row) ? dnsTypeName(table.queryType[row]) : null)),
    columns.number('rcode', 'count', (row) => (hasResponse(row) ? table.rcode[row] : Number.NaN)),
    columns.text('rcode_name', 'string', (row) =>
      hasResponse(row) ? (RCODES[table.rcode[row]] ?? `unknown-${table.rcode[row]}`) : null,
    ),
    columns.texts('answers', (row) =>
      answersOf(row, (at) => texts.textOrNull(dnsAnswers.value[at]) ?? dnsTypeName(dnsAnswers.type[at])),
    ),
    columns.intervals('TTLs', (row) => answersOf(row, (at) => dnsAnswers.ttl[at])),
    columns.flag('rejected', (row) => (hasResponse(row) ? table.rcode[row] !== 0 && table.answers[row] === 0 : null)),
  ]
}
