import { expect, test } from 'vitest'
import { httpHosts } from './http-hosts.ts'
import type { HttpTransaction } from './http-requests.ts'
import { listOf, rowsOf } from './list.ts'

const transaction = (changes: Partial<HttpTransaction>): HttpTransaction => ({
  ...{ frame: 4, src: '10.0.0.1', srcport: 40000, dst: '192.0.2.1', dstport: 80, protocol: 'http', method: 'GET' },
  ...{ host: 'example.org', uri: '/', user_agent: null, time: '100.000000000', referrer: null, status: 200 },
  ...{ phrase: 'OK', content_type: null, server: null, response_frame: 6, response_time: 0.1 },
  ...{ request_length: null, response_length: null },
  ...changes,
})

test('requests are counted by host, by address where none is named', () => {
  const hosts = httpHosts(
    listOf([
      transaction({ host: null, status: null }),
      transaction({ response_length: 100 }),
      transaction({ host: 'EXAMPLE.org', src: '10.0.0.2', status: 404, response_length: 50 }),
    ]),
  )
  expect(rowsOf(hosts)).toEqual([
    { host: 'example.org', requests: 2, clients: 2, errors: 1, bytes: 150 },
    { host: '192.0.2.1', requests: 1, clients: 1, errors: 0, bytes: 0 },
  ])
})
