import { expect, test } from 'vitest'
import { readLog } from '../testing/log-rows.ts'
import { AddressPool } from '../tables/address-pool.ts'
import { csv } from './csv.ts'
import type { LogReader } from './log.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A flow by Zeek's names. */
function flowOf({ row, columns }: LogReader): unknown[] {
  const addresses = new AddressPool()
  const address = (name: string) => addresses.text(row.address(columns.columnOf(name), addresses))
  return [
    columns.path,
    row.time(columns.columnOf('ts')) ? row.instant.seconds + row.instant.nanoseconds / 1e9 : null,
    row.interval(columns.columnOf('duration')) / 1e9,
    `${address('id.orig_h')}:${row.port(columns.columnOf('id.orig_p'))}`,
    `${address('id.resp_h')}:${row.port(columns.columnOf('id.resp_p'))}`,
    row.string(columns.columnOf('proto')),
    ...['orig_pkts', 'resp_pkts', 'orig_ip_bytes', 'resp_ip_bytes'].map((name) => row.count(columns.columnOf(name))),
  ]
}

// The columns that nfdump 1.6 prints for -o csv, and the totals behind them.
const nfdump = `ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out
2014-11-25 20:50:49.958,2014-11-25 20:50:51.458,1.500,192.168.250.2,10.0.0.1,34838,80,TCP  ,...AP.SF,0,0,5,520,4,1200,1,2
2014-11-25 20:50:50,2014-11-25 20:50:50,0.000,2001:db8::1,2001:db8::2,53,53,UDP  ,........,0,0,1,76,0,0,1,2
Summary
flows,bytes,packets,avg_bps,avg_pps,avg_bpp
2,1796,10,9578,6,179
`

test("nfdump's export is a conn log; its totals are no rows", () => {
  const log = readLog(csv, nfdump, flowOf)
  const at = Date.UTC(2014, 10, 25, 20, 50, 49) / 1000
  expect(log.rows).toEqual([
    ['conn', at + 0.958, 1.5, '192.168.250.2:34838', '10.0.0.1:80', 'tcp', 5, 4, 520, 1200],
    ['conn', at + 1, 0, '2001:db8::1:53', '2001:db8::2:53', 'udp', 1, 0, 76, 0],
  ])
  expect(log.skipped.map(([line, , why]) => [line, why])).toEqual([
    [4, 'a total behind the rows'],
    [5, 'a total behind the rows'],
    [6, 'a total behind the rows'],
  ])
  expect(log.bad).toEqual([])
})

test("Argus's ra -c , with its padding, a collector's columns, and their types", () => {
  const argus =
    'StartTime,Flgs,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotPkts,TotBytes,State,SrcPkts,DstPkts\n1373553586.136399, e s      ,tcp,10.10.10.1,56867,   ->,10.10.10.100,22,8,585,REQ,5,3\n'
  expect(readLog(csv, argus, flowOf).rows).toEqual([
    ['conn', 1373553586.136399, Number.NaN, '10.10.10.1:56867', '10.10.10.100:22', 'tcp', 5, 3, 585, Number.NaN],
  ])
  const collector = 'src_ip,src_port,dst_ip,dst_port,proto,packets,bytes\n10.0.0.1,1025,10.0.0.2,53,17,3,400\n'
  const log = readLog(csv, collector, (reader) => [
    ...flowOf(reader),
    reader.row.count(reader.columns.columnOf('ip_proto')),
  ])
  expect(log.rows).toEqual([
    ['conn', null, Number.NaN, '10.0.0.1:1025', '10.0.0.2:53', '17', 3, Number.NaN, 400, Number.NaN, 17],
  ])
  const { columns } = log.reader
  expect(columns.names.map((_, i) => columns.typeOf(i))).toEqual([
    'addr',
    'count',
    'addr',
    'count',
    'count',
    'count',
    'count',
  ])
})

test('quotes, other separators, cut rows and rows with too few values', () => {
  const text = 'a;b;c\r\n"x;y" ; "say ""hi""";\n1;2\n;;z\nlast;"open'
  const log = readLog(csv, text, ({ row }) => [0, 1, 2].map((column) => row.string(column)))
  expect(log.rows).toEqual([
    ['x;y', 'say "hi"', null],
    [null, null, 'z'],
  ])
  expect(log.skipped.map(([line, , why]) => [line, why])).toEqual([
    [3, 'too few fields: 2 of 3'],
    [5, 'cut short'],
  ])
})

test.each([
  ['a header', 'ts,sa,da\n1,2,3\n', true],
  ['a header alone', 'src_ip,dst_ip,bytes', true],
  ['numbers', '1,2,3\n4,5,6\n', false],
  ['prose with commas', 'Lorem ipsum, dolor sit, amet\nconsectetur adipiscing elit.\n', false],
  ['a log without its header', '1517336042.279652\tCVvreZ2\t192.168.88.2\n', false],
  ['the same name twice', 'a,a,b\n', false],
  ['two columns', 'a,b\n1,2\n', false],
  ['bytes', '\x00\x01,\x02,\x03\n', false],
])('%s', (_, text, isCsv) => {
  expect(csv.sniff(bytesOf(text))).toBe(isCsv)
})

test('other tables keep their name and their columns', () => {
  const log = readLog(
    csv,
    'Time,Source,Destination,Protocol\n0.5,a,b,TCP\n',
    ({ columns, row }) => [columns.path, row.string(3)],
    { path: 'packets' },
  )
  expect(log.rows).toEqual([['packets', 'TCP']])
})

test('the reading is the same however the bytes come', () => {
  const whole = readLog(csv, nfdump, flowOf, { piece: 1e6 })
  for (let piece = 1; piece < 50; piece += 7) expect(readLog(csv, nfdump, flowOf, { piece }).rows).toEqual(whole.rows)
})
