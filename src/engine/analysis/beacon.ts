import type { BeaconFilter } from './beacon-filter.ts'
import type { Modifier, severityOf } from './beacon-modifiers.ts'
import type { BeaconLists } from './beacon-settings.ts'
import type { Intervals } from './intervals.ts'
import type { ValueHistogram } from './value-histogram.ts'

export type BeaconQuery = BeaconLists & {
  /** Default 'addresses'. */
  filter?: BeaconFilter | undefined
  /** Name of a setting -> value; what is not named keeps RITA's default, what is out of bounds is brought in. */
  settings?: Readonly<Record<string, number>> | undefined
  /** Values that the person looks out for: addresses, networks, names. */
  watched?: readonly string[] | undefined
}

/**
 * One a pair, RITA's score with its parts. A strobe's score is 1 and that of a pair that only lasts long is 0, without
 * parts (0). Interval measures are seconds between starts of consecutive connections.
 */
export type Beacon = Intervals & {
  /** dns: many names below one domain, by all sources together; the one that asked most is `src`. */
  kind: 'ip' | 'sni' | 'proxy' | 'dns'
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
  /** The largest of RITA's buckets: of the score, the summed duration, the names below a domain, and what a strobe and an entry of the watchlist count. */
  indicator: 'beacon' | 'long connection' | 'strobe' | 'C2 over DNS' | 'threat intel'
  modifiers: Modifier[]
  /** A user agent or JA3 that the source uses with this destination only; null = there is none. */
  rare_signature: string | null
  /** Responses of another text type than the extension in their request says. */
  mime_mismatches: number
  /** Entry of the watchlist that the destination or the source is; null = none. */
  listed: string | null
  /** Distinct names below the domain, of kind dns; else 0. */
  subdomains: number
  /** Bucket and modifiers: not bounded. */
  final_score: number
  /** RITA's words for the final score; none for what is expected. */
  severity: ReturnType<typeof severityOf>
  /** Why this is to be expected, in words; null = nothing says so. */
  expected: string | null
  /** Why the reason may be wrong; null = it is not in doubt. */
  doubt: string | null
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
  /** Expression that selects its sessions. */
  evidence: string
  /** Start of the first and of the last connection. */
  first: string
  last: string
}
