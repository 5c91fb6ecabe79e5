import { expect, test } from 'vitest'
import { answersText, lookupState, rcodeName, transportText } from './dns-words.ts'
import type { DnsLookup } from '../../engine/analysis/dns-lookups.ts'

const lookup = (changes: Partial<DnsLookup>): DnsLookup => ({
  client: '10.0.0.1',
  client_port: 5000,
  server: '10.0.0.2',
  server_port: 53,
  protocol: 'dns',
  transport: 'udp',
  id: 1,
  full_query: 'a.example',
  query_type: 'A',
  query_frame: 1,
  query_time: '100.000000000',
  response_frame: 2,
  response_time: '100.010000000',
  rcode: 0,
  rcode_name: 'No error',
  answers: [],
  source: 'a.pcap',
  ...changes,
})

test('tells the states of a lookup apart', () => {
  expect(lookupState(lookup({}))).toBe('answered')
  expect(lookupState(lookup({ rcode: 3 }))).toBe('failed')
  expect(lookupState(lookup({ response_frame: null, rcode: null }))).toBe('unanswered')
  expect(lookupState(lookup({ query_frame: null, query_time: null }))).toBe('unsolicited')
  expect(lookupState(lookup({ protocol: 'mdns', response_frame: null, rcode: null }))).toBe('multicast')
})

test('codes have their IANA mnemonics', () => {
  expect([0, 2, 3, 5, 23, 3841].map(rcodeName)).toEqual([
    'NOERROR',
    'SERVFAIL',
    'NXDOMAIN',
    'REFUSED',
    'BADCOOKIE',
    'RCODE3841',
  ])
})

test('answers name their type only where it was not asked for', () => {
  const answers = [
    { name: 'www.example', type: 'CNAME', ttl: 60, data: 'cdn.example' },
    { name: 'cdn.example', type: 'A', ttl: 60, data: '192.0.2.7' },
    { name: 'cdn.example', type: 'RRSIG', ttl: 60, data: null },
  ]
  expect(answersText({ answers, query_type: 'A' })).toBe('CNAME cdn.example, 192.0.2.7, RRSIG')
})

test('names the transport, and the protocol where it is not DNS itself', () => {
  expect(transportText(lookup({ transport: 'tcp' }))).toBe('tcp')
  expect(transportText(lookup({ protocol: 'mdns' }))).toBe('mdns')
  expect(transportText(lookup({ protocol: 'llmnr', transport: 'tcp' }))).toBe('llmnr (tcp)')
})
