import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { evidenceFrames } from '../testing/evidence.ts'
import { bytesOf, hex, u32, udpFrame } from '../testing/frames.ts'
import { rogueDhcp } from './rogue-dhcp.ts'

const address = (text: string) => text.split('.').map(Number)
const offer = (server: string, router: string, transaction = 1) =>
  udpFrame(
    bytesOf(
      [2, 1, 6, 0],
      u32(transaction),
      new Uint8Array(8),
      address('192.0.2.100'),
      new Uint8Array(8),
      hex('0a0000000001'),
      new Uint8Array(202),
      hex('63825363 350102'),
      [54, 4, ...address(server), 3, 4, ...address(router), 255],
    ),
    { source: server, destination: '192.0.2.255', sourcePort: 67, destinationPort: 68 },
  )
const detect = (frames: Uint8Array[]) => {
  const { tables } = dissectFrames(frames)
  return rogueDhcp
    .detect(tables, null, { transactions: 1 })
    .map((finding) => ({ ...finding, frames: evidenceFrames(tables, finding.evidence) }))
}

test('two servers that give different routers', () => {
  expect(detect([offer('192.0.2.1', '192.0.2.1'), offer('192.0.2.66', '192.0.2.66')])).toEqual([
    {
      severity: 'high',
      confidence: 'likely',
      title: '192.0.2.1 and 192.0.2.66 answer the same DHCP clients with different gateways or name servers',
      src: ['192.0.2.1', '192.0.2.66'],
      dst: ['0a:00:00:00:00:01'],
      count: 1,
      first: '1700000000.000000000',
      last: '1700000000.001000000',
      evidence: 'dhcp and ip.src in {192.0.2.1, 192.0.2.66}',
      why: {
        transactions: 1,
        transactions_threshold: 1,
        servers: 2,
        servers_threshold: 1,
        routers: '192.0.2.1 / 192.0.2.66',
        name_servers: '',
      },
      frames: [1, 2],
    },
  ])
})

test('a pair that gives the same counts low', () => {
  expect(detect([offer('192.0.2.1', '192.0.2.1'), offer('192.0.2.2', '192.0.2.1')])[0].severity).toBe('low')
})

test('in different transactions they count medium where they differ, and nothing where they do not', () => {
  expect(detect([offer('192.0.2.1', '192.0.2.1'), offer('192.0.2.66', '192.0.2.66', 2)])).toMatchObject([
    { severity: 'medium', confidence: 'possible', count: 2, frames: [1, 2] },
  ])
  expect(detect([offer('192.0.2.1', '192.0.2.1'), offer('192.0.2.2', '192.0.2.1', 2)])).toEqual([])
})
