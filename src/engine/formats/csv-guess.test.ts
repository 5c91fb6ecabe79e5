import { expect, test } from 'vitest'
import { csv } from './csv.ts'
import { guessedMapping } from './csv-guess.ts'

const guessOf = (header: string, ...rows: string[]) => {
  const { columns, time, duration } = guessedMapping(
    header.split(','),
    rows.map((row) => row.split(',')),
  )
  return { ...columns, time, duration }
}

test('by names and values of an export that nobody knows', () => {
  expect(
    guessOf(
      'FlowStartMs,FlowEndMs,ClientAddress,ClientPort,ServerAddress,ServerPort,L4 Proto,App,Bytes Sent,Bytes Received,Pkts',
      '1700000000000,1700000001000,10.0.0.1,4000,192.0.2.1,443,6,TLS,100,2000,9',
      '1700000005000,1700000005200,10.0.0.2,4001,192.0.2.1,443,6,TLS,100,2000,9',
    ),
  ).toEqual({
    ts: 'FlowStartMs',
    duration: 'end',
    'id.orig_h': 'ClientAddress',
    'id.orig_p': 'ClientPort',
    'id.resp_h': 'ServerAddress',
    'id.resp_p': 'ServerPort',
    proto: 'L4 Proto',
    service: 'App',
    orig_ip_bytes: 'Bytes Sent',
    resp_ip_bytes: 'Bytes Received',
    orig_pkts: 'Pkts',
    time: 'milliseconds',
  })
})

test('addresses by their order where names say nothing; what is no address is never one', () => {
  expect(guessOf('a,b,from,c', 'x,10.0.0.1,y,fe80::1', 'x,10.0.0.2,y,fe80::2')).toEqual({
    'id.orig_h': 'b',
    'id.resp_h': 'c',
    time: 'iso',
    duration: 'seconds',
  })
})

test('a column is one thing, and one that is empty is nothing', () => {
  const { columns } = guessedMapping(['src', 'dst', 'bytes', 'start'], [['10.0.0.1', '10.0.0.2', '', '']])
  expect(columns).toEqual({ 'id.orig_h': 'src', 'id.resp_h': 'dst', orig_ip_bytes: 'bytes' })
})

test.each([
  ['bars', 'client|peer|volume\n10.0.0.1|10.0.0.2|5\n', true],
  ['names of any kind over two addresses', '"Quelle, intern";"Ziel?"\n10.0.0.1;10.0.0.2\n', true],
  ['names of any kind over something else', '"Quelle, intern";"Ziel?"\n10.0.0.1;x\n', false],
  ['rows without a header', '10.0.0.1,10.0.0.2\n10.0.0.3,10.0.0.4\n', false],
  ['a byte order mark', '\ufeffa?;b!\n10.0.0.1;10.0.0.2\n', true],
])('%s', (_, text, isCsv) => {
  expect(csv.sniff(new TextEncoder().encode(text))).toBe(isCsv)
})
