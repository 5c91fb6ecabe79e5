import { expect, test } from 'vitest'
import { zeekTsv } from '../formats/zeek-tsv.ts'
import { CaptureTables } from '../tables/capture-tables.ts'
import { CONN_STATES, LOCAL_ORIG, LOCAL_ORIG_TOLD, LOCAL_RESP_TOLD } from '../tables/sessions.ts'
import { LogReading } from './log-reading.ts'
import { ZeekIngest } from './zeek.ts'

const names = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state'
const more = 'local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents'
const header = `#separator \\x09\n#path\tconn\n#fields\t${`${names} ${more}`.replaceAll(' ', '\t')}\n`

const usual = (i: number) => [
  `170000000${i % 10}.0327${i % 10}0`,
  `CknTEGOCpgSqIL${String(1000 + i)}`,
  `10.0.9.${i % 256}`,
  String(4132 + i),
  '79.2.7.4',
  '443',
  i % 3 === 0 ? 'udp' : 'tcp',
  i % 5 === 0 ? '-' : 'ssl,http',
  '436.006200',
  String(3733 + i),
  '49858',
  'SF',
  'T',
  'F',
  '0',
  'ShADadfFr',
  '34',
  '6544',
  '76',
  '50671',
  '(empty)',
]

/** One field of a usual row is something else. */
const odd: readonly (readonly [name: string, value: string])[] = [
  ['ts', '-'],
  ['ts', '1700000000'],
  ['ts', '2023-11-14T22:13:20.5Z'],
  ['uid', '-'],
  ['uid', 'C1'],
  ['uid', 'CknTEGOCpgSqIL1001'],
  ['uid', 'a uid of \\x09 more than 18 bytes'],
  ['id.orig_h', '2001:db8::1'],
  ['id.orig_h', '10.0.0.256'],
  ['id.resp_h', '-'],
  ['id.orig_p', '65536'],
  ['id.orig_p', '-'],
  ['id.resp_p', '53/udp'],
  ['proto', 'icmp'],
  ['proto', 'unknown_transport'],
  ['service', '(empty)'],
  ['service', 'a\\x2cb'],
  ['duration', '-'],
  ['duration', '4.294967e+09'],
  ['duration', '-1.5'],
  ['duration', '0.0000000014'],
  ['duration', '12345678901.5'],
  ['orig_bytes', '-'],
  ['orig_bytes', '123456789012'],
  ['orig_bytes', '12x'],
  ['conn_state', '-'],
  ['conn_state', 'NEW'],
  ['local_orig', '-'],
  ['local_resp', 'true'],
  ['missed_bytes', '17'],
  ['history', '-'],
  ['history', ''],
  ['orig_pkts', '4294967296'],
  ['tunnel_parents', 'CTunnel1,CTunnel2'],
  ['tunnel_parents', '-'],
]

function read(text: string, chunkLength: number): CaptureTables {
  const tables = new CaptureTables()
  const ingest = new ZeekIngest(tables)
  const bytes = new TextEncoder().encode(text)
  const reading = new LogReading(
    { name: 'conn.log', order: 0, format: 'zeek-tsv', size: bytes.length },
    (report) => zeekTsv.open(report, 'conn'),
    tables,
    (columns, log) => ingest.takerOf(columns, log),
  )
  const { reader } = reading
  for (let at = 0; at < bytes.length; at += chunkLength) {
    reader.feed(bytes.subarray(at, at + chunkLength))
    if (reader.next()) while (reading.drain(() => false));
  }
  reader.end()
  if (reader.next()) while (reading.drain(() => false));
  reading.finish()
  ingest.finish()
  return tables
}

/** What the tables hold, with texts in place of the numbers by which they are interned. */
function held(tables: CaptureTables) {
  const { sessions, records, addresses, texts, histories, uids } = tables
  return {
    logs: tables.logs,
    baseSecond: tables.baseSecond,
    records: Array.from({ length: records.rows }, (_, row) => [records.time[row], records.session[row]]),
    sessions: Array.from({ length: sessions.rows - 1 }, (_, i) => {
      const row = i + 1
      return {
        uid: uids.textOf(row),
        ends: [addresses.text(sessions.origHost[row]), addresses.text(sessions.respHost[row])],
        ports: [sessions.origPort[row], sessions.respPort[row]],
        proto: sessions.proto[row],
        services: [sessions.service[row], ...(sessions.moreServices.get(row) ?? [])].map(
          (id) => tables.protocolNames[id],
        ),
        times: [sessions.start[row], sessions.end[row]],
        payload: [sessions.origBytes[row], sessions.respBytes[row]],
        packets: [sessions.origPackets[row], sessions.respPackets[row]],
        ipBytes: [sessions.origIpBytes[row], sessions.respIpBytes[row]],
        state: CONN_STATES[sessions.connState[row]],
        history: String.fromCharCode(...histories.symbols(sessions.history[row])),
        firstFrame: sessions.firstFrame[row],
        unset: sessions.unset[row],
        local: sessions.local[row],
        missed: sessions.missedBytes[row] ?? 0,
        tunnel: texts.text(sessions.tunnelParents[row] ?? 0),
      }
    }),
  }
}

const columns = `${names} ${more}`.split(' ')
const line = (fields: readonly string[]) => `${fields.join('\t')}\n`

test('batches of rows give what single rows give, whatever is odd among them', () => {
  let text = header
  for (let i = 0; i < 700; i++) {
    const fields = usual(i)
    const at = i % 7 === 3 ? odd[((i - 3) / 7) % odd.length] : undefined
    if (at !== undefined) fields[columns.indexOf(at[0])] = at[1]
    if (i === 333) text += `#close\t2023\n${header}`
    if (i === 444) text += '\n'
    text += i === 222 ? line(fields).replace('\n', '\r\n') : i === 555 ? line(fields.slice(0, 9)) : line(fields)
  }
  // Cut everywhere, no line is whole in its chunk.
  const single = held(read(text, 11))
  expect(single.logs[0]).toMatchObject({ rows: 699, skippedRows: 1 })
  expect(single.sessions.length).toBeGreaterThan(650)
  expect(held(read(text, text.length))).toEqual(single)
  expect(held(read(text, 5000))).toEqual(single)
})

test('a row of a batch has the values of its line', () => {
  const { sessions } = held(read(header + line(usual(0)) + line(usual(1)) + line(usual(2)), 1e6))
  expect(sessions[2]).toEqual({
    uid: 'CknTEGOCpgSqIL1002',
    ends: ['10.0.9.2', '79.2.7.4'],
    ports: [4134, 443],
    proto: 6,
    services: ['tls', 'http'],
    times: [2e9 + 32_720_000, 438e9 + 38_920_000],
    payload: [3735, 49858],
    packets: [34, 76],
    ipBytes: [6544, 50671],
    state: 'SF',
    history: 'ShADadfFr',
    firstFrame: 0x8000_0002,
    unset: 0,
    local: LOCAL_ORIG | LOCAL_ORIG_TOLD | LOCAL_RESP_TOLD,
    missed: 0,
    tunnel: '',
  })
})
