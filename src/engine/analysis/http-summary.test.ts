import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { httpHosts } from './http-hosts.ts'
import { httpSummary } from './http-summary.ts'
import { rowsOf } from './list.ts'

const tables = tablesFromText(`
  0.0 80 ip:tcp:http 10.0.0.1:4000>192.0.2.1:80
  0.1 80 ip:tcp:http 192.0.2.1:80>10.0.0.1:4000
  1.0 80 ip:tcp:http 10.0.0.2:4000>192.0.2.1:80
  1.5 80 ip:tcp:http 192.0.2.1:80>10.0.0.2:4000
  2.0 80 ip:tcp:http 10.0.0.1:4001>192.0.2.1:80
  2.3 80 ip:tcp:http 192.0.2.1:80>10.0.0.1:4001
  3.0 80 ip:tcp:http 10.0.0.1:4002>192.0.2.9:80
  4.0 80 ip:tcp:http 10.0.0.1:4003>192.0.2.1:80
  4.1 80 ip:tcp:http 192.0.2.1:80>10.0.0.1:4003
  http frame=1 protocol=http method=GET host=example.org uri=/ peer=2
  http frame=2 protocol=http status=200 bodyLength=100 peer=1
  http frame=3 protocol=http method=GET host=example.org uri=/gone peer=4
  http frame=4 protocol=http status=404 bodyLength=50 peer=3
  http frame=5 protocol=http method=GET host=EXAMPLE.ORG uri=/ peer=6
  http frame=6 protocol=http status=503 bodyLength=-1 peer=5
  http frame=7 protocol=http method=GET uri=/
  http frame=8 protocol=http method=GET host=example.org uri=/ peer=9
  http frame=9 protocol=http status=999 peer=8
`)

test('counts responses by class, clients, hosts and times', () => {
  expect(httpSummary(tables, null)).toEqual({
    requests: 5,
    unanswered: 1,
    classes: [0, 1, 0, 1, 1],
    other: 1,
    clients: 2,
    hosts: 1,
    median_seconds: expect.closeTo(0.2, 9),
    slowest: { host: 'example.org', uri: '/gone', seconds: 0.5, frame: 3 },
  })
})

test('requests are counted by host, by address where none is named', () => {
  expect(rowsOf(httpHosts(tables, null))).toEqual([
    { host: 'example.org', requests: 4, clients: 2, errors: 3, bytes: 150 },
    { host: '192.0.2.9', requests: 1, clients: 1, errors: 0, bytes: 0 },
  ])
})
