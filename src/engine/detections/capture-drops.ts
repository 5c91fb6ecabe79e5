import type { Detection } from './detection.ts'
import { nobody } from './packet-facts.ts'

/** Packets that the capturing system lost. */
export const captureDrops: Detection<'least'> = {
  id: 'capture-drops',
  title: 'Dropped while capturing',
  meaning: 'The capturing system says that it lost packets: what is missing cannot be found, and counts are too low.',
  counts: 'packet',
  severity: 'medium',
  thresholds: { least: { meaning: 'Packets lost, at least', unit: 'packets', default: 1, min: 1, max: 1_000_000 } },
  falsePositives: 'None: the system says so itself.',
  blindSpots:
    'Only pcapng files say what was lost, and not all of them. It looks at the whole capture, whatever is selected.',
  needs: ['packets'],
  detect({ sources }, _selected, { least }) {
    const lost = sources.reduce((sum, { drops }) => sum + (drops ?? 0), 0)
    if (lost < least) return []
    return [
      {
        severity: 'medium',
        confidence: 'certain',
        title: `${lost} packets were lost while capturing`,
        ...nobody,
        count: lost,
        evidence: '',
        why: { lost, lost_threshold: least },
      },
    ]
  },
}
