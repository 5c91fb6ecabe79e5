import type { Detection } from './detection.ts'
import { analysed, wholeSpan } from './tcp-counts.ts'

/** Receivers that could take no more. */
export const tcpZeroWindows: Detection<'least'> = {
  id: 'tcp-zero-windows',
  title: 'TCP zero windows',
  meaning: 'Receivers said that they can take no more: a program reads slower than it is sent to.',
  counts: 'packet',
  severity: 'low',
  thresholds: {
    least: { meaning: 'Packets with a zero window, at least', unit: 'packets', default: 20, min: 1, max: 1_000_000 },
  },
  falsePositives: 'Programs that pause a download on purpose, as video players do.',
  blindSpots: 'Counted over the whole capture: with a selection it says nothing. Logs do not tell.',
  needs: ['packets', 'sessions'],
  detect(tables, selected, { least }) {
    const count = analysed(tables, 'zero_window')
    if (selected !== null || count < least) return []
    return [
      {
        severity: 'low',
        confidence: 'likely',
        title: `${count} packets announce a zero window`,
        ...wholeSpan(tables),
        count,
        evidence: 'tcp.analysis.zero_window',
        why: { zero_windows: count, zero_windows_threshold: least },
      },
    ]
  },
}
