import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { httpMessages, httpRequests } from './http-requests.ts'
import { selectedInTimeRange } from './selection.ts'

const tables = tablesFromText(`
  0.0  200 ip:tcp:http      10.0.0.5:4000>192.0.2.1:80
  0.25 900 ip:tcp:http:data 192.0.2.1:80>10.0.0.5:4000
  1.0  200 ip:tcp:http      10.0.0.5:4000>192.0.2.1:80
  2.0  900 ip:tcp:http      192.0.2.9:80>10.0.0.5:4000
  http frame=1 protocol=http method=GET host=example.com uri=/a userAgent="curl 8" bodyLength=0 peer=2
  http frame=2 protocol=http status=404 phrase="Not Found" contentType=text/html server=nginx bodyLength=512 peer=1
  http frame=3 protocol=http method=POST uri=/b bodyLength=-1
  http frame=4 protocol=http status=200
`)

test('requests and responses apart', () => {
  const { requests, responses } = httpMessages(tables, null)
  expect(requests.map(({ frame, method, host, uri, user_agent }) => [frame, method, host, uri, user_agent])).toEqual([
    [1, 'GET', 'example.com', '/a', 'curl 8'],
    [3, 'POST', null, '/b', null],
  ])
  expect(responses).toEqual([
    {
      frame: 2,
      source: 'text',
      src: '192.0.2.1',
      srcport: 80,
      dst: '10.0.0.5',
      dstport: 4000,
      protocol: 'http',
      status: 404,
      phrase: 'Not Found',
      content_type: 'text/html',
    },
    expect.objectContaining({ frame: 4, status: 200, phrase: null, content_type: null }),
  ])
})

test('a request with its response, and one without', () => {
  const list = httpRequests(tables, null)
  expect(list.length).toBe(2)
  expect(list.row(0)).toEqual({
    frame: 1,
    source: 'text',
    src: '10.0.0.5',
    srcport: 4000,
    dst: '192.0.2.1',
    dstport: 80,
    protocol: 'http',
    method: 'GET',
    host: 'example.com',
    uri: '/a',
    user_agent: 'curl 8',
    time: '1700000000.000000000',
    referrer: null,
    status: 404,
    phrase: 'Not Found',
    content_type: 'text/html',
    server: 'nginx',
    response_frame: 2,
    response_time: 0.25,
    request_length: 0,
    response_length: 512,
  })
  expect(list.row(1)).toMatchObject({ status: null, response_frame: null, response_time: null, request_length: null })
})

test('a request is selected by its response, too', () => {
  const range = selectedInTimeRange(tables, { from: '1700000000.2', to: '1700000000.3' })
  expect(httpRequests(tables, range).length).toBe(1)
  expect(httpMessages(tables, range)).toMatchObject({ requests: [], responses: [{ frame: 2 }] })
})

test('sort keys', () => {
  const list = httpRequests(tables, null)
  expect(list.sortKeys('status')).toEqual(Float64Array.of(404, NaN))
  expect(list.sortKeys('response_time')).toEqual(Float64Array.of(0.25, NaN))
  expect(list.sortKeys('host')).toEqual(Float64Array.of(0, NaN))
  expect(list.sortKeys('server')).toEqual(Float64Array.of(0, NaN))
  expect(list.sortKeys('uri')).toEqual(Float64Array.of(0, 1))
  expect(list.sortKeys('src')?.[0]).toBe(list.sortKeys('src')?.[1])
  expect(list.sortKeys('valueOf')).toBeNull()
})
