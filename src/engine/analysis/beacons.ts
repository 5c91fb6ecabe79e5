import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { BeaconFilter } from './beacon-filter.ts'
import { type BeaconPair, beaconPairs, type BeaconPairs, duration } from './beacon-pairs.ts'
import { type AllowEntry, allowEntry } from './allow-list.ts'
import { expectedReason } from './beacon-expected.ts'
import {
  beaconScore,
  bucketedScore,
  dataSizeScore,
  durationScore,
  histogramScore,
  timestampScore,
} from './beacon-score.ts'
import { type BeaconSettings, beaconSettings, thresholdsOf } from './beacon-settings.ts'
import { type Intervals, intervals } from './intervals.ts'
import { type ValueHistogram, valueHistogram } from './value-histogram.ts'
import { sessionCounts } from './session-counts.ts'
import { epochText } from '../bytes/epoch-text.ts'
import { framePrecision } from './times.ts'

export type BeaconQuery = {
  /** Default 'addresses'. */
  filter?: BeaconFilter | undefined
  /** Name of a setting -> value; what is not named keeps RITA's default, what is out of bounds is brought in. */
  settings?: Readonly<Record<string, number>> | undefined
  /** What the person expects, one entry a line (see allowEntry); lines that are none do not count. */
  allowed?: readonly string[] | undefined
}

/**
 * One a pair, RITA's score with its parts. A strobe's score is 1 and that of a pair that only lasts long is 0, without
 * parts (0). Interval measures are seconds between starts of consecutive connections.
 */
export type Beacon = Intervals & {
  kind: 'ip' | 'sni' | 'proxy'
  src: string
  dst: string | null
  fqdn: string | null
  connections: number
  score: number
  timestamp_score: number
  data_size_score: number
  duration_score: number
  histogram_score: number
  /** So many connections in the window that they are not scored. */
  strobe: boolean
  /** The largest of RITA's buckets of the score and of the summed duration and of what a strobe counts. */
  indicator: 'beacon' | 'long connection' | 'strobe'
  /** What is added to the largest bucket or taken from it. */
  modifiers: { name: 'prevalence' | 'missing host'; value: number }[]
  /** Bucket and modifiers: not bounded. */
  final_score: number
  /** RITA's words for the final score; none for what is expected. */
  severity: 'critical' | 'high' | 'medium' | 'low' | 'none'
  /** Why this is to be expected, in words; null = nothing says so. */
  expected: string | null
  /** Share of the internal hosts of the window that went to the same destination, 0 to 1. */
  prevalence: number
  /** Start of the first connection in the selection, before the window, too. */
  first_seen: string
  /** Port of the responder, of most connections. */
  port: number
  total_duration: number
  total_bytes: number
  /** The scored window, in seconds since 1970, and the connections in each of its 24 bins. */
  window: { from: number; to: number }
  histogram: number[]
  /** Of the intervals in seconds, those up to three medians; of the bytes that the source sent in a connection. */
  intervals: ValueHistogram
  sizes: ValueHistogram
  service: string | null
  /** Start of the first and of the last connection. */
  first: string
  last: string
}

/** Hours of the day that must be active before duration counts, and the run of hours that counts in full. */
const LEAST_HOURS = 6
const IDEAL_HOURS = 12

/** The newest answer about a selection: the view, the overview and the checks ask for the same. */
const newest = new WeakMap<Selected, { key: string; rows: readonly Beacon[] }>()

/** Originators that keep coming back, the most regular first; the window is the newest 24 hours of the selection. */
export function beacons(tables: CaptureTables, selected: Selected | null, query: BeaconQuery = {}): Beacon[] {
  if (selected === null) return scored(tables, null, query)
  const { filter = 'addresses', settings = {}, allowed = [] } = query
  const key = JSON.stringify([tables.packets.rows, tables.records.rows, filter, settings, allowed])
  let known = newest.get(selected)
  if (known?.key !== key) newest.set(selected, (known = { key, rows: scored(tables, selected, query) }))
  return [...known.rows]
}

function scored(tables: CaptureTables, selected: Selected | null, query: BeaconQuery): Beacon[] {
  const settings = beaconSettings(query.settings)
  const allowed = (query.allowed ?? []).map(allowEntry).filter((entry) => entry !== null)
  const isIn = sessionCounts(tables, selected).isIn
  const candidates = beaconPairs(tables, isIn, query.filter ?? 'addresses', settings.long_base)
  const window = { from: candidates.windowStart, to: candidates.windowEnd }
  const rows: Beacon[] = []
  for (const pair of candidates.pairs) {
    const parts = pair.measure === 'scorable' ? scoreOf(tables, pair, candidates) : unscored(pair, candidates)
    if (parts !== null) rows.push(beaconOf(tables, pair, parts, window, settings, allowed))
  }
  return rows.sort(
    (x, y) =>
      Number(x.expected !== null) - Number(y.expected !== null) ||
      y.final_score - x.final_score ||
      y.score - x.score ||
      y.connections - x.connections,
  )
}

type Scored = Pick<
  Beacon,
  'score' | 'timestamp_score' | 'data_size_score' | 'duration_score' | 'histogram_score' | 'histogram'
>

function unscored(pair: BeaconPair, { windowStart, windowEnd, seconds }: BeaconPairs): Scored {
  const times = Array.from(pair.sessions, (row) => seconds[row])
  return {
    score: pair.measure === 'strobe' ? 1 : 0,
    timestamp_score: 0,
    data_size_score: 0,
    duration_score: 0,
    histogram_score: 0,
    histogram: histogramScore(windowStart, windowEnd, times)?.histogram ?? [],
  }
}

