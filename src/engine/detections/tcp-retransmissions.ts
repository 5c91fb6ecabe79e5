import type { Detection } from './detection.ts'
import { tcpPackets } from './packet-counts.ts'
import { analysed, wholeSpan } from './tcp-counts.ts'

/** Segments that had to be sent again. */
export const tcpRetransmissions: Detection<'least' | 'low' | 'medium'> = {
  id: 'tcp-retransmissions',
  title: 'TCP retransmissions',
  meaning:
    'Many segments had to be sent again: packets are lost on the way, or the capture missed their acknowledgments.',
  counts: 'packet',
  severity: 'medium',
  thresholds: {
    least: { meaning: 'Retransmissions, at least', unit: 'packets', default: 50, min: 1, max: 1_000_000 },
    low: { meaning: 'Share of all segments for low', unit: '%', default: 3, min: 0, max: 100 },
    medium: { meaning: 'Share of all segments for medium', unit: '%', default: 10, min: 0, max: 100 },
  },
  falsePositives: 'A capture that has every packet twice (a mirror of both directions).',
  blindSpots: 'Counted over the whole capture: with a selection it says nothing. Logs do not tell.',
  needs: ['packets', 'sessions'],
  detect(tables, selected, { least, low, medium }) {
    const count = analysed(tables, 'retransmission')
    if (selected !== null || count < least) return []
    const segments = tcpPackets(tables)
    const percent = (count / segments) * 100
    if (percent < low) return []
    return [
      {
        severity: percent >= medium ? 'medium' : 'low',
        confidence: 'likely',
        title: `${percent.toFixed(1)} % of ${segments} TCP segments are retransmissions`,
        ...wholeSpan(tables),
        count,
        evidence: 'tcp.analysis.retransmission',
        why: {
          retransmissions: count,
          retransmissions_threshold: least,
          percent: Math.round(percent * 100) / 100,
          percent_threshold: percent >= medium ? medium : low,
        },
      },
    ]
  },
}
