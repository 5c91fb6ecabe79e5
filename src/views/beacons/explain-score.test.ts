import { expect, test } from 'vitest'
import { explainScore, histogramFacts, scoreSentence, severitySentence } from './explain-score.ts'
import type { Beacon } from '../../engine/analysis/beacon.ts'

const beacon = (changes: Partial<Beacon>): Beacon => ({
  kind: 'ip',
  src: '10.0.0.1',
  dst: '192.0.2.1',
  fqdn: null,
  connections: 240,
  service: null,
  score: 0.75,
  timestamp_score: 1,
  data_size_score: 1,
  duration_score: 0,
  histogram_score: 1,
  final_score: 0.4,
  severity: 'medium',
  interval_mean: 60,
  interval_median: 60,
  interval_sd: 0.6,
  cv: 0.01,
  jitter: 0.01,
  regularity: 'clock',
  strobe: false,
  indicator: 'beacon',
  modifiers: [],
  rare_signature: null,
  mime_mismatches: 0,
  listed: null,
  subdomains: 0,
  expected: null,
  doubt: null,
  evidence: 'id.orig_h == 10.0.0.1 and id.resp_h == 192.0.2.1',
  prevalence: 0.1,
  first_seen: '1.000000000',
  port: 443,
  intervals: { from: 60, to: 60, counts: [239], above: 0 },
  sizes: { from: 100, to: 100, counts: [240], above: 0 },
  total_duration: 10,
  window: { from: 0, to: 86_400 },
  total_bytes: 1000,
  first: '1.000000000',
  last: '2.000000000',
  histogram: Array.from({ length: 24 }, () => 10),
  ...changes,
})

test('facts of a histogram: bins filled, longest run across the end, deviation over mean', () => {
  const bins = Array.from({ length: 24 }, (_, i) => (i < 3 || i > 20 ? 2 : 0))
  const facts = histogramFacts(bins)
  expect(facts).toMatchObject({ bins: 24, filled: 6, longestRun: 6 })
  // Mean 0.5; six bins deviate by 1.5, eighteen by 0.5: variance (6 * 2.25 + 18 * 0.25) / 24 = 0.75.
  expect(facts.cv).toBeCloseTo(Math.sqrt(0.75) / 0.5)
  expect(histogramFacts(Array.from({ length: 24 }, () => 4))).toEqual({ bins: 24, filled: 24, longestRun: 24, cv: 0 })
  expect(histogramFacts(Array.from({ length: 24 }, () => 0)).cv).toBeNull()
})

test('names what pulls up and what pulls down', () => {
  expect(scoreSentence(beacon({}))).toBe(
    '240 connections score 0.750, the mean of four parts. Pulled up by timestamps (1.000), data sizes (1.000) and histogram (1.000); down by duration (0.000).',
  )
  expect(scoreSentence(beacon({ score: 1, duration_score: 1 }))).not.toContain('down by')
  const middling = {
    timestamp_score: 0.6,
    data_size_score: 0.7,
    duration_score: 0.6,
    histogram_score: 0.7,
    score: 0.65,
  }
  expect(scoreSentence(beacon(middling))).toContain('in the middle')
})

test('the part that moves the score most comes first', () => {
  const [first] = explainScore(beacon({ histogram: [9, 9, 9, ...Array.from({ length: 21 }, () => 0)] }))
  expect(first).toMatchObject({ measure: 'duration_score', effect: 'lowers' })
  expect(first.text).toContain('3 of 24 parts of the window have connections: fewer than 6')
})

test('tells an even rate from two typical heights and from bursts', () => {
  const wordsOf = (changes: Partial<Beacon>) =>
    explainScore(beacon(changes)).find(({ measure }) => measure === 'histogram_score')!.text
  expect(wordsOf({})).toContain('almost the same number in each')
  // 4 and 1 in turn: mean 2.5, deviation 1.5, so evenness gives 0.4; RITA's bimodal fit gives 1.
  expect(wordsOf({ histogram: Array.from({ length: 24 }, (_, i) => (i % 2 ? 1 : 4)) })).toContain('two typical numbers')
  expect(wordsOf({ histogram_score: 0, histogram: [90, ...Array.from({ length: 23 }, () => 0)] })).toContain('bursts')
})

test('what has no score says why; what is expected and what modifies the severity is told', () => {
  const unscored = { score: 0, timestamp_score: 0, data_size_score: 0, duration_score: 0, histogram_score: 0 }
  const long = beacon({ ...unscored, connections: 1, indicator: 'long connection', total_duration: 14_400 })
  expect(scoreSentence(long)).toMatch(/^Not scored: /)
  expect(explainScore(long)).toEqual([])
  expect(scoreSentence(beacon({ strobe: true, connections: 90_000, indicator: 'strobe' }))).toMatch(/^A strobe: 90,000/)
  expect(severitySentence(beacon({ expected: 'DNS: resolvers' }))).toBe('Expected, because DNS: resolvers.')
  expect(severitySentence(beacon({ modifiers: [{ name: 'missing host', value: 0.1 }], final_score: 0.5 }))).toBe(
    'Severity medium: the score counts 0.400, requests without a Host +0.100, together 0.500.',
  )
})
