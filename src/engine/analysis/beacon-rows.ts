import { epochText } from '../bytes/epoch-text.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { AllowEntry } from './allow-list.ts'
import type { Beacon } from './beacon.ts'
import type { DnsPair } from './beacon-dns.ts'
import { type Expected, expectedDomain, expectedPair } from './beacon-expected.ts'
import { type Modifier, modifiersOf, severityOf } from './beacon-modifiers.ts'
import { type BeaconPair, duration } from './beacon-pairs.ts'
import { bucketedScore, histogramScore } from './beacon-score.ts'
import { type BeaconSettings, thresholdsOf } from './beacon-settings.ts'
import type { BeaconSigns } from './beacon-signs.ts'
import { lookupsBelow, quoted } from './expression-text.ts'
import { type Intervals, intervals } from './intervals.ts'
import { framePrecision } from './times.ts'
import { valueHistogram } from './value-histogram.ts'

/** What all rows of an answer share. */
export type Scoring = {
  tables: CaptureTables
  window: Beacon['window']
  settings: BeaconSettings
  allowed: readonly AllowEntry[]
}

export type Scored = Pick<
  Beacon,
  'score' | 'timestamp_score' | 'data_size_score' | 'duration_score' | 'histogram_score' | 'histogram'
>

type Buckets = { [name in Beacon['indicator']]?: number }

/** The largest bucket with the modifiers, and what that makes of the row. */
function judged(
  buckets: Buckets,
  modifiers: Modifier[],
  expected: Expected | null,
  { rareSignature, mimeMismatches, listed }: BeaconSigns,
) {
  const [indicator, bucket] = (Object.entries(buckets) as [Beacon['indicator'], number][]).reduce((best, one) =>
    one[1] > best[1] ? one : best,
  )
  const final = modifiers.reduce((sum, { value }) => sum + value, bucket)
  // An entry of the watchlist is the person's own word against any list of names.
  const excused = listed === null || expected?.by === 'person' ? expected : null
  return {
    indicator,
    modifiers,
    final_score: final,
    severity: excused === null ? severityOf(final) : 'none',
    expected: excused?.reason ?? null,
    doubt: excused?.doubt ?? null,
    rare_signature: rareSignature,
    mime_mismatches: mimeMismatches,
    listed,
  } as const
}

/** The row of a pair with its score. */
export function beaconOf(
  { tables, window, settings, allowed }: Scoring,
  pair: BeaconPair,
  scored: Scored,
  signs: BeaconSigns,
) {
  const { sessions } = tables
  const rows = Array.from(pair.sessions)
  const total = duration(tables, pair.sessions)
  const strobe = pair.measure === 'strobe'
  const starts = rows.map((row) => sessions.start[row] / 1e9)
  const measured = intervals(starts)
  const bytes = rows.reduce((sum, row) => sum + sessions.origIpBytes[row] + sessions.respIpBytes[row], 0)
  const longBucket = bucketedScore(total, thresholdsOf(settings, 'long'))
  const buckets = {
    beacon: strobe ? 0 : bucketedScore(scored.score * 100, thresholdsOf(settings, 'beacon')),
    'long connection': longBucket,
    strobe: strobe ? settings.strobe : 0,
    'threat intel': signs.listed === null ? 0 : settings.threat_intel,
  }
  const { prevalence, missingHost } = pair
  const modifiers = modifiersOf(signs, { prevalence, missingHost, bytes, isDirect: false }, settings)
  const isBurst = (measured.interval_median ?? Infinity) < settings.burst
  const expected =
    expectedPair(tables, pair, allowed) ??
    // Hours of connections and a strobe are told whatever the gaps are.
    (isBurst && !strobe && longBucket === 0
      ? ({
          by: 'times',
          reason: `a burst, no beacon: half of the connections follow within ${settings.burst} s`,
          doubt: null,
        } as const)
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
    ...judged(buckets, modifiers, expected, signs),
    subdomains: 0,
    prevalence,
    first_seen: started(pair.firstSeen),
    port: mostFrequent(rows, sessions.respPort) ?? 0,
    ...measured,
    total_duration: total,
    total_bytes: bytes,
    window,
    histogram,
    ...valuesOf(tables, rows, starts, measured),
    service: mostFrequentService(tables, rows),
    evidence: evidenceOf(tables, pair),
    first: started(rows[0]),
    last: started(rows[rows.length - 1]),
  } satisfies Beacon
}

/** A row of C2 over DNS: without a score of its own, since what counts are the names. */
export function dnsBeacon(
  { tables, window, settings, allowed }: Scoring,
  pair: DnsPair,
  prevalence: number,
  signs: BeaconSigns,
): Beacon {
  const { sessions } = tables
  const rows = Array.from(pair.sessions)
  const measured = intervals(pair.times)
  const bytes = rows.reduce((sum, row) => sum + sessions.origIpBytes[row] + sessions.respIpBytes[row], 0)
  const buckets = {
    'C2 over DNS': bucketedScore(pair.names, thresholdsOf(settings, 'c2')),
    'threat intel': signs.listed === null ? 0 : settings.threat_intel,
  }
  const facts = { prevalence, missingHost: false, bytes, isDirect: pair.isDirect }
  const at = (time: number | undefined) =>
    (time === undefined ? null : epochText(time * 1e9, tables.baseSecond, tables.sources[0]?.precision ?? 6)) ?? ''
  const first = at(pair.times[0])
  return {
    kind: 'dns',
    src: tables.addresses.text(pair.askers[0] ?? 0),
    dst: null,
    fqdn: pair.domain,
    connections: pair.lookups,
    score: 0,
    timestamp_score: 0,
    data_size_score: 0,
    duration_score: 0,
    histogram_score: 0,
    strobe: false,
    ...judged(buckets, modifiersOf(signs, facts, settings), expectedDomain(pair.domain, allowed), signs),
    subdomains: pair.names,
    prevalence,
    first_seen: first,
    port: mostFrequent(rows, sessions.respPort) ?? 0,
    ...measured,
    total_duration: duration(tables, pair.sessions),
    total_bytes: bytes,
    window,
    histogram:
      histogramScore(
        window.from,
        window.to,
        pair.times.map((time) => tables.baseSecond + time),
      )?.histogram ?? [],
    ...valuesOf(tables, rows, pair.times, measured),
    service: 'dns',
    evidence: lookupsBelow(pair.domain),
    first,
    last: at(pair.times[pair.times.length - 1]),
  }
}

function evidenceOf({ addresses }: CaptureTables, { kind, source, destination, name }: BeaconPair): string {
  const from = `id.orig_h == ${addresses.text(source)}`
  if (name === null) return `${from} and id.resp_h == ${addresses.text(destination)}`
  const hosts = kind === 'proxy' ? `host.http == ${quoted(name)}` : ''
  return `${from} and ${hosts || `(server_name == ${quoted(name)} or host.http == ${quoted(name)})`}`
}

function valuesOf(
  { sessions }: CaptureTables,
  rows: readonly number[],
  starts: readonly number[],
  { interval_median }: Intervals,
): Pick<Beacon, 'intervals' | 'sizes'> {
  return {
    intervals: valueHistogram(
      starts.slice(1).map((start, index) => start - starts[index]),
      3 * (interval_median || Infinity),
    ),
    sizes: valueHistogram(rows.map((row) => sessions.origIpBytes[row])),
  }
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