/** Null where a part of the score cannot be calculated (RITA drops such pairs, too). */
function scoreOf(tables: CaptureTables, pair: BeaconPair, window: BeaconPairs): Scored | null {
  const { sessions } = tables
  const rows = Array.from(pair.sessions)
  const times = rows.map((row) => window.seconds[row])
  const timestamp = timestampScore(times)
  const dataSize = dataSizeScore(rows.map((row) => sessions.origIpBytes[row]))
  const histogram = histogramScore(window.windowStart, window.windowEnd, times)
  if (timestamp === null || dataSize === null || histogram === null) return null
  const active = durationScore({
    windowStart: window.windowStart,
    windowEnd: window.windowEnd,
    first: times[0],
    last: times[times.length - 1],
    bars: histogram.bars,
    longestRun: histogram.longestRun,
    leastBars: LEAST_HOURS,
    idealRun: IDEAL_HOURS,
  })
  if (active === null) return null
  const score = beaconScore({
    timestamp: timestamp.score,
    dataSize: dataSize.score,
    duration: active.score,
    histogram: histogram.score,
  })
  if (score === null) return null
  return {
    score,
    timestamp_score: timestamp.score,
    data_size_score: dataSize.score,
    duration_score: active.score,
    histogram_score: histogram.score,
    histogram: histogram.histogram,
  }
}

function beaconOf(
  tables: CaptureTables,
  pair: BeaconPair,
  scored: Scored,
  window: Beacon['window'],
  settings: BeaconSettings,
  allowed: readonly AllowEntry[],
): Beacon {
  const { sessions } = tables
  const rows = Array.from(pair.sessions)
  const total = duration(tables, pair.sessions)
  const strobe = pair.measure === 'strobe'
  const starts = rows.map((row) => sessions.start[row] / 1e9)
  const measured = intervals(starts)
  const scoreBucket = strobe ? 0 : bucketedScore(scored.score * 100, thresholdsOf(settings, 'beacon'))
  const longBucket = bucketedScore(total, thresholdsOf(settings, 'long'))
  const bucket = Math.max(scoreBucket, longBucket, strobe ? settings.strobe : 0)
  const modifiers = modifiersOf(pair, settings)
  const final = modifiers.reduce((sum, { value }) => sum + value, bucket)
  const isBurst = (measured.interval_median ?? Infinity) < settings.burst
  const expected =
    expectedReason(tables, pair, allowed) ??
    // Hours of connections and a strobe are told whatever the gaps are.
    (isBurst && !strobe && longBucket === 0
      ? `a burst, no beacon: half of the connections follow within ${settings.burst} s`
      : null)
  const started = (row: number) =>
    epochText(sessions.start[row], tables.baseSecond, framePrecision(tables, sessions.firstFrame[row])) ?? ''
  const { score, timestamp_score, data_size_score, duration_score, histogram_score, histogram } = scored
  return {
    kind: pair.kind,
    src: tables.addresses.text(pair.source),
    dst: pair.destination === 0 ? null : tables.addresses.text(pair.destination),
    fqdn: pair.name,
    connections: rows.length,
    score,
    timestamp_score,
    data_size_score,
    duration_score,
    histogram_score,
    strobe,
    indicator: strobe ? 'strobe' : longBucket > scoreBucket ? 'long connection' : 'beacon',
    modifiers,
    final_score: final,
    severity: expected === null ? severityOf(final) : 'none',
    expected,
    prevalence: pair.prevalence,
    first_seen: started(pair.firstSeen),
    port: mostFrequent(rows, sessions.respPort) ?? 0,
    ...measured,
    total_duration: total,
    total_bytes: rows.reduce((sum, row) => sum + sessions.origIpBytes[row] + sessions.respIpBytes[row], 0),
    window,
    histogram,
    intervals: valueHistogram(
      starts.slice(1).map((start, index) => start - starts[index]),
      3 * (measured.interval_median || Infinity),
    ),
    sizes: valueHistogram(rows.map((row) => sessions.origIpBytes[row])),
    service: mostFrequentService(tables, rows),
    first: started(rows[0]),
    last: started(rows[rows.length - 1]),
  }
}

/** RITA's modifiers that have an effect; first seen has none, as in her data sets that do not go on. */
function modifiersOf({ prevalence, missingHost }: BeaconPair, settings: BeaconSettings): Beacon['modifiers'] {
  const rare = prevalence <= settings.prevalence_rare ? settings.prevalence_rare_adds : 0
  const frequent = prevalence >= settings.prevalence_frequent ? -settings.prevalence_frequent_takes : 0
  const found: Beacon['modifiers'] = [
    { name: 'prevalence', value: rare + frequent },
    { name: 'missing host', value: missingHost ? settings.missing_host : 0 },
  ]
  return found.filter(({ value }) => value !== 0)
}

function severityOf(final: number): Beacon['severity'] {
  if (final > 0.8) return 'critical'
  if (final >= 0.6) return 'high'
  if (final >= 0.4) return 'medium'
  return final >= 0.2 ? 'low' : 'none'
}

function mostFrequentService(tables: CaptureTables, rows: readonly number[]): string | null {
  const service = mostFrequent(rows, tables.sessions.service)
  return service === null ? null : tables.protocolNames[service]
}

/** The most frequent value that is not 0; null = all are. */
function mostFrequent(rows: readonly number[], column: Uint16Array): number | null {
  const counts = new Map<number, number>()
  for (const row of rows) if (column[row] !== 0) counts.set(column[row], (counts.get(column[row]) ?? 0) + 1)
  let best: number | null = null
  let most = 0
  for (const [value, count] of counts)
    if (count > most) {
      best = value
      most = count
    }
  return best
}
