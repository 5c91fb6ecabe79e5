/** One a scored pair, RITA's score with its parts; keys as reference/format.md part 2. */
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
  interval_mean: number | null
  interval_median: number | null
  interval_sd: number | null
  cv: number | null
  jitter: number | null
  total_duration: number
  total_bytes: number
  /** Connections in each of the 24 bins of the scored window. */
  histogram: number[]
  service: string | null
  first: string
  last: string
}
