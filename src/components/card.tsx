import { useId, type ReactNode } from 'react'
import classes from './card.module.css'

/** A titled part of a view. `counts` says in a few words what the numbers in it count. */
export function Card(props: {
  title: string
  counts?: ReactNode
  /** Address of the view with the whole of it. */
  href?: string
  open?: string
  /** Controls at the right of the title. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={`${classes.card} ${props.className ?? ''}`} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{props.title}</h2>
        {props.counts !== undefined && <span className={classes.counts}>{props.counts}</span>}
        <span className={classes.aside}>
          {props.aside}
          {props.href !== undefined && (
            <a className={classes.open} href={props.href} aria-label={`Open ${props.open}`}>
              Open
            </a>
          )}
        </span>
      </header>
      {props.children}
    </section>
  )
}
