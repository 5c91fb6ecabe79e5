import type { ReactNode } from 'react'
import classes from './answer-state.module.css'

/** What a part of a view shows instead of an answer: why there is none, or that it is on its way. Fills its place. */
export function AnswerState(props: { kind: 'loading' | 'empty' | 'error'; title: string; children?: ReactNode }) {
  return (
    <div className={classes.place} role={props.kind === 'error' ? 'alert' : 'status'} data-kind={props.kind}>
      <p className={classes.title}>{props.title}</p>
      {props.children !== undefined && <p className={classes.text}>{props.children}</p>}
    </div>
  )
}
