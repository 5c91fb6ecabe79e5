import classes from './certificates-view.module.css'

/** Where the moments lie on the bar, 0 to 1; null for what has no time. The bar spans the scale, else all of them. */
export function validityMarks(times: {
  from: number | null
  to: number | null
  seen: number | null
  now: number
  scale?: { from: number; to: number } | undefined
}): { from: number; to: number; seen: number | null; now: number } | null {
  const { from, to, seen, now } = times
  if (from === null || to === null || to < from) return null
  const all = times.scale ? [times.scale.from, times.scale.to] : [from, to, now, ...(seen === null ? [] : [seen])]
  const first = Math.min(...all)
  const width = Math.max(...all) - first
  const at = (time: number) => (width > 0 ? Math.max(0, Math.min(1, (time - first) / width)) : 0)
  return { from: at(from), to: at(to), seen: seen === null ? null : at(seen), now: at(now) }
}

const percent = (part: number) => `${part * 100}%`

/** The time in which a certificate is valid, with the moment at which it was seen (a disc) and today (a line). */
export function ValidityBar(props: Parameters<typeof validityMarks>[0]) {
  const marks = validityMarks(props)
  if (marks === null) return null
  return (
    <span className={classes.bar} aria-hidden>
      {marks.to <= 0 || marks.from >= 1 ? (
        // All of it lies outside the scale.
        <span className={classes.beyond} data-side={marks.to <= 0 ? 'before' : 'after'} />
      ) : (
        <span className={classes.valid} style={{ left: percent(marks.from), width: percent(marks.to - marks.from) }} />
      )}
      <span className={classes.now} style={{ left: percent(marks.now) }} />
      {marks.seen !== null && <span className={classes.seen} style={{ left: percent(marks.seen) }} />}
    </span>
  )
}
