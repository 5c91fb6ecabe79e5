import type { LayerSummary, LayerValues } from './layer-values.ts'

const FLAGS = [
  ['tcp.flags.fin', 'FIN'],
  ['tcp.flags.syn', 'SYN'],
  ['tcp.flags.reset', 'RST'],
  ['tcp.flags.push', 'PSH'],
  ['tcp.flags.ack', 'ACK'],
  ['tcp.flags.urg', 'URG'],
  ['tcp.flags.ece', 'ECE'],
  ['tcp.flags.cwr', 'CWR'],
  ['tcp.flags.ae', 'AE'],
] as const

/** Remarks of the sequence analysis, in Wireshark's order; those that say more come before the general one. */
const REMARKS: readonly (readonly [string, string])[] = [
  ['tcp.analysis.spurious_retransmission', 'TCP Spurious Retransmission'],
  ['tcp.analysis.fast_retransmission', 'TCP Fast Retransmission'],
  ['tcp.analysis.retransmission', 'TCP Retransmission'],
  ['tcp.analysis.out_of_order', 'TCP Out-Of-Order'],
  ['tcp.analysis.reused_ports', 'TCP Port numbers reused'],
  ['tcp.analysis.lost_segment', 'TCP Previous segment not captured'],
  ['tcp.analysis.ack_lost_segment', 'TCP ACKed unseen segment'],
  ['tcp.analysis.window_update', 'TCP Window Update'],
  ['tcp.analysis.window_full', 'TCP Window Full'],
  ['tcp.analysis.keep_alive', 'TCP Keep-Alive'],
  ['tcp.analysis.keep_alive_ack', 'TCP Keep-Alive ACK'],
  ['tcp.analysis.zero_window_probe', 'TCP ZeroWindowProbe'],
  ['tcp.analysis.zero_window', 'TCP ZeroWindow'],
  ['tcp.analysis.zero_window_probe_ack', 'TCP ZeroWindowProbeAck'],
]
const RETRANSMISSIONS = REMARKS.slice(0, 3).map(([name]) => name)

/** Segments that Wireshark gives to no dissector. */
const NOT_DISSECTED = [...RETRANSMISSIONS, 'tcp.analysis.out_of_order', 'tcp.analysis.keep_alive']

/** '[TCP Retransmission] ', '[TCP Dup ACK 3#1] ' …; '' where the sequence analysis says nothing. */
function remarks(tcp: LayerValues): string {
  const names = new Set(tcp.fields.map(({ name }) => name))
  const general = RETRANSMISSIONS.findIndex((name) => names.has(name))
  const words = REMARKS.filter(([name], at) => names.has(name) && !(at > general && general >= 0 && at < 3)).map(
    ([, text]) => `[${text}] `,
  )
  if (names.has('tcp.analysis.duplicate_ack'))
    words.push(
      `[TCP Dup ACK ${tcp.first('tcp.analysis.duplicate_ack_frame')}#${tcp.first('tcp.analysis.duplicate_ack_num')}] `,
    )
  return words.join('')
}

/** RFC 9293. */
export const tcpSummary: LayerSummary = (tcp, { layers, at }) => {
  if (!tcp.has('tcp.flags')) return { text: `${tcp.first('tcp.srcport')} → ${tcp.first('tcp.dstport')}` }
  const flags = FLAGS.filter(([name]) => tcp.isSet(name)).map(([, text]) => text)
  const parts = [
    `${tcp.first('tcp.srcport')} → ${tcp.first('tcp.dstport')} [${flags.join(', ') || '<None>'}]`,
    `Seq=${tcp.first('tcp.seq') || tcp.first('tcp.seq_raw')}`,
  ]
  if (tcp.isSet('tcp.flags.ack')) parts.push(`Ack=${tcp.first('tcp.ack') || tcp.first('tcp.ack_raw')}`)
  parts.push(
    `Win=${tcp.first('tcp.window_size') || tcp.first('tcp.window_size_value')}`,
    `Len=${tcp.first('tcp.len') || '0'}`,
    ...options(tcp),
  )
  const remark = remarks(tcp)
  // Payload that is neither a message nor nobody's belongs to a message that a later segment completes.
  if (at === layers.length - 1 && tcp.number('tcp.len') > 0 && !NOT_DISSECTED.some((name) => tcp.has(name)))
    parts.push('[TCP segment of a reassembled PDU]')
  return { text: remark + parts.join(' ') }
}

/** In the order in which they stand in the header. */
function options(tcp: LayerValues): string[] {
  const parts: string[] = []
  let left = ''
  for (const { name, value } of tcp.fields) {
    if (name === 'tcp.options.mss_val') parts.push(`MSS=${value}`)
    else if (name === 'tcp.options.wscale.multiplier') parts.push(`WS=${value}`)
    else if (name === 'tcp.option_kind' && value === '4') parts.push('SACK_PERM')
    else if (name === 'tcp.options.timestamp.tsval') parts.push(`TSval=${value}`)
    else if (name === 'tcp.options.timestamp.tsecr') parts.push(`TSecr=${value}`)
    else if (name === 'tcp.options.sack_le') left = value
    else if (name === 'tcp.options.sack_re') parts.push(`SLE=${left} SRE=${value}`)
  }
  return parts
}
