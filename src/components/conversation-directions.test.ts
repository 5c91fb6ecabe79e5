import { expect, test } from 'vitest'
import { conversationDirections } from './conversation-directions.ts'

test('a conversation of addresses: both ways, forth, back', () => {
  expect(conversationDirections({ a: '10.0.0.1', b: '10.0.0.2' })).toEqual([
    { label: 'A ↔ B', condition: 'ip.addr == 10.0.0.1 and ip.addr == 10.0.0.2' },
    { label: 'A → B', condition: 'ip.src == 10.0.0.1 and ip.dst == 10.0.0.2' },
    { label: 'A ← B', condition: 'ip.src == 10.0.0.2 and ip.dst == 10.0.0.1' },
  ])
  expect(conversationDirections({ a: 'fe80::1', b: 'ff02::1' })[1].condition).toBe(
    'ipv6.src == fe80::1 and ipv6.dst == ff02::1',
  )
  expect(conversationDirections({ a: '00:1b:21:aa:bb:cc', b: 'ff:ff:ff:ff:ff:ff' })[2].condition).toBe(
    'eth.src == ff:ff:ff:ff:ff:ff and eth.dst == 00:1b:21:aa:bb:cc',
  )
})

test('one with ports names them beside their addresses', () => {
  expect(
    conversationDirections({ a: '10.0.0.1', aport: 49152, b: '10.0.0.2', bport: 443 }, 'tcp').map(
      ({ condition }) => condition,
    ),
  ).toEqual([
    'ip.addr == 10.0.0.1 and tcp.port == 49152 and ip.addr == 10.0.0.2 and tcp.port == 443',
    'ip.src == 10.0.0.1 and tcp.srcport == 49152 and ip.dst == 10.0.0.2 and tcp.dstport == 443',
    'ip.src == 10.0.0.2 and tcp.srcport == 443 and ip.dst == 10.0.0.1 and tcp.dstport == 49152',
  ])
})
