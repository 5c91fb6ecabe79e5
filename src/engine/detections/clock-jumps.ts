import type { Detection } from './detection.ts'
import { packetRows, spanOf } from './packet-facts.ts'

const SECOND = 1e9

/** Packets whose clock went back or leapt ahead. */
export const clockJumps: Detection<'back' | 'ahead'> = {
  id: 'clock-jumps',
  title: 'Clock jumps',
  meaning: 'The time of packets goes back, or leaps far ahead: durations and intervals over that place are wrong.',
  counts: 'packet',
  severity: 'low',
  thresholds: {
    back: { meaning: 'Seconds back from the packet before', unit: 's', default: 1, min: 0.001, max: 1_000_000_000 },
    ahead: { meaning: 'Days ahead of the packet before', unit: 'days', default: 30, min: 0.01, max: 100_000 },
  },
  falsePositives: 'Files that were merged by hand; a capture that was stopped and went on later.',
  blindSpots: 'Clocks that are wrong all the time.',
  needs: ['packets'],
  detect(tables, selected, { back, ahead }) {
    const { time } = tables.packets
    const delta = (row: number) => (row === 0 ? 0 : (time[row] - time[row - 1]) / SECOND)
    const jumps = packetRows(tables, selected, (row) => delta(row) < -back || delta(row) > ahead * 86_400)
    if (jumps.length === 0) return []
    return [
      {
        severity: 'low',
        confidence: 'certain',
        title: `The clock jumps at ${jumps.length} packets`,
        ...spanOf(tables, jumps),
        count: jumps.length,
        evidence: `(frame.time_delta < -${back} or frame.time_delta > ${ahead * 86_400})`,
        why: {
          packets: jumps.length,
          largest_seconds: jumps.reduce((most, row) => Math.max(most, Math.abs(delta(row))), 0),
          back_seconds_threshold: back,
          ahead_days_threshold: ahead,
        },
      },
    ]
  },
}
