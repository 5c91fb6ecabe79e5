import { byteRun, decimal, duration, flag, hexadecimal, layout, presence, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { mptcpFields } from './tcp-multipath-fields.ts'

/** RFC 9293, 2018, 7323. What needs the stream's history is given by the ingest (`stream` and below). */
export const tcpLayout = layout('tcp', {
  srcport: decimal('source port'),
  dstport: decimal('destination port'),
  port: decimal('source or destination port'),
  seq_raw: decimal('sequence number'),
  ack_raw: decimal('acknowledgment number'),
  hdr_len: decimal('bytes of the header'),
  flags: hexadecimal(4, 'flags'),
  'flags.res': flag('reserved bits'),
  'flags.ae': flag('accurate ECN'),
  'flags.cwr': flag('congestion window reduced'),
  'flags.ece': flag('ECN echo'),
  'flags.urg': flag('urgent pointer counts'),
  'flags.ack': flag('acknowledgment number counts'),
  'flags.push': flag('push'),
  'flags.reset': flag('reset'),
  'flags.syn': flag('synchronise'),
  'flags.fin': flag('no more data'),
  'flags.str': text('flags as letters'),
  window_size_value: decimal('window as it stands in the header'),
  checksum: hexadecimal(4, 'checksum'),
  'checksum.status': decimal('1 good, 0 bad, 2 not verified'),
  urgent_pointer: decimal('urgent pointer'),
  len: decimal('bytes of payload'),
  payload: byteRun('payload of the segment'),
  options: byteRun('all options'),
  option_kind: decimal('kind of an option'),
  option_len: decimal('bytes of an option'),
  'options.mss_val': decimal('maximum segment size'),
  'options.wscale.shift': decimal('window scale'),
  'options.wscale.multiplier': decimal('what the window is multiplied with'),
  'options.sack_le': decimal('left edge of a block received'),
  'options.sack_re': decimal('right edge of a block received'),
  'options.sack.count': decimal('blocks received'),
  'options.sack.dsack': presence('the first block was received twice'),
  'options.sack.dsack_le': decimal('left edge of a block received twice'),
  'options.sack.dsack_re': decimal('right edge of a block received twice'),
  'ack.nonzero': presence('an acknowledgment number without the flag'),
  'urgent_pointer.non_zero': presence('an urgent pointer without the flag'),
  'options.user_to_granularity': flag('the user timeout is in minutes'),
  'options.user_to_val': decimal('user timeout'),
  'options.eol': presence('end of the options'),
  'options.nop': presence('an option that does nothing'),
  'options.mss': presence('a maximum segment size'),
  'options.wscale': presence('a window scale'),
  'options.sack_perm': presence('selective acknowledgments are permitted'),
  'options.sack': presence('selective acknowledgments'),
  'options.timestamp': presence('timestamps'),
  'options.mptcp': presence('MPTCP'),
  'options.timestamp.tsval': decimal('timestamp'),
  'options.timestamp.tsecr': decimal('timestamp that is echoed'),
  'connection.syn': presence('asks for a connection'),
  'connection.synack': presence('accepts a connection'),
  'connection.fin': presence('closes a connection'),
  'connection.rst': presence('resets a connection'),
  'connection.fin_active': presence('is the first to close a connection'),
  'connection.fin_passive': presence('closes a connection that the other side closes'),
  stream: decimal('number of the stream'),
  completeness: decimal('what was seen of the stream before: 1 SYN, 2 SYN-ACK, 4 ACK, 8 data, 16 FIN, 32 RST'),
  seq: decimal('sequence number, counted from the first one'),
  nxtseq: decimal('sequence number behind the payload'),
  ack: decimal('acknowledgment number, counted from the first one'),
  window_size: decimal('window in bytes'),
  window_size_scalefactor: decimal('what the window is multiplied with; -1 unknown, -2 nothing'),
  time_relative: duration('since the first packet of the stream'),
  time_delta: duration('since the packet of the stream before'),
  analysis: presence('the sequence analysis says something'),
  'analysis.flags': presence('the sequence analysis says something unusual'),
  'analysis.acks_frame': decimal('packet that is acknowledged'),
  'analysis.ack_rtt': duration('from that packet to this one'),
  'analysis.rto': duration('since the segment that is sent again'),
  'analysis.rto_frame': decimal('packet of the segment that is sent again'),
  'analysis.initial_rtt': duration('from SYN to the end of the handshake'),
  'analysis.bytes_in_flight': decimal('bytes sent and not acknowledged'),
  'analysis.push_bytes_sent': decimal('bytes since the last push'),
  'analysis.duplicate_ack_num': decimal('number of the duplicate ACK'),
  'analysis.duplicate_ack_frame': decimal('packet whose ACK is repeated'),
  'analysis.retransmission': presence('sent before'),
  'analysis.fast_retransmission': presence('sent again after duplicate ACKs'),
  'analysis.spurious_retransmission': presence('sent again although acknowledged'),
  'analysis.duplicate_ack': presence('acknowledges what was acknowledged'),
  'analysis.out_of_order': presence('comes late'),
  'analysis.lost_segment': presence('a segment before was not captured'),
  'analysis.ack_lost_segment': presence('acknowledges what was not captured'),
  'analysis.zero_window': presence('takes nothing more'),
  'analysis.zero_window_probe': presence('asks whether the window is open'),
  'analysis.zero_window_probe_ack': presence('answers that it is not'),
  'analysis.window_update': presence('changes only the window'),
  'analysis.keep_alive': presence('keeps the connection alive'),
  'analysis.keep_alive_ack': presence('answers a keep-alive'),
  'analysis.window_full': presence('fills the window'),
  'analysis.reused_ports': presence('a new connection on old ports'),
})

const FLAGS = [
  ['flags.ae', 0x100],
  ['flags.cwr', 0x80],
  ['flags.ece', 0x40],
  ['flags.urg', 0x20],
  ['flags.ack', 0x10],
  ['flags.push', 0x08],
  ['flags.reset', 0x04],
  ['flags.syn', 0x02],
  ['flags.fin', 0x01],
] as const
const LETTERS = 'RRRACEUAPRSF'
const NOT_VERIFIED = 2

/** The ports at `at`, which are there also where the header is cut. */
export function tcpPortFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = tcpLayout
  if (!fields.wants(f)) return
  fields.number(f.srcport, packet.u16(at), at, 2)
  fields.number(f.dstport, packet.u16(at + 2), at + 2, 2)
  fields.number(f.port, packet.u16(at), at, 2)
  fields.number(f.port, packet.u16(at + 2), at + 2, 2)
}

