/** tcp.analysis.<name>, by bit: the indices of CaptureTables.tcpAnalysis. Wireshark's names. */
export const TCP_ANALYSIS_NAMES = [
  'retransmission',
  'fast_retransmission',
  'spurious_retransmission',
  'duplicate_ack',
  'out_of_order',
  'lost_segment',
  'ack_lost_segment',
  'zero_window',
  'zero_window_probe',
  'zero_window_probe_ack',
  'window_update',
  'keep_alive',
  'keep_alive_ack',
  'window_full',
  'reused_ports',
] as const
