import { expect, test } from 'vitest'
import { httpSummary } from './http-summary.ts'
import { listOf } from './list.ts'
import type { HttpTransaction } from './http-requests.ts'

const transaction = (changes: Partial<HttpTransaction>): HttpTransaction => ({
  frame: 4,
  src: '10.0.0.1',
  srcport: 40000,
  dst: '192.0.2.1',
  dstport: 80,
  protocol: 'http',
  method: 'GET',
  host: 'example.org',
  uri: '/',
  user_agent: null,
  time: '100.000000000',
  referrer: null,
  status: 200,
  phrase: 'OK',
  content_type: null,
  server: null,
  response_frame: 6,
  response_time: 0.1,
  request_length: null,
  response_length: null,
  ...changes,
})

test('counts responses by class, clients, hosts and times', () => {
  const summary = httpSummary(
    listOf([
      transaction({}),
      transaction({ src: '10.0.0.2', status: 404, response_time: 0.5, uri: '/gone', frame: 9 }),
      transaction({ host: 'EXAMPLE.ORG', status: 503, response_time: 0.3 }),
      transaction({ host: null, status: null, response_time: null }),
      transaction({ status: 999, response_time: 0.1 }),
    ]),
  )
  expect(summary).toEqual({
    requests: 5,
    unanswered: 1,
    classes: [0, 1, 0, 1, 1],
    other: 1,
    clients: 2,
    hosts: 1,
    median_seconds: 0.2,
    slowest: { host: 'example.org', uri: '/gone', seconds: 0.5, frame: 9 },
  })
})
