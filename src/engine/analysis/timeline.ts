export type TimelineQuery = {
  /** At most so many bins; default 300. */
  bins?: number
  /** Series beyond the largest become 'other'; default 8. */
  series?: number
}

/** Packets and bytes per time bin, stacked by the protocol of the packet's last layer. Typed arrays are transferred. */
export type Timeline = {
  /** Seconds since 1970 of the first bin's start, as a decimal string. */
  start: string
  /** Seconds. */
  binWidth: number
  bins: number
  series: { proto: string; packets: Float64Array; bytes: Float64Array }[]
  /** Sessions begun, by bin. */
  sessions: Float64Array
}
