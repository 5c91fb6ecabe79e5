import type { ReactNode } from 'react'
import { CaptureText } from '../../components/capture-text.tsx'
import {
  exactBytes,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatPercent,
  formatTime,
  ZONE,
} from '../../components/units.ts'
import { addressValue, fieldValue, type FieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { destinationOf, targetValue } from './beacon-columns.tsx'
import { ConnectionHistogram } from './connection-histogram.tsx'
import { ValueBars } from './value-bars.tsx'
import { explainScore, scoreSentence, severitySentence } from './explain-score.ts'
import type { Beacon } from '../../engine/analysis/beacon.ts'
import classes from './beacons-view.module.css'

const EFFECT = { raises: '▲ raises', lowers: '▼ lowers', between: '● between' } as const

/** A point in time as a handle. */
function Moment({ time }: { time: string }) {
  return (
    <ValueHandle value={{ field: 'frame.time_epoch', value: time, time: Number(time) }}>
      {formatTime(Number(time), 0)}
    </ValueHandle>
  )
}

const JA3 = /^[0-9a-f]{32}$/

function signatureValue(signature: string): FieldValue | null {
  return fieldValue(JA3.test(signature) ? 'tls.ja3' : 'http.user_agent', signature)
}

/** Why a pair has its score: the parts in words, its connections over the window, its measures. */
export function BeaconDetails({ beacon }: { beacon: Beacon }) {
  const { interval_mean, interval_median, interval_sd, cv, jitter, total_bytes, total_duration, service } = beacon
  const counts = beacon.kind === 'dns' ? 'lookup' : 'connection'
  const seconds = (value: number | null) => (value === null ? '–' : formatDuration(value))
  const measures: [label: string, value: ReactNode, title?: string][] = [
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
    [
      'Service',
      <>
        <ValueHandle value={fieldValue('service', service)}>{service ?? '–'}</ValueHandle>, port{' '}
        <ValueHandle value={fieldValue('port.dst', beacon.port)}>{beacon.port}</ValueHandle>
      </>,
    ],
    ['Regularity', beacon.regularity ?? '–', 'By the jitter: below 5 % a clock, below 15 % regular, up to 30 % loose'],
    ['Prevalence', formatPercent(beacon.prevalence), 'Internal hosts that went there, of all internal hosts seen'],
    [
      'First seen',
      <Moment key="first" time={beacon.first_seen} />,
      'In what is open; the score looks at the last 24 hours',
    ],
    ...(beacon.rare_signature === null
      ? []
      : [
          [
            'Signature used for nothing else',
            <ValueHandle key="signature" value={signatureValue(beacon.rare_signature)}>
              <CaptureText text={beacon.rare_signature} max={40} />
            </ValueHandle>,
            'User agent or JA3 that the source uses with this destination only',
          ] satisfies [string, ReactNode, string],
        ]),
    ...(beacon.mime_mismatches === 0
      ? []
      : [
          [
            'Types that do not fit',
            formatCount(beacon.mime_mismatches),
            'Responses of another text type than the extension that was asked for',
          ] satisfies [string, ReactNode, string],
        ]),
  ]
  return (
    <section className={classes.details} aria-label="Why this score">
      <div className={classes.reasons}>
        <h2>
          <ValueHandle value={addressValue(beacon.src)}>{beacon.src}</ValueHandle> →{' '}
          <ValueHandle value={targetValue(beacon)}>
            <CaptureText text={destinationOf(beacon)} max={60} />
          </ValueHandle>
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
        <ConnectionHistogram histogram={beacon.histogram} window={beacon.window} counts={counts} />
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
          <ValueHandle
            value={{ field: 'ip.addr', value: 'these connections', condition: beacon.evidence, counted: null }}
          >
            {formatNumberOf(beacon.connections, counts)}
          </ValueHandle>
          , <Moment time={beacon.first} /> to <Moment time={beacon.last} /> {ZONE}
        </p>
      </div>
    </section>
  )
}
