import { CaptureText } from '../../components/capture-text.tsx'
import {
  exactBytes,
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatTime,
  formatTimeRange,
} from '../../components/units.ts'
import { destinationOf } from './beacon-columns.tsx'
import { ConnectionHistogram } from './connection-histogram.tsx'
import { ValueBars } from './value-bars.tsx'
import { explainScore, scoreSentence, severitySentence } from './explain-score.ts'
import type { Beacon } from '../../engine/analysis/beacons.ts'
import classes from './beacons-view.module.css'

const EFFECT = { raises: '▲ raises', lowers: '▼ lowers', between: '● between' } as const

/** Why a pair has its score: the parts in words, its connections over the window, its measures. */
export function BeaconDetails({ beacon }: { beacon: Beacon }) {
  const { interval_mean, interval_median, interval_sd, cv, jitter, total_bytes, total_duration, service } = beacon
  const seconds = (value: number | null) => (value === null ? '–' : formatDuration(value))
  const measures: [label: string, value: string, title?: string][] = [
    ['Interval, median', seconds(interval_median), `${interval_median} s`],
    ['Interval, mean', seconds(interval_mean), `${interval_mean} s`],
    ['Standard deviation', seconds(interval_sd), `${interval_sd} s`],
    ['Spread (cv)', cv === null ? '–' : formatPercent(cv), 'Standard deviation over mean'],
    [
      'Jitter',
      jitter === null ? '–' : formatPercent(jitter),
      'Standard deviation of the gaps over their mean: below 5 % a clock, below 15 % regular, up to 30 % loose',
    ],
    ['Total duration', seconds(total_duration), `${total_duration} s`],
    ['Total bytes', formatBytes(total_bytes), exactBytes(total_bytes)],
    ['Service', `${service ?? '–'}, port ${beacon.port}`],
    ['Regularity', beacon.regularity ?? '–', 'By the jitter: below 5 % a clock, below 15 % regular, up to 30 % loose'],
    ['Prevalence', formatPercent(beacon.prevalence), 'Internal hosts that went there, of all internal hosts seen'],
    ['First seen', formatTime(Number(beacon.first_seen), 0), 'In what is open; the score looks at the last 24 hours'],
  ]
  return (
    <section className={classes.details} aria-label="Why this score">
      <div className={classes.reasons}>
        <h2>
          <CaptureText text={beacon.src} /> → <CaptureText text={destinationOf(beacon)} max={60} />
        </h2>
        <p>{scoreSentence(beacon)}</p>
        <p className={beacon.expected === null ? undefined : classes.expected}>{severitySentence(beacon)}</p>
        <ul>
          {explainScore(beacon).map(({ measure, title, score, effect, text }) => (
            <li key={measure} data-effect={effect}>
              <span className={classes.effect}>{EFFECT[effect]}</span>
              <span>
                <b>
                  {title} {score.toFixed(3)}.
                </b>{' '}
                {text}
              </span>
            </li>
          ))}
        </ul>
        <p className={classes.caution}>
          A score says how like a clock it is, not that it is hostile: time servers, update checks and resolvers score
          high too. Look at the destination, the service and how many hosts talk to it.
        </p>
      </div>
      <div className={classes.facts}>
        <ConnectionHistogram histogram={beacon.histogram} window={beacon.window} />
        <div className={classes.values}>
          <ValueBars label="Intervals" histogram={beacon.intervals} format={formatDuration} />
          <ValueBars label="Bytes sent" histogram={beacon.sizes} format={formatBytes} />
        </div>
        <dl>
          {measures.map(([label, value, title]) => (
            <div key={label} title={title}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.caution}>
          {formatCount(beacon.connections)} connections, {formatTimeRange(beacon.first, beacon.last)}
        </p>
      </div>
    </section>
  )
}
