import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, ethernetFrame, hex, ipv6Packet } from '../testing/frames.ts'
import { addressClaims } from './address-claims.ts'
import { rowsOf } from './list.ts'

const arp = (opcode: number, mac: string, from: string, to: string) => {
  const address = (text: string) => text.split('.').map(Number)
  return ethernetFrame(
    0x0806,
    bytesOf(hex('0001 0800 06 04 00'), [opcode], hex(mac), address(from), hex('000000000000'), address(to)),
  )
}
const A = '0a0000000001'
const B = '0a0000000002'

test('ARP: a row a pair; probes claim nothing; takeovers are counted where the hardware address changes', () => {
  const { tables } = dissectFrames([
    arp(1, A, '0.0.0.0', '192.0.2.1'),
    arp(1, A, '192.0.2.1', '192.0.2.9'),
    arp(2, A, '192.0.2.1', '192.0.2.9'),
    arp(2, B, '192.0.2.1', '192.0.2.9'),
    arp(1, A, '192.0.2.1', '192.0.2.1'),
    arp(2, B, '192.0.2.1', '192.0.2.9'),
    arp(3, B, '192.0.2.7', '192.0.2.7'),
  ])
  const rows = rowsOf(addressClaims(tables, null))
  expect(rows).toEqual([
    {
      protocol: 'arp',
      address: '192.0.2.1',
      mac: '0a:00:00:00:00:01',
      frame: 2,
      last_frame: 5,
      time: '1700000000.001000000',
      last_time: '1700000000.004000000',
      requests: 1,
      replies: 1,
      gratuitous: 1,
      takeovers: 1,
    },
    {
      protocol: 'arp',
      address: '192.0.2.1',
      mac: '0a:00:00:00:00:02',
      frame: 4,
      last_frame: 6,
      time: '1700000000.003000000',
      last_time: '1700000000.005000000',
      requests: 0,
      replies: 2,
      gratuitous: 0,
      takeovers: 2,
    },
  ])
})

test('Neighbor Discovery: solicitations claim their source, advertisements their target (RFC 4861)', () => {
  const target = [0xfe, 0x80, ...new Uint8Array(13), 9]
  const message = (type: number, flags: number, option: number, mac: string) =>
    bytesOf([type, 0, 0, 0, flags, 0, 0, 0], target, [option, 1], hex(mac))
  const frame = (payload: Uint8Array, source?: number[]) =>
    ethernetFrame(0x86dd, ipv6Packet(58, payload, source === undefined ? {} : { source }))
  const { tables } = dissectFrames([
    frame(message(135, 0, 1, A)),
    frame(message(136, 0x60, 2, B)),
    frame(message(136, 0x20, 2, B)),
    frame(message(135, 0, 1, A), Array.from(new Uint8Array(16))),
    frame(message(133, 0, 1, A)),
  ])
  expect(
    rowsOf(addressClaims(tables, null)).map(({ address, mac, requests, replies, gratuitous }) => [
      address,
      mac,
      requests,
      replies,
      gratuitous,
    ]),
  ).toEqual([
    ['fe80::1', '0a:00:00:00:00:01', 1, 0, 0],
    ['fe80::9', '0a:00:00:00:00:02', 0, 1, 1],
  ])
})
