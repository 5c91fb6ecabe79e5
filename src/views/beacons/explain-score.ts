import type { Beacon } from '../../engine/analysis/beacon.ts'
import { formatCount, formatDuration, formatPercent } from '../../components/units.ts'

export type Measure = 'timestamp_score' | 'data_size_score' | 'duration_score' | 'histogram_score'

/** What one part did to the score, in words. */
export type Reason = {
  measure: Measure
  title: string
  score: number
  effect: 'raises' | 'lowers' | 'between'
  text: string
}

/** Bins of the window that a beacon must fill before its duration scores at all, and the run that scores in full. */
const FEWEST_BINS = 6
const FULL_RUN = 12
/** Bins that must hold connections before two typical heights are looked for. */
const FEWEST_BARS = 11
/** Parts from here on raise the score, parts down there lower it. */
const HIGH = 0.75
const LOW = 0.5
/** Parts of the window that differ less than this hold almost the same number of connections. */
const EVEN = 0.3
/** A score from which gaps count as regular, and a spread that would not look so. */
const REGULAR = 0.7
const WIDE = 0.5
const PARTS: readonly (readonly [Measure, string])[] = [
  ['timestamp_score', 'Timestamps'],
  ['data_size_score', 'Data sizes'],
  ['duration_score', 'Duration'],
  ['histogram_score', 'Histogram'],
]

export type HistogramFacts = {
  bins: number
  /** Bins that hold connections. */
  filled: number
  /** Longest run of such bins; it may go on from the last bin to the first. */
  longestRun: number
  /** Standard deviation over mean of all bins; null without connections. */
  cv: number | null
}

export function histogramFacts(histogram: readonly number[]): HistogramFacts {
  const bins = histogram.length
  const filled = histogram.filter((count) => count > 0).length
  let run = 0
  let longestRun = 0
  for (let i = 0; i < 2 * bins; i++) {
    run = histogram[i % bins] > 0 ? run + 1 : 0
    longestRun = Math.max(longestRun, run)
  }
  const mean = histogram.reduce((sum, count) => sum + count, 0) / bins
  const variance = histogram.reduce((sum, count) => sum + (count - mean) ** 2, 0) / bins
  return { bins, filled, longestRun: Math.min(longestRun, bins), cv: mean > 0 ? Math.sqrt(variance) / mean : null }
}

function inWords(score: number, words: readonly [string, string, string, string]): string {
  return words[score >= 0.9 ? 0 : score >= 0.7 ? 1 : score >= 0.4 ? 2 : 3]
}

function timestamps({ timestamp_score: score, interval_median: median, interval_mean: mean, cv }: Beacon): string {
  const how = inWords(score, ['very regular', 'fairly regular', 'uneven', 'irregular'])
  const measures = [
    median === null ? [] : [`median ${formatDuration(median)}`],
    mean === null ? [] : [`mean ${formatDuration(mean)}`],
    cv === null ? [] : [`spread ${formatPercent(cv)} of the mean`],
  ].flat()
  // Medians do not see a few strays: the mean and the standard deviation do.
  const strays = score >= REGULAR && cv !== null && cv > WIDE ? ' Most are alike, a few are far from them.' : ''
  return `The gaps between connections are ${how}: ${measures.join(', ')}.${strays} Judged by their skew and their median deviation from the median.`
}

function dataSizes({ data_size_score: score }: Beacon): string {
  const how = inWords(score, [
    'nearly the same number of bytes each time',
    'similar numbers of bytes each time',
    'varying numbers of bytes',
    'very different numbers of bytes each time',
  ])
  return `The source sends ${how}. Judged by the skew of the bytes sent and by their median deviation from the median; answers do not count.`
}

function duration({ duration_score: score }: Beacon, { bins, filled, longestRun }: HistogramFacts): string {
  const seen = `${filled} of ${bins} parts of the window have connections`
  if (filled < FEWEST_BINS) return `${seen}: fewer than ${FEWEST_BINS} score nothing, however regular they are.`
  const run = `the longest unbroken run is ${longestRun} (${FULL_RUN} score in full)`
  return `${seen}, ${run}; the first and the last connection span ${score >= 1 ? 'all or a long run' : 'a part'} of it.`
}

