import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { httpValues, type HttpValueKind } from './http-values.ts'
import { rowsOf } from './list.ts'

const tables = tablesFromText(`
  0.0 80 ip:tcp:http 10.0.0.1:4000>192.0.2.1:80
  0.1 80 ip:tcp:http 192.0.2.1:80>10.0.0.1:4000
  1.0 80 ip:tcp:http 10.0.0.2:4000>192.0.2.1:80
  1.5 80 ip:tcp:http 192.0.2.1:80>10.0.0.2:4000
  2.0 80 ip:tcp:http 10.0.0.1:4001>192.0.2.9:80
  http frame=1 protocol=http method=GET host=example.org uri=/ userAgent=curl/8 peer=2
  http frame=2 protocol=http status=200 bodyLength=100 contentType="Text/HTML; charset=utf-8" peer=1
  http frame=3 protocol=http method=GET host=EXAMPLE.org uri=/gone userAgent=curl/8 peer=4
  http frame=4 protocol=http status=404 bodyLength=50 contentType=text/html peer=3
  http frame=5 protocol=http method=POST uri=/
`)

const counted = (by: HttpValueKind) =>
  rowsOf(httpValues(tables, null, { by })).map(({ value, requests }) => [value, requests])

test('what all requests of a host come to, upper and lower case the same', () => {
  expect(rowsOf(httpValues(tables, null, { by: 'host' }))).toEqual([
    {
      value: 'example.org',
      requests: 2,
      share: 2 / 3,
      clients: 2,
      servers: 1,
      hosts: 1,
      errors: 1,
      unanswered: 0,
      bytes: 150,
      median_seconds: 0.3,
      first_time: '1700000000.000000000',
    },
    expect.objectContaining({ value: null, requests: 1, unanswered: 1, hosts: 0, median_seconds: null }),
  ])
})

test('status and media type are those of the responses; a media type has no parameters', () => {
  expect(counted('status')).toEqual([
    ['200', 1],
    ['404', 1],
    [null, 1],
  ])
  expect(counted('content_type')).toEqual([
    ['text/html', 2],
    [null, 1],
  ])
  expect(counted('method')).toEqual([
    ['GET', 2],
    ['POST', 1],
  ])
  expect(counted('user_agent')).toEqual([
    ['curl/8', 2],
    [null, 1],
  ])
})