/** The header at `at`; `length`: payload bytes on the wire. */
export function tcpFields(fields: FieldSink, packet: Packet, at: number, headerLength: number, length: number): void {
  const f = tcpLayout
  if (!fields.wants(f)) return
  fields.number(f.len, length, at + 12, 1)
  fields.number(f.seq_raw, packet.u32(at + 4), at + 4, 4)
  fields.number(f.ack_raw, packet.u32(at + 8), at + 8, 4)
  fields.number(f.hdr_len, headerLength, at + 12, 1)
  const flags = packet.u16(at + 12) & 0xfff
  fields.number(f.flags, flags, at + 12, 2)
  fields.flag(f['flags.res'], flags & 0xe00, at + 12, 1)
  for (const [name, bit] of FLAGS) fields.flag(f[name], flags & bit, bit === 0x100 ? at + 12 : at + 13, 1)
  if (fields.wantsField(f['flags.str'])) fields.string(f['flags.str'], flagLetters(flags), at + 12, 2)
  connectionFields(fields, flags)
  fields.number(f.window_size_value, packet.u16(at + 14), at + 14, 2)
  fields.number(f.checksum, packet.u16(at + 16), at + 16, 2)
  fields.number(f['checksum.status'], NOT_VERIFIED, at + 16, 0)
  fields.number(f.urgent_pointer, packet.u16(at + 18), at + 18, 2)
  if ((flags & 0x20) === 0 && packet.u16(at + 18) !== 0) fields.presence(f['urgent_pointer.non_zero'])
  if ((flags & 0x10) === 0 && packet.u32(at + 8) !== 0) fields.presence(f['ack.nonzero'])
  const to = Math.min(at + headerLength, packet.end)
  if (to > at + 20) {
    fields.bytes(f.options, packet.bytes, at + 20, to)
    optionFields(fields, packet, at + 20, to, packet.u32(at + 8))
  }
  if (packet.end > at + headerLength) fields.bytes(f.payload, packet.bytes, at + headerLength, packet.end)
}

function flagLetters(flags: number): string {
  return Array.from(LETTERS, (letter, i) => ((flags & (0x800 >>> i)) === 0 ? '·' : letter)).join('')
}

