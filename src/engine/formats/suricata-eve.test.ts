import { expect, test } from 'vitest'
import { readLog } from '../testing/log-rows.ts'
import { AddressPool } from '../tables/address-pool.ts'
import { formatOf, logFormatOf } from './format-registry.ts'
import { suricataEve } from './suricata-eve.ts'

const flow =
  '{"timestamp":"2019-07-05T22:01:00.000000+0200","flow_id":1789205862246203,"event_type":"flow","src_ip":"10.0.0.1","src_port":49153,"dest_ip":"10.0.0.2","dest_port":443,"proto":"TCP","app_proto":"tls","flow":{"pkts_toserver":10,"pkts_toclient":8,"bytes_toserver":1200,"bytes_toclient":5000,"start":"2019-07-05T22:00:00.123456+0200","end":"2019-07-05T22:00:07.5+0200","age":7,"state":"closed"}}'
const tls =
  '{"timestamp":"2019-07-05T22:00:00.5+0200","flow_id":1789205862246203,"event_type":"tls","src_ip":"10.0.0.1","src_port":49153,"dest_ip":"10.0.0.2","dest_port":443,"proto":"TCP","tls":{"subject":"CN=a","sni":"a.example","version":"TLS 1.2"}}'
const alert =
  '{"timestamp":"2019-07-05T22:00:01+0200","event_type":"alert","src_ip":"10.0.0.1","alert":{"signature":"ET TEST","severity":1}}'
const failed = flow.replace('"app_proto":"tls"', '"app_proto":"failed"')

test('a file of events is known by them, and no other format claims it', () => {
  const head = new TextEncoder().encode(`${flow}\n`)
  expect(formatOf(head)).toBeNull()
  expect(logFormatOf(head)).toBe(suricataEve)
  expect(suricataEve.sniff(new TextEncoder().encode('{"ts":1}\n{"event_type":"flow"}\n'))).toBe(false)
})

test("flows answer to the names of Zeek's conn log", () => {
  const addresses = new AddressPool()
  const log = readLog(suricataEve, `${flow}\n${failed}\n`, ({ row, columns }) => [
    columns.path,
    row.nanosecondsAfter(columns.columnOf('ts'), Date.UTC(2019, 6, 5, 20) / 1000),
    row.string(columns.columnOf('uid')),
    addresses.text(row.address(columns.columnOf('id.resp_h'), addresses)),
    row.port(columns.columnOf('id.resp_p')),
    row.string(columns.columnOf('proto')),
    row.string(columns.columnOf('service')),
    row.interval(columns.columnOf('duration')),
    row.count(columns.columnOf('orig_pkts')),
    row.count(columns.columnOf('resp_ip_bytes')),
    row.count(columns.columnOf('missed_bytes')),
  ])
  const row = ['conn', 123456000, '1789205862246203', '10.0.0.2', 443, 'tcp', 'tls', 7e9, 10, 5000, Number.NaN]
  expect(log.rows).toEqual([row, row.map((value) => (value === 'tls' ? null : value))])
  expect(log.bad).toEqual([])
})

test('each kind of event has its own columns', () => {
  const log = readLog(suricataEve, `${flow}\n${tls}\n${alert}\n${tls}\n`, ({ row, columns }) => [
    columns.path,
    row.string(columns.columnOf('server_name')),
    row.string(columns.columnOf('alert.signature')),
  ])
  expect(log.rows).toEqual([
    ['conn', null, null],
    ['ssl', 'a.example', null],
    ['alert', null, 'ET TEST'],
    ['ssl', 'a.example', null],
  ])
})
