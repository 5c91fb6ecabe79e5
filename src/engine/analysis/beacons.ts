import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { addressScopes, INTERNAL } from './address-scope.ts'
import { allowEntry } from './allow-list.ts'
import type { Beacon, BeaconQuery } from './beacon.ts'
import { dnsPairs } from './beacon-dns.ts'
import { type BeaconPair, beaconPairs, type BeaconPairs } from './beacon-pairs.ts'
import { beaconOf, dnsBeacon, type Scored } from './beacon-rows.ts'
import {
  beaconScore,
  dataSizeScore,
  durationScore,
  histogramScore,
  type Parts,
  timestampScore,
} from './beacon-score.ts'
import { type BeaconSettings, beaconSettings } from './beacon-settings.ts'
import { SignReader } from './beacon-signs.ts'
import { sessionsIn } from './session-counts.ts'

/** The newest answer about a selection: the view, the overview and the checks ask for the same. */
const newest = new WeakMap<Selected, { key: string; rows: readonly Beacon[] }>()

/** Originators that keep coming back, the most regular first; the window is the newest 24 hours of the selection. */
export function beacons(tables: CaptureTables, selected: Selected | null, query: BeaconQuery = {}): Beacon[] {
  if (selected === null) return scored(tables, null, query)
  const { filter, settings, allowed, internal, never, always, watched } = query
  const asked = [filter, settings, allowed, internal, never, always, watched]
  const key = JSON.stringify([tables.packets.rows, tables.records.rows, asked])
  let known = newest.get(selected)
  if (known?.key !== key) newest.set(selected, (known = { key, rows: scored(tables, selected, query) }))
  return [...known.rows]
}

function scored(tables: CaptureTables, selected: Selected | null, query: BeaconQuery): Beacon[] {
  const settings = beaconSettings(query.settings)
  const allowed = (query.allowed ?? []).map(allowEntry).filter((entry) => entry !== null)
  const isIn = sessionsIn(tables, selected)
  const { internal, never, always, filter = 'addresses' } = query
  const found = beaconPairs(tables, isIn, { filter, internal, never, always }, settings.long_base)
  const scoring = { tables, window: { from: found.windowStart, to: found.windowEnd }, settings, allowed }
  const signs = new SignReader(tables, isIn, found.pairs, query.watched ?? [])
  const rows: Beacon[] = []
  for (const pair of found.pairs) {
    const parts = pair.measure === 'scorable' ? scoreOf(tables, pair, found, settings) : unscored(pair, found)
    if (parts !== null) rows.push(beaconOf(scoring, pair, parts, signs.of(pair)))
  }
  const scopes = addressScopes(tables.addresses, { internal, never, always })
  for (const pair of dnsPairs(tables, selected, settings.c2_base)) {
    const hosts = pair.askers.filter((id) => (scopes[id] & INTERNAL) !== 0).length
    rows.push(dnsBeacon(scoring, pair, hosts / Math.max(1, found.internalHosts), signs.domain(pair.domain)))
  }
  return rows.sort(
    (x, y) =>
      Number(x.expected !== null) - Number(y.expected !== null) ||
      y.final_score - x.final_score ||
      Number(y.strobe) - Number(x.strobe) ||
      y.score - x.score ||
      y.connections - x.connections,
  )
}

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
function scoreOf(
  tables: CaptureTables,
  pair: BeaconPair,
  window: BeaconPairs,
  settings: BeaconSettings,
): Scored | null {
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
    leastBars: settings.hours_least,
    idealRun: settings.hours_ideal,
  })
  if (active === null) return null
  const score = weightedScore(
    { timestamp: timestamp.score, dataSize: dataSize.score, duration: active.score, histogram: histogram.score },
    settings,
  )
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

/** RITA's score; weights that do not add up to 1 count by their shares. */
function weightedScore(parts: Parts, settings: BeaconSettings): number | null {
  const { weight_timestamp, weight_data_size, weight_duration, weight_histogram } = settings
  const sum = weight_timestamp + weight_data_size + weight_duration + weight_histogram
  if (sum === 0) return null
  const weights = {
    timestamp: weight_timestamp,
    dataSize: weight_data_size,
    duration: weight_duration,
    histogram: weight_histogram,
  }
  if (sum === 1) return beaconScore(parts, weights)
  const total =
    parts.timestamp * weights.timestamp +
    parts.dataSize * weights.dataSize +
    parts.duration * weights.duration +
    parts.histogram * weights.histogram
  return Math.round((total / sum) * 1000) / 1000
}