function connectionFields(fields: FieldSink, flags: number): void {
  const f = tcpLayout
  if ((flags & 0x12) === 0x12) fields.presence(f['connection.synack'])
  else if ((flags & 0x02) !== 0) fields.presence(f['connection.syn'])
  if ((flags & 0x01) !== 0) fields.presence(f['connection.fin'])
  if ((flags & 0x04) !== 0) fields.presence(f['connection.rst'])
}

const OPTIONS = new Map([
  [0, tcpLayout['options.eol']],
  [1, tcpLayout['options.nop']],
  [2, tcpLayout['options.mss']],
  [3, tcpLayout['options.wscale']],
  [4, tcpLayout['options.sack_perm']],
  [5, tcpLayout['options.sack']],
  [8, tcpLayout['options.timestamp']],
  [30, tcpLayout['options.mptcp']],
])

const END = 0
const NOP = 1
const MAXIMUM_SEGMENT_SIZE = 2
const WINDOW_SCALE = 3
const SACK = 5
const TIMESTAMPS = 8
const USER_TIMEOUT = 28
const MPTCP = 30
/** RFC 7323 section 2.3. */
const LARGEST_SHIFT = 14

/** `acknowledged`: the number in the header. */
function optionFields(fields: FieldSink, packet: Packet, from: number, to: number, acknowledged: number): void {
  const f = tcpLayout
  let at = from
  while (at < to) {
    const kind = packet.u8(at)
    fields.number(f.option_kind, kind, at, 1)
    const own = OPTIONS.get(kind)
    if (own !== undefined) fields.presence(own)
    if (kind === END || kind === NOP) {
      at++
      continue
    }
    if (at + 1 >= to) return
    const length = packet.u8(at + 1)
    if (length < 2 || at + length > to) return
    fields.number(f.option_len, length, at + 1, 1)
    if (kind === MAXIMUM_SEGMENT_SIZE && length === 4)
      fields.number(f['options.mss_val'], packet.u16(at + 2), at + 2, 2)
    else if (kind === WINDOW_SCALE && length === 3) {
      const shift = packet.u8(at + 2)
      fields.number(f['options.wscale.shift'], shift, at + 2, 1)
      fields.number(f['options.wscale.multiplier'], 2 ** Math.min(shift, LARGEST_SHIFT), at + 2, 1)
    } else if (kind === SACK) sackFields(fields, packet, at + 2, at + length, acknowledged)
    else if (kind === USER_TIMEOUT && length === 4) {
      fields.flag(f['options.user_to_granularity'], packet.u8(at + 2) & 0x80, at + 2, 2)
      fields.number(f['options.user_to_val'], packet.u16(at + 2) & 0x7fff, at + 2, 2)
    } else if (kind === MPTCP && length > 2) mptcpFields(fields, packet, at, length)
    else if (kind === TIMESTAMPS && length === 10) {
      fields.number(f['options.timestamp.tsval'], packet.u32(at + 2), at + 2, 4)
      fields.number(f['options.timestamp.tsecr'], packet.u32(at + 6), at + 6, 4)
    }
    at += length
  }
}

/** RFC 2018 section 3; edges are counted from the first sequence number of the other side. */
function sackFields(fields: FieldSink, packet: Packet, from: number, to: number, acknowledged: number): void {
  const f = tcpLayout
  let count = 0
  for (let at = from; at + 8 <= to; at += 8, count++) {
    fields.number(f['options.sack_le'], (packet.u32(at) - fields.peerSequence) >>> 0, at, 4)
    fields.number(f['options.sack_re'], (packet.u32(at + 4) - fields.peerSequence) >>> 0, at + 4, 4)
  }
  fields.number(f['options.sack.count'], count, from, 0)
  if (count === 0 || !isDuplicate(packet, from, count, acknowledged)) return
  fields.presence(f['options.sack.dsack'])
  fields.number(f['options.sack.dsack_le'], (packet.u32(from) - fields.peerSequence) >>> 0, from, 4)
  fields.number(f['options.sack.dsack_re'], (packet.u32(from + 4) - fields.peerSequence) >>> 0, from + 4, 4)
}

/** RFC 2883 section 4: the first block lies before the acknowledgment, or inside the second block. */
function isDuplicate(packet: Packet, from: number, count: number, acknowledged: number): boolean {
  const isBefore = (a: number, b: number) => ((a - b) | 0) <= 0
  const left = packet.u32(from)
  const right = packet.u32(from + 4)
  if (isBefore(right, acknowledged)) return true
  return count > 1 && isBefore(packet.u32(from + 8), left) && isBefore(right, packet.u32(from + 12))
}
