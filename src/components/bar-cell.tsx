import classes from './bar-cell.module.css'

/** A number in a grid cell with a bar behind it. `fraction` of the cell's width, 0 to 1; the bar grows from the left. */
export function BarCell({ fraction, text, color }: { fraction: number; text: string; color?: string }) {
  const width = Number.isFinite(fraction) ? Math.max(0, Math.min(1, fraction)) : 0
  return (
    <span className={classes.cell}>
      {width > 0 && (
        <span className={classes.bar} style={{ width: `${width * 100}%`, ...(color && { background: color }) }} />
      )}
      <span className={classes.text}>{text}</span>
    </span>
  )
}

/**
 * Part [from, to] of a range that lasts over two neighbouring cells: `half` 0 draws its first half, 1 its second, so
 * that the bar goes on across the cells' border whatever their widths are. A bar too short to see is drawn as a tick.
 */
export function SpanCell({ from, to, half, text }: { from: number; to: number; half: 0 | 1; text: string }) {
  const start = from * 2 - half
  const end = to * 2 - half
  const visible = end >= 0 && (start < 1 || half === 1)
  // What lasts no time at the very end has its tick inside.
  const left = Math.max(0, Math.min(start, 0.99))
  return (
    <span className={classes.cell}>
      {visible && (
        <span
          className={classes.span}
          style={{ left: `${left * 100}%`, width: `max(2px, ${Math.max(0, Math.min(1, end) - left) * 100}%)` }}
        />
      )}
      <span className={classes.text}>{text}</span>
    </span>
  )
}
