import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, hex, u32, udpFrame } from '../testing/frames.ts'
import { dhcpLeases } from './dhcp-leases.ts'
import { rowsOf } from './list.ts'

const address = (text: string) => text.split('.').map(Number)

/** `options`: code and bytes. */
function dhcp(fromServer: boolean, your: string, options: (readonly [number, number[] | string])[]): Uint8Array {
  const fixed = bytesOf(
    [fromServer ? 2 : 1, 1, 6, 0],
    u32(0x1234),
    [0, 0, 0, 0, 0, 0, 0, 0],
    address(your),
    [0, 0, 0, 0, 0, 0, 0, 0],
    hex('0a0000000001'),
    new Uint8Array(10 + 192),
    hex('63825363'),
  )
  const encoded = options.map(([code, value]) => {
    const bytes = bytesOf(value)
    return bytesOf([code, bytes.length], bytes)
  })
  const ports = fromServer ? { sourcePort: 67, destinationPort: 68 } : { sourcePort: 68, destinationPort: 67 }
  return udpFrame(bytesOf(fixed, ...encoded, [255]), ports)
}

test('a transaction with two servers has a row of each; the client is said once', () => {
  const offer = (server: string, your: string, router: string) =>
    dhcp(true, your, [
      [53, [2]],
      [54, address(server)],
      [51, u32(3600)],
      [3, address(router)],
      [6, [...address('192.0.2.53'), ...address('192.0.2.54')]],
    ])
  const { tables } = dissectFrames([
    dhcp(false, '0.0.0.0', [
      [53, [1]],
      [12, 'ann-pc'],
      [81, [0, 0, 0, ...bytesOf('ann-pc.example')]],
    ]),
    offer('192.0.2.1', '192.0.2.100', '192.0.2.1'),
    offer('192.0.2.66', '192.0.2.200', '192.0.2.66'),
    dhcp(false, '0.0.0.0', [
      [53, [3]],
      [54, address('192.0.2.1')],
      [50, address('192.0.2.100')],
    ]),
    dhcp(true, '192.0.2.100', [
      [53, [5]],
      [54, address('192.0.2.1')],
      [15, 'example'],
    ]),
  ])
  expect(rowsOf(dhcpLeases(tables, null))).toEqual([
    {
      frame: 1,
      time: '1700000000.000000000',
      client_addr: '192.0.2.100',
      server_addr: '192.0.2.1',
      mac: '0a:00:00:00:00:01',
      host_name: 'ann-pc',
      client_fqdn: 'ann-pc.example',
      domain: 'example',
      requested_addr: '192.0.2.100',
      assigned_addr: '192.0.2.100',
      lease_time: 3600,
      msg_types: ['DISCOVER', 'OFFER', 'REQUEST', 'ACK'],
      routers: ['192.0.2.1'],
      name_servers: ['192.0.2.53', '192.0.2.54'],
    },
    {
      frame: 3,
      time: '1700000000.002000000',
      client_addr: null,
      server_addr: '192.0.2.66',
      mac: '0a:00:00:00:00:01',
      host_name: 'ann-pc',
      client_fqdn: 'ann-pc.example',
      domain: null,
      requested_addr: null,
      assigned_addr: '192.0.2.200',
      lease_time: 3600,
      msg_types: ['OFFER'],
      routers: ['192.0.2.66'],
      name_servers: ['192.0.2.53', '192.0.2.54'],
    },
  ])
})

test('a message cut at every length reports nothing wrong', () => {
  const whole = dhcp(true, '192.0.2.100', [
    [53, [2]],
    [3, [1, 2, 3]],
    [54, [1]],
  ])
  for (let captured = whole.length - 20; captured <= whole.length; captured++)
    for (const { routers, server_addr } of rowsOf(dhcpLeases(dissectFrames([whole], { captured }).tables, null))) {
      expect(routers).toEqual([])
      expect(server_addr).toBe('192.0.2.1')
    }
})
