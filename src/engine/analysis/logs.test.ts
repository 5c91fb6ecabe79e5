import { expect, test } from 'vitest'
import { FieldRegistry } from '../expression/field-registry.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { connections } from './connections.ts'
import { conversations } from './conversations.ts'
import { dnsLookups } from './dns-lookups.ts'
import { dnsSummary } from './dns-summary.ts'
import { endpoints } from './endpoints.ts'
import { hierarchy } from './hierarchy.ts'
import { httpRequests } from './http-requests.ts'
import { rowsOf } from './list.ts'
import { selectedInTimeRange } from './selection.ts'
import { status } from './status.ts'
import { timeline } from './timeline.ts'

const open = { files: [], comments: [], linkTypeName: String }

/** Two sessions of one pair, one the other way round, one of which the log counts nothing. */
const logs = tablesFromText(`
  # names that a capture's dissectors know
  http protocol=ip
  http protocol=tcp
  http protocol=udp
  conn 0   10.0.0.1:4000>10.0.0.2:443 tcp service=tls duration=20 packets=5/6 ip=500/600 bytes=300/400
  conn 10  10.0.0.2:5000>10.0.0.1:53  udp service=dns duration=0  packets=1/1 bytes=40/80
  conn 30  10.0.0.3:4001>10.0.0.2:443 tcp
  dns queryFrame=r2 responseFrame=r2 protocol=dns query=a.example queryType=1 rcode=0 rtt=2500000
`)
logs.http.rows = 0
const early = selectedInTimeRange(logs, { from: 1700000000, to: 1700000005 })

test('a log-only source has totals and a time span', () => {
  expect(status(logs, null, open)).toMatchObject({
    frames: 13,
    bytes: 1220,
    caplen: 0,
    sessions: 3,
    records: 3,
    logs: [{ file: 'conn.log', path: 'conn', records: 3 }],
    first_epoch: '1700000000.000000000',
    last_epoch: '1700000030.000000000',
    duration: 30,
  })
  expect(status(logs, early, open)).toMatchObject({ frames: 11, bytes: 1100, sessions: 1, records: 1, duration: 20 })
})

test('sessions count by service', () => {
  expect(hierarchy(logs, null)).toMatchObject([
    {
      proto: 'ip',
      frames: 13,
      bytes: 1220,
      protos: [
        { proto: 'tcp', frames: 11, end_frames: 0, protos: [{ proto: 'tls', frames: 11, bytes: 1100 }] },
        { proto: 'udp', frames: 2, protos: [{ proto: 'dns', frames: 2, bytes: 120 }] },
      ],
    },
  ])
})

test('an address pair sums its sessions of both directions; a session of TCP or UDP is one conversation', () => {
  const pairs = rowsOf(conversations(logs, null, { protocol: 'ip' }))
  expect(pairs).toHaveLength(2)
  expect(pairs[0]).toEqual({
    a: '10.0.0.1',
    b: '10.0.0.2',
    txf: 6,
    txb: 580,
    rxf: 7,
    rxb: 640,
    frames: 13,
    bytes: 1220,
    start: 0,
    duration: 20,
  })
  expect(rowsOf(conversations(logs, null, { protocol: 'tcp' }))).toMatchObject([
    { a: '10.0.0.1', aport: 4000, b: '10.0.0.2', bport: 443, txb: 500, rxb: 600, start: 0, duration: 20 },
    { a: '10.0.0.3', aport: 4001, frames: 0, bytes: 0, start: 30 },
  ])
  expect(rowsOf(conversations(logs, early, { protocol: 'udp' }))).toEqual([])
  expect(rowsOf(conversations(logs, null, { protocol: 'eth' }))).toEqual([])
  expect(rowsOf(endpoints(logs, null, { protocol: 'ip' }))).toMatchObject([
    { host: '10.0.0.1', txf: 6, txb: 580, rxf: 7, rxb: 640 },
    { host: '10.0.0.2', txf: 7, txb: 640, rxf: 6, rxb: 580 },
    { host: '10.0.0.3', frames: 0 },
  ])
})

test('a session spreads over the time it lasted and begins once', () => {
  const { series, sessions, binWidth } = timeline(logs, null, { bins: 7 })
  expect(binWidth).toBe(5)
  expect([...sessions]).toEqual([1, 0, 1, 0, 0, 0, 1])
  expect(series.map(({ proto }) => proto)).toEqual(['tls', 'dns'])
  expect([...series[0].bytes]).toEqual([275, 275, 275, 275, 0, 0, 0])
  expect([...series[1].packets]).toEqual([0, 0, 2, 0, 0, 0, 0])
})

test('links count sessions, also those of which the log says no packets', () => {
  const registry = new FieldRegistry([])
  const { links } = connections(logs, null, {}, (name) => {
    const field = registry.find(name)
    if (field === undefined) throw new Error(name)
    return field
  })
  expect(links.map(({ sessions, packets }) => [sessions, packets])).toEqual([
    [1, 11],
    [1, 2],
    [1, 0],
  ])
})

test('a lookup has the times that the log says, and its file', () => {
  expect(rowsOf(dnsLookups(logs, null))).toMatchObject([
    {
      client: '10.0.0.2',
      server_port: 53,
      query_frame: null,
      query_time: '1700000010.000000000',
      response_time: '1700000010.002500000',
      source: 'conn.log',
    },
  ])
  expect(dnsSummary(logs, null)).toMatchObject({ answered: 1, unanswered: 0, unsolicited: 0, median_seconds: 0.0025 })
  expect(rowsOf(dnsLookups(logs, early))).toEqual([])
})

test('a pair of packets and of a log is one; http in a log tells no response time', () => {
  const both = tablesFromText(`
    0 100 eth:ip:tcp 10.0.0.2:80>10.0.0.1:4000
    conn 1 10.0.0.1:4000>10.0.0.2:443 tcp packets=2/3 ip=50/60
    http frame=r1 protocol=http method=GET peer=2
    http frame=r1 protocol=http status=200 peer=1
  `)
  expect(rowsOf(conversations(both, null, { protocol: 'ip' }))).toMatchObject([
    { a: '10.0.0.2', b: '10.0.0.1', txf: 4, txb: 160, rxf: 2, rxb: 50, duration: 1 },
  ])
  expect(rowsOf(conversations(both, null, { protocol: 'tcp' }))).toMatchObject([
    { stream: 0, frames: 1 },
    { frames: 5, bytes: 110 },
  ])
  expect(status(both, null, open)).toMatchObject({ frames: 6, bytes: 210, caplen: 100, sessions: 2 })
  expect(rowsOf(httpRequests(both, null))).toMatchObject([{ frame: null, status: 200, response_time: null }])
})
