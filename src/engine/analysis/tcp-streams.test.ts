import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { TcpConversation } from '../testing/frames.ts'
import { tablesFromText } from '../testing/tables-from-text.ts'
import { selectedInTimeRange } from './selection.ts'
import { TCP_ANALYSIS_NAMES } from '../tables/tcp-analysis-names.ts'
import { tcpStreams } from './tcp-streams.ts'

const tables = tablesFromText(`
  0 60 ip:tcp 10.0.0.5:4000>192.0.2.1:443
  1 60 ip:udp 10.0.0.5:4000>192.0.2.1:443
  2 60 ip:tcp 192.0.2.1:80>10.0.0.5:4001
  3 60 ip:tcp 192.0.2.1:443>10.0.0.5:4000
`)
tables.sessions.initialRtt[1] = 24_352_000
tables.tcpAnalysis[3] = 7

test('streams with the direction of their first frame', () => {
  expect(tcpStreams(tables, null).streams).toEqual([
    {
      stream: 0,
      src: '10.0.0.5',
      srcport: 4000,
      dst: '192.0.2.1',
      dstport: 443,
      frames: 2,
      first_frame: 1,
      initial_rtt: 0.024352,
    },
    {
      stream: 1,
      src: '192.0.2.1',
      srcport: 80,
      dst: '10.0.0.5',
      dstport: 4001,
      frames: 1,
      first_frame: 3,
      initial_rtt: null,
    },
  ])
})

test('analysis flags by name', () => {
  const { analysis } = tcpStreams(tables, null)
  expect(Object.keys(analysis)).toEqual([...TCP_ANALYSIS_NAMES])
  expect(analysis.duplicate_ack).toBe(7)
  expect(analysis.retransmission).toBe(0)
})

test('a selection counts its frames', () => {
  const range = selectedInTimeRange(tables, { from: 1700000003, to: 1700000003 })
  expect(tcpStreams(tables, range).streams.map(({ stream, frames }) => [stream, frames])).toEqual([[0, 1]])
})

test('the analysis of a segment whose options are cut is not counted, as tshark shows none', () => {
  const c = new TcpConversation(443)
  const nops = { options: [1, 1, 1, 1, 1, 1, 1, 1] }
  const frames = [...c.handshake(), c.client('hello', nops), c.client('hello', { ...nops, sequence: 1001 })]
  const retransmissions = (captured: number) =>
    tcpStreams(dissectFrames(frames, { captured }).tables, null).analysis.retransmission
  expect(retransmissions(14 + 20 + 28)).toBe(1)
  expect(retransmissions(14 + 20 + 27)).toBe(0)
})
