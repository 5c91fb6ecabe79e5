import { exactBytes, formatBytes, formatCount } from '../../components/units.ts'
import { amountOf, type FieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import classes from './graph-view.module.css'

/** The four sums of a node or a link, which its `value` selects. */
export function Amounts(props: {
  of: { sessions: number; packets: number; bytes: number; payload: number }
  value: FieldValue | null
}) {
  const { bytes, payload, packets, sessions } = props.of
  const amounts = [
    { name: 'Bytes', amount: bytes, text: formatBytes(bytes), title: exactBytes(bytes) },
    { name: 'Payload', amount: payload, text: formatBytes(payload), title: exactBytes(payload) },
    { name: 'Packets', amount: packets, text: formatCount(packets) },
    { name: 'Sessions', amount: sessions, text: formatCount(sessions) },
  ]
  return (
    <dl className={classes.counts}>
      {amounts.map(({ name, amount, text, title }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={title}>
            <ValueHandle value={amountOf(props.value, amount)} label={`${name} ${text}`}>
              {text}
            </ValueHandle>
          </dd>
        </div>
      ))}
    </dl>
  )
}
