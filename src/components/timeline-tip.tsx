import classes from './timeline-chart.module.css'

/** What one bin of a timeline holds, beside the pointer and never outside the chart. */
export function TimelineTip(props: {
  heading: string
  x: number
  width: number
  rows: { name: string; color: string; text: string }[]
}) {
  const side = props.x > props.width / 2 ? { right: props.width - props.x + 12 } : { left: props.x + 12 }
  return (
    <div className={classes.tip} style={side} aria-hidden>
      <div>{props.heading}</div>
      {props.rows.map(({ name, color, text }) => (
        <div key={name} className={classes.tipRow}>
          <span className={classes.swatch} style={{ background: color }} />
          <span>{name}</span>
          <span className={classes.tipValue}>{text}</span>
        </div>
      ))}
    </div>
  )
}