function spread({ histogram_score: score }: Beacon, { bins, filled, cv }: HistogramFacts): string {
  if (cv === null) return 'No connections in the window.'
  const even = `The ${bins} parts of the window differ by ${formatPercent(cv)} of their mean`
  if (cv <= EVEN || (cv <= 1 && score <= 1 - cv + 0.001)) {
    return `${even}: ${inWords(score, ['almost the same number in each', 'a steady rate', 'a rate that changes', 'bursts rather than a rate'])}.`
  }
  if (score > 0 && filled >= FEWEST_BARS) {
    return `${even}, but most parts have one of two typical numbers of connections, as a beacon with jitter or pauses does.`
  }
  return `${even}: connections come in bursts, not at a steady rate.`
}

/** Strobes, pairs that only last long and names below a domain have no parts. */
export const isScored = ({ kind, strobe, score, timestamp_score }: Beacon) =>
  kind !== 'dns' && !strobe && score + timestamp_score > 0

const MODIFIERS = {
  prevalence: 'how many hosts go there',
  'missing host': 'requests without a Host',
  'rare signature': 'a user agent or JA3 used for nothing else',
  'MIME mismatch': 'responses of another type than asked for',
  'threat intel': 'the bytes exchanged with an entry of the watchlist',
  'direct connection': 'that only those who asked for the name connect to its addresses',
} as const
const INDICATORS = {
  beacon: 'the score',
  'long connection': 'the summed duration',
  strobe: 'the strobe',
  'C2 over DNS': 'the number of names below the domain',
  'threat intel': 'the entry of the watchlist',
} as const

/** What made the severity: RITA's bucket and modifiers, or why the pair is to be expected. */
export function severitySentence({
  expected,
  doubt,
  severity,
  indicator,
  modifiers,
  final_score,
  listed,
}: Beacon): string {
  if (expected !== null) return `Expected, because ${expected}.${doubt === null ? '' : ` But beware: ${doubt}`}`
  const bucket = modifiers.reduce((rest, { value }) => rest - value, final_score)
  const entry = listed === null ? '' : ` On your watchlist: ${listed}.`
  const counts = `Severity ${severity}: ${INDICATORS[indicator]} counts ${bucket.toFixed(3)}`
  if (modifiers.length === 0) return `${counts}.${entry}`
  const changes = modifiers.map(
    ({ name, value }) => `${MODIFIERS[name]} ${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(3)}`,
  )
  return `${counts}, ${changes.join(', ')}, together ${final_score.toFixed(3)}.${entry}`
}

/** Why the score is what it is: each part in words, the one that matters most first. RITA v5's measures. */
export function explainScore(beacon: Beacon): Reason[] {
  if (!isScored(beacon)) return []
  const facts = histogramFacts(beacon.histogram)
  const words: Record<Measure, string> = {
    timestamp_score: timestamps(beacon),
    data_size_score: dataSizes(beacon),
    duration_score: duration(beacon, facts),
    histogram_score: spread(beacon, facts),
  }
  return PARTS.map(([measure, title]): Reason => {
    const score = beacon[measure]
    const effect = score >= HIGH ? 'raises' : score <= LOW ? 'lowers' : 'between'
    return { measure, title, score, effect, text: words[measure] }
  }).sort((a, b) => Math.abs(b.score - beacon.score) - Math.abs(a.score - beacon.score))
}

const listed = (names: string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`

/** What pulled the score up and what down, in a sentence or two. */
export function scoreSentence(beacon: Beacon): string {
  if (beacon.kind === 'dns')
    return `${formatCount(beacon.subdomains)} different names below ${beacon.fqdn ?? ''} in ${formatCount(beacon.connections)} lookups: so many are what command and control over DNS looks like from afar. Not scored as a beacon.`
  if (beacon.strobe) return `A strobe: ${formatCount(beacon.connections)} connections in a day are not scored.`
  if (!isScored(beacon))
    return `Not scored: fewer than four connections at different seconds. They lasted ${formatDuration(beacon.total_duration)} in sum.`
  const reasons = explainScore(beacon)
  const named = (effect: Reason['effect']) =>
    listed(
      reasons
        .filter((reason) => reason.effect === effect)
        .map((reason) => `${reason.title.toLowerCase()} (${reason.score.toFixed(3)})`),
    )
  const [up, down] = [named('raises'), named('lowers')]
  const count = `${formatCount(beacon.connections)} connections score ${beacon.score.toFixed(3)}, the mean of four parts.`
  if (up === '' && down === '') return `${count} All four are in the middle.`
  const pulls = [up === '' ? [] : [`up by ${up}`], down === '' ? [] : [`down by ${down}`]].flat()
  return `${count} Pulled ${pulls.join('; ')}.`
}
