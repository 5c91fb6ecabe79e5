import type { LayerSummary } from './layer-values.ts'

/** RFC 9260 section 3.2, as Wireshark words them. */
const CHUNKS: Readonly<Record<string, string>> = {
  0: 'DATA',
  1: 'INIT',
  2: 'INIT_ACK',
  3: 'SACK',
  4: 'HEARTBEAT',
  5: 'HEARTBEAT_ACK',
  6: 'ABORT',
  7: 'SHUTDOWN',
  8: 'SHUTDOWN_ACK',
  9: 'ERROR',
  10: 'COOKIE_ECHO',
  11: 'COOKIE_ACK',
  12: 'ECNE',
  13: 'CWR',
  14: 'SHUTDOWN_COMPLETE',
  192: 'FORWARD_TSN',
}

export const sctpSummary: LayerSummary = (sctp) => {
  const chunks = sctp.all('sctp.chunk_type').map((type) => CHUNKS[type] ?? `Chunk ${type}`)
  return chunks.length === 0 ? null : { text: chunks.join(' ') }
}
