import type { CaptureTables } from '../tables/capture-tables.ts'
import { TCP_ANALYSIS_NAMES } from '../tables/tcp-analysis-names.ts'
import type { Found } from './detection.ts'
import { timeText } from './evidence-text.ts'
import { span } from './frame-times.ts'

/** Packets of the whole capture that tcp.analysis.<name> holds for. */
export function analysed({ tcpAnalysis }: CaptureTables, name: (typeof TCP_ANALYSIS_NAMES)[number]): number {
  return tcpAnalysis[TCP_ANALYSIS_NAMES.indexOf(name)]
}

/** The time of the whole capture, as Found has it. */
export function wholeSpan(tables: CaptureTables): Pick<Found, 'src' | 'dst' | 'first' | 'last'> {
  const { first, last } = span(tables.packets.time.subarray(0, tables.packets.rows))
  return { src: [], dst: [], first: timeText(tables, first), last: timeText(tables, last) }
}
