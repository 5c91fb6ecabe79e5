import type { Detection } from './detection.ts'
import { nobody } from './packet-facts.ts'
import { packetsWith } from './packet-counts.ts'

/** Packets that break the rules of a protocol. */
export const malformedPackets: Detection<'least'> = {
  id: 'malformed-packets',
  title: 'Malformed packets',
  meaning:
    'Packets break the rules of a protocol in them: damage, an attack on a program that reads them, or another protocol on that port.',
  counts: 'packet',
  severity: 'low',
  thresholds: { least: { meaning: 'Packets, at least', unit: 'packets', default: 1, min: 1, max: 1_000_000 } },
  falsePositives: 'Unusual programs on the ports of usual ones; packets that were cut short.',
  blindSpots: 'Only protocols that are dissected. It looks at the whole capture, whatever is selected.',
  needs: ['packets'],
  detect(tables, selected, { least }) {
    const count = packetsWith(tables, '_ws.malformed')
    if (selected !== null || count < least) return []
    return [
      {
        severity: 'low',
        confidence: 'certain',
        title: `${count} packets are malformed`,
        ...nobody,
        count,
        evidence: '_ws.malformed',
        why: { packets: count, packets_threshold: least },
      },
    ]
  },
}
