import { expect, test } from 'vitest'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { hierarchy } from './hierarchy.ts'
import { frameProtocols, protocols } from './protocols.ts'
import { selectedInTimeRange } from './selection.ts'

const tables = tablesFromText(`
  0 100 eth:ethertype:ip:tcp
  1 200 eth:ethertype:ip:tcp:tls:(x509sat)
  2 300 eth:ethertype:ip:tcp:tls:tls
  3 400 eth:ethertype:ip:icmp:(ip):(udp)
  4  50 eth:ethertype:ip:tcp:_ws.malformed
  5  10 -
`)

test('frames and bytes at each place, and those that end there', () => {
  expect(hierarchy(tables, null)).toEqual([
    {
      proto: 'eth',
      frames: 5,
      bytes: 1050,
      end_frames: 0,
      end_bytes: 0,
      protos: [
        {
          proto: 'ip',
          frames: 5,
          bytes: 1050,
          end_frames: 0,
          end_bytes: 0,
          protos: [
            {
              proto: 'tcp',
              frames: 4,
              bytes: 650,
              end_frames: 1,
              end_bytes: 100,
              protos: [
                {
                  proto: 'tls',
                  frames: 2,
                  bytes: 500,
                  end_frames: 1,
                  end_bytes: 200,
                  protos: [{ proto: 'tls', frames: 1, bytes: 300, end_frames: 1, end_bytes: 300 }],
                },
                { proto: '_ws.malformed', frames: 1, bytes: 50, end_frames: 1, end_bytes: 50 },
              ],
            },
            { proto: 'icmp', frames: 1, bytes: 400, end_frames: 1, end_bytes: 400 },
          ],
        },
      ],
    },
  ])
})

test('frame.protocols has pseudo-layers and what is nested, and no experts', () => {
  expect(protocols(tables, null)).toEqual({
    '': 1,
    'eth:ethertype:ip:tcp': 2,
    'eth:ethertype:ip:tcp:tls:x509sat': 1,
    'eth:ethertype:ip:tcp:tls:tls': 1,
    'eth:ethertype:ip:icmp:ip:udp': 1,
  })
  const { strings, index } = frameProtocols(tables, null)
  expect(index.map((at) => strings[at])).toEqual([
    'eth:ethertype:ip:tcp',
    'eth:ethertype:ip:tcp:tls:x509sat',
    'eth:ethertype:ip:tcp:tls:tls',
    'eth:ethertype:ip:icmp:ip:udp',
    'eth:ethertype:ip:tcp',
    '',
  ])
  expect(strings.length).toBe(5)
})

test('of the selected packets only', () => {
  const range = selectedInTimeRange(tables, { from: 1700000003, to: 1700000003 })
  expect(protocols(tables, range)).toEqual({ 'eth:ethertype:ip:icmp:ip:udp': 1 })
  expect(frameProtocols(tables, range).index).toEqual([0])
  expect(hierarchy(tables, range)[0]).toMatchObject({ proto: 'eth', frames: 1, bytes: 400 })
})
