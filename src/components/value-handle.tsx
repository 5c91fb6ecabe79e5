import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { escapeCaptureText } from './escape-text.ts'
import { conditionOf, useValueActions, type FieldValue } from './value-actions.ts'
import classes from './value-handle.module.css'

/** Whether a key opens the menu of what has the focus. */
export function isMenuKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
}

/**
 * A value that a click applies as filter, with Ctrl beside what is applied already; the right button and the menu key
 * offer the rest. Without a value, or where nobody can apply it, only what it shows. `label`: its name where that is not
 * the value.
 */
export function ValueHandle(props: { value: FieldValue | null; label?: string; children: ReactNode }) {
  const { value, children } = props
  const actions = useValueActions()
  if (value === null || actions === null) return children
  const condition = conditionOf(value)
  return (
    <button
      type="button"
      className={classes.handle}
      // The text may be drawn in two pieces.
      aria-label={escapeCaptureText(props.label ?? value.value, 300)}
      onClick={(event) => actions.apply(event.ctrlKey || event.metaKey ? 'and' : 'selected', condition)}
      onContextMenu={(event: MouseEvent<HTMLElement>) => {
        event.preventDefault()
        actions.openMenu(value, event.clientX, event.clientY, event.currentTarget)
      }}
      onKeyDown={(event) => {
        if (!isMenuKey(event)) return
        event.preventDefault()
        const box = event.currentTarget.getBoundingClientRect()
        actions.openMenu(value, box.left + 12, box.bottom, event.currentTarget)
      }}
    >
      {children}
    </button>
  )
}
