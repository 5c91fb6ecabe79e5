import { MiddleText } from '../../components/middle-text.tsx'
import type { Direction } from '../../components/conversation-directions.ts'
import { addressValue, type FieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import classes from './pair.module.css'

/** Two names in one line; the longer one gives way first. `value`: of the second where it is no address. */
export function Pair(props: {
  from: string
  sign: '↔' | '→'
  to: string
  value?: FieldValue | null
  directions?: readonly Direction[]
}) {
  const { from, sign, to, value = addressValue(to), directions } = props
  const first = addressValue(from)
  return (
    <span className={classes.pair}>
      <span className={classes.side}>
        <ValueHandle value={first && { ...first, directions }}>
          <MiddleText text={from} tail={5} />
        </ValueHandle>
      </span>
      <span className={classes.sign}>{sign}</span>
      <span className={classes.side}>
        <ValueHandle value={value && { ...value, directions }}>
          <MiddleText text={to} tail={5} />
        </ValueHandle>
      </span>
    </span>
  )
}
