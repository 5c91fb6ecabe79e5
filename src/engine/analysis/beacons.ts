import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { BeaconFilter } from './beacon-filter.ts'
import { type BeaconPair, beaconPairs, type BeaconPairs, duration } from './beacon-pairs.ts'
import {
  BEACON_THRESHOLDS,
  beaconScore,
  bucketedScore,
  dataSizeScore,
  durationScore,
  histogramScore,
  LONG_CONNECTION_THRESHOLDS,
  timestampScore,
} from './beacon-score.ts'
import { median } from './median.ts'
import { sessionCounts } from './session-counts.ts'
import { medianAbsoluteDeviation, standardDeviation } from './statistics.ts'
import { epochText } from '../bytes/epoch-text.ts'
import { framePrecision } from './times.ts'

export type BeaconQuery = {
  /** Default 'addresses'. */
  filter?: BeaconFilter
}

/**
 * One a scored pair, RITA's score with its parts. Interval measures are seconds between starts of consecutive
 * connections; cv = standard deviation / mean, jitter = median absolute deviation / median.
 */
export type Beacon = {
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
  /** The larger of RITA's buckets of the score and of the summed duration; her modifiers are not in it. */
  final_score: number
  severity: 'critical' | 'high' | 'medium' | 'low' | 'none'
  interval_mean: number | null
  interval_median: number | null
  interval_sd: number | null
  cv: number | null
  jitter: number | null
  total_duration: number
  total_bytes: number
  /** The scored window, in seconds since 1970, and the connections in each of its 24 bins. */
  window: { from: number; to: number }
  histogram: number[]
  service: string | null
  /** Start of the first and of the last connection. */
  first: string
  last: string
}

/** Hours of the day that must be active before duration counts, and the run of hours that counts in full. */
const LEAST_HOURS = 6
const IDEAL_HOURS = 12

/** Originators that keep coming back, the most regular first; the window is the newest 24 hours of the selection. */
export function beacons(tables: CaptureTables, selected: Selected | null, query: BeaconQuery = {}): Beacon[] {
  const found = beaconPairs(tables, sessionCounts(tables, selected).isIn, query.filter ?? 'addresses')
  const scored: Beacon[] = []
  for (const pair of found.pairs) {
    const beacon = scoredPair(tables, pair, found)
    if (beacon !== null) scored.push(beacon)
  }
  return scored.sort((x, y) => y.score - x.score || y.connections - x.connections)
}

/** Null where a part of the score cannot be calculated (RITA drops such pairs, too). */
function scoredPair(tables: CaptureTables, pair: BeaconPair, window: BeaconPairs): Beacon | null {
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
  const total = duration(tables, pair.sessions)
  const final = Math.max(
    bucketedScore(score * 100, BEACON_THRESHOLDS),
    bucketedScore(total, LONG_CONNECTION_THRESHOLDS),
  )
  const started = (row: number) =>
    epochText(sessions.start[row], tables.baseSecond, framePrecision(tables, sessions.firstFrame[row])) ?? ''
  return {
    kind: pair.kind,
    src: tables.addresses.text(pair.source),
    dst: pair.destination === 0 ? null : tables.addresses.text(pair.destination),
    fqdn: pair.name,
    connections: rows.length,
    score,
    timestamp_score: timestamp.score,
    data_size_score: dataSize.score,
    duration_score: active.score,
    histogram_score: histogram.score,
    final_score: final,
    severity: severityOf(final),
    ...intervals(rows.map((row) => sessions.start[row] / 1e9)),
    total_duration: total,
    total_bytes: rows.reduce((sum, row) => sum + sessions.origIpBytes[row] + sessions.respIpBytes[row], 0),
    window: { from: window.windowStart, to: window.windowEnd },
    histogram: histogram.histogram,
    service: mostFrequentService(tables, rows),
    first: started(rows[0]),
    last: started(rows[rows.length - 1]),
  }
}

function intervals(
  starts: number[],
): Pick<Beacon, 'interval_mean' | 'interval_median' | 'interval_sd' | 'cv' | 'jitter'> {
  const gaps = starts.slice(1).map((start, index) => start - starts[index])
  const mean = gaps.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const middle = median(gaps)
  const deviation = standardDeviation(gaps)
  const spread = medianAbsoluteDeviation(gaps, 0)
  return {
    interval_mean: mean,
    interval_median: middle,
    interval_sd: deviation,
    cv: mean === null || deviation === null || mean <= 0 ? null : deviation / mean,
    jitter: middle === null || spread === null || middle <= 0 ? null : spread.mad / middle,
  }
}

function severityOf(final: number): Beacon['severity'] {
  if (final > 0.8) return 'critical'
  if (final >= 0.6) return 'high'
  if (final >= 0.4) return 'medium'
  return final >= 0.2 ? 'low' : 'none'
}

function mostFrequentService(tables: CaptureTables, rows: readonly number[]): string | null {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const service = tables.sessions.service[row]
    if (service !== 0) counts.set(service, (counts.get(service) ?? 0) + 1)
  }
  let best = 0
  for (const [service, count] of counts) if (count > (counts.get(best) ?? 0)) best = service
  return best === 0 ? null : tables.protocolNames[best]
}
