import type { Detection } from './detection.ts'
import { any } from './evidence-text.ts'
import { packetRows, spanOf } from './packet-facts.ts'

/** Different lengths at which packets may be cut so that the evidence can name each. */
const MOST_LENGTHS = 200

/** Packets that were captured shorter than they were. */
export const cutPackets: Detection<'share'> = {
  id: 'cut-packets',
  title: 'Packets cut short',
  meaning:
    'Packets were captured shorter than they were on the wire (snapshot length): their contents are not understood.',
  counts: 'packet',
  severity: 'low',
  thresholds: { share: { meaning: 'Share of all packets, at least', unit: '%', default: 0, min: 0, max: 100 } },
  falsePositives: 'Often on purpose, to save space.',
  blindSpots: 'None: both lengths are in the file.',
  needs: ['packets'],
  detect(tables, selected, { share }) {
    const { length, captured, rows } = tables.packets
    const cut = packetRows(tables, selected, (row) => captured[row] < length[row])
    const percent = (cut.length / rows) * 100
    if (cut.length === 0 || percent < share) return []
    const lengths = [...new Set(cut.map((row) => captured[row]))].sort((x, y) => x - y)
    return [
      {
        severity: 'low',
        confidence: 'certain',
        title: `${cut.length} packets (${percent.toFixed(1)} %) were cut short`,
        ...spanOf(tables, cut),
        count: cut.length,
        evidence:
          lengths.length > MOST_LENGTHS
            ? ''
            : any(lengths.map((bytes) => `(frame.cap_len == ${bytes} and frame.len > ${bytes})`)),
        why: {
          packets: cut.length,
          percent: Math.round(percent * 100) / 100,
          percent_threshold: share,
          longest_captured: lengths[lengths.length - 1],
        },
      },
    ]
  },
}
