/** Where in time a value became many: from the first to the last session that was in a crowded window. */
export type Crowd = {
  first: number
  last: number
  /** The most distinct values in one window. */
  most: number
}

/**
 * Counts distinct values in a window of time that slides over sessions. One is made for many groups: what it counts with
 * is as large as the values, not as the group.
 */
export class DistinctWindow {
  private readonly counts: Uint32Array

  /** Values are below `values`. */
  constructor(values: number) {
    this.counts = new Uint32Array(values)
  }

  /**
   * The crowd of a group that is in the order of `start`: all windows of `width` nanoseconds with `least` distinct values;
   * null when there is none. Sessions without a time belong to no window.
   */
  crowd(
    group: Uint32Array,
    start: Float64Array,
    valueOf: (row: number) => number,
    width: number,
    least: number,
  ): Crowd | null {
    const { counts } = this
    let found: Crowd | null = null
    let distinct = 0
    let from = 0
    let end = 0
    for (; end < group.length && !Number.isNaN(start[group[end]]); end++) {
      const now = start[group[end]]
      if (counts[valueOf(group[end])]++ === 0) distinct++
      for (; start[group[from]] < now - width; from++) if (--counts[valueOf(group[from])] === 0) distinct--
      if (distinct < least) continue
      found ??= { first: start[group[from]], last: now, most: distinct }
      found.last = now
      if (distinct > found.most) found.most = distinct
    }
    for (; from < end; from++) counts[valueOf(group[from])]--
    return found
  }
}
