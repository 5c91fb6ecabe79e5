import { MiddleText } from '../../components/middle-text.tsx'
import classes from './pair.module.css'

/** Two names in one line; the longer one gives way first. */
export function Pair({ from, sign, to }: { from: string; sign: '↔' | '→'; to: string }) {
  return (
    <span className={classes.pair}>
      <span className={classes.side}>
        <MiddleText text={from} tail={5} />
      </span>
      <span className={classes.sign}>{sign}</span>
      <span className={classes.side}>
        <MiddleText text={to} tail={5} />
      </span>
    </span>
  )
}
