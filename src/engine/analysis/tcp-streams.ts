import type { CaptureTables } from '../tables/capture-tables.ts'
import { TCP } from '../tables/conversations.ts'
import type { Selected } from '../tables/selected.ts'
import { TCP_ANALYSIS_NAMES } from '../tables/tcp-analysis-names.ts'
import { sessionCounts } from './session-counts.ts'

/** One a TCP stream; src and dst are those of its first frame. */
export type TcpStream = {
  stream: number
  src: string
  srcport: number
  dst: string
  dstport: number
  frames: number
  first_frame: number
  /** Seconds from the SYN to the ACK that completes the handshake; null without a full handshake. */
  initial_rtt: number | null
}

export type TcpStreams = { streams: TcpStream[]; analysis: Record<(typeof TCP_ANALYSIS_NAMES)[number], number> }

/** The streams that have a selected packet; `analysis` counts frames of the whole capture. */
export function tcpStreams(tables: CaptureTables, selected: Selected | null): TcpStreams {
  const { conversations: table, sessions, addresses } = tables
  const counts = sessionCounts(tables, selected)
  const streams: TcpStream[] = []
  for (let row = 1; row < table.rows; row++) {
    if (table.layer[row] !== TCP) continue
    const session = table.session[row]
    const frames = counts.frames[session]
    if (frames === 0 || sessions.isOfLog(session)) continue
    streams.push({
      stream: table.stream[row],
      src: addresses.text(table.a[row]),
      srcport: table.aPort[row],
      dst: addresses.text(table.b[row]),
      dstport: table.bPort[row],
      frames,
      first_frame: sessions.firstFrame[session],
      initial_rtt: sessions.initialRtt[session] < 0 ? null : sessions.initialRtt[session] / 1e9,
    })
  }
  const analysis = Object.fromEntries(TCP_ANALYSIS_NAMES.map((name, index) => [name, tables.tcpAnalysis[index]]))
  return { streams, analysis: analysis as TcpStreams['analysis'] }
}
