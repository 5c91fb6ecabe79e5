import { expect, test } from 'vitest'
import type { Beacon } from '../../engine/analysis/beacons.ts'
import type { CaptureStatus } from '../../engine/analysis/status.ts'
import { findingList } from './finding-list.ts'

const clean: CaptureStatus = {
  frames: 1000,
  bytes: 100_000,
  caplen: 100_000,
  first_epoch: '1.000000000',
  last_epoch: '2.000000000',
  duration: 1,
  files: [],
  link_types: [],
  cut_frames: 0,
  malformed_frames: 0,
  sessions: 10,
  records: 0,
  logs: [],
  drops: null,
  warnings: [],
  comments: [],
}

const beacon = (changes: Partial<Beacon>): Beacon => ({
  kind: 'ip',
  src: '10.0.0.5',
  dst: '192.0.2.9',
  fqdn: null,
  connections: 60,
  score: 0.95,
  timestamp_score: 1,
  data_size_score: 1,
  duration_score: 1,
  histogram_score: 1,
  final_score: 0.7,
  severity: 'high',
  interval_mean: 60,
  interval_median: 60,
  interval_sd: 1,
  cv: 0,
  jitter: 0,
  total_duration: 60,
  total_bytes: 6000,
  histogram: [],
  service: 'tls',
  first: '1.000000000',
  last: '2.000000000',
  ...changes,
})

test('nothing is found in a clean capture, also before its status is known', () => {
  expect(findingList(clean, [])).toEqual([])
  expect(findingList(undefined, [])).toEqual([])
})

test('a beacon counts from a score of 0.75, high from 0.9', () => {
  const found = findingList(clean, [
    beacon({ score: 0.749, dst: '192.0.2.1' }),
    beacon({ score: 0.75, dst: '192.0.2.2' }),
    beacon({ score: 0.9, fqdn: 'c2.example' }),
  ])
  expect(found.map(({ severity, who }) => [severity, who])).toEqual([
    ['high', '10.0.0.5 → c2.example'],
    ['medium', '10.0.0.5 → 192.0.2.2'],
  ])
  expect(found[0].evidence).toBe('score 0.900, 60 connections, every 1 min')
})

test('defects of the capture say how much of it they touch, worst first', () => {
  const warning = { file: 'a.pcap', offset: 4968, packet: null, message: 'cut short', fatal: true }
  const found = findingList(
    {
      ...clean,
      cut_frames: 10,
      malformed_frames: 1,
      drops: 7,
      warnings: [{ ...warning, fatal: false, message: 'odd' }, warning],
    },
    [],
  )
  expect(found.map(({ severity, what, who, evidence }) => [severity, what, who, evidence])).toEqual([
    ['high', 'File not read to its end', 'a.pcap', 'cut short at byte 4,968'],
    ['medium', 'Dropped while capturing', '7 packets', 'the capturing system says it lost them'],
    ['low', 'Packets cut short', '10 of 1,000 packets (1.0 %)', 'captured shorter than they were on the wire'],
    ['low', 'Malformed packets', '1 of 1,000 packets (0.1 %)', 'a protocol in them breaks its own rules'],
    ['low', 'File warnings', '1 place', 'odd'],
  ])
})
