import { expect, test } from 'vitest'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { TcpConversation } from '../testing/frames.ts'
import { TCP_ANALYSIS_NAMES } from '../tables/tcp-analysis-names.ts'
import { CONN_STATES } from '../tables/sessions.ts'

// Frames are a millisecond apart. Expected marks were read from tshark 4.0.17 on the same sequences.
function marks(frames: Uint8Array[]): Record<string, number> {
  const { tables } = dissectFrames(frames)
  const found: Record<string, number> = {}
  TCP_ANALYSIS_NAMES.forEach((name, bit) => {
    if (tables.tcpAnalysis[bit] > 0) found[name] = tables.tcpAnalysis[bit]
  })
  return found
}

test('an orderly conversation has no marks', () => {
  const c = new TcpConversation(9999)
  expect(marks([...c.handshake(), c.client('hello'), c.server('world'), c.client('', {})])).toEqual({})
})

test('data sent again before it is acknowledged is a retransmission, after that a spurious one', () => {
  const c = new TcpConversation(9999)
  const start = c.handshake()
  const data = c.client('hello')
  expect(marks([...start, data, data])).toEqual({ retransmission: 1 })
  expect(marks([...start, data, c.server(''), data])).toEqual({ retransmission: 1, spurious_retransmission: 1 })
})

test('a hole is a lost segment; what fills it within the initial RTT is out of order', () => {
  const c = new TcpConversation(9999)
  const start = c.handshake()
  const first = c.client('first')
  const second = c.client('second')
  expect(marks([...start, second, first])).toEqual({ lost_segment: 1, out_of_order: 1 })
})

test('the same ACK again is a duplicate; with another window it is an update, with window 0 it is that', () => {
  const c = new TcpConversation(9999)
  const start = c.handshake()
  const data = c.client('hello')
  const ack = c.server('')
  expect(marks([...start, data, ack, ack, ack])).toEqual({ duplicate_ack: 2 })
  expect(marks([...start, data, ack, c.server('', { window: 100 })])).toEqual({ window_update: 1 })
  expect(marks([...start, data, ack, c.server('', { window: 0 })])).toEqual({ zero_window: 1 })
})

test('a keep-alive repeats the last byte and its answer repeats the ACK', () => {
  const c = new TcpConversation(9999)
  const start = c.handshake()
  const data = c.client('hello')
  const ack = c.server('')
  const probe = c.client('', { sequence: 1005 })
  expect(marks([...start, data, ack, probe, ack])).toEqual({ keep_alive: 1, keep_alive_ack: 1 })
})

test('an ACK of what was never seen is marked once', () => {
  const c = new TcpConversation(9999)
  const start = c.handshake()
  const ack = c.server('', { acknowledgment: 2000 })
  expect(marks([...start, ack, c.server('x', { acknowledgment: 2000 })])).toEqual({ ack_lost_segment: 1 })
})

test('a SYN with another sequence number begins a new stream of the same ports', () => {
  const first = new TcpConversation(9999)
  const frames = first.handshake()
  const again = new TcpConversation(9999)
  const syn = again.client('', { flags: 2, sequence: 77777, acknowledgment: 0 })
  const { tables } = dissectFrames([...frames, syn])
  expect([...tables.sessions.stream.subarray(1, tables.sessions.rows)]).toEqual([0, 1])
  expect(tables.tcpAnalysis[TCP_ANALYSIS_NAMES.indexOf('reused_ports')]).toBe(1)
  const same = first.client('', { flags: 2, sequence: 1000, acknowledgment: 0 })
  expect(dissectFrames([...frames, same]).tables.sessions.rows).toBe(2)
})

test('initial RTT: from the SYN to the first ACK after it', () => {
  const c = new TcpConversation(9999)
  const { tables } = dissectFrames([...c.handshake(), c.client('x')])
  expect(tables.sessions.initialRtt[1]).toBe(2_000_000)
})

const FIN = 0x11
const RST = 0x14
const states: [string, (c: TcpConversation) => Uint8Array[], string, string][] = [
  ['nothing answers', (c) => c.handshake().slice(0, 1), 'S0', 'S'],
  ['established', (c) => c.handshake(), 'S1', 'ShA'],
  [
    'closed by both',
    (c) => [...c.handshake(), c.client('x'), c.server('y'), c.client('', { flags: FIN }), c.server('', { flags: FIN })],
    'SF',
    'ShADdFf',
  ],
  ['refused', (c) => [c.handshake()[0], c.server('', { flags: RST })], 'REJ', 'Sr'],
  ['closed by the originator only', (c) => [...c.handshake(), c.client('', { flags: FIN })], 'S2', 'ShAF'],
  ['reset by the originator', (c) => [...c.handshake(), c.client('', { flags: RST })], 'RSTO', 'ShAR'],
  ['reset by the responder', (c) => [...c.handshake(), c.server('', { flags: RST })], 'RSTR', 'ShAr'],
  ['begins with the answer: turned round', (c) => c.handshake().slice(1, 2), 'OTH', '^h'],
  ['SYN and FIN without an answer', (c) => [c.handshake()[0], c.client('', { flags: FIN })], 'SH', 'SF'],
  ['midstream', (c) => [c.client('x'), c.server('y')], 'OTH', 'Dd'],
]

test.each(states)('conn_state and history: %s', (_, frames, state, history) => {
  const { tables } = dissectFrames(frames(new TcpConversation(9999)))
  const text = tables.histories.symbols(tables.sessions.history[1])
  expect(CONN_STATES[tables.sessions.connState[1]]).toBe(state)
  expect(String.fromCharCode(...text)).toBe(history)
})
