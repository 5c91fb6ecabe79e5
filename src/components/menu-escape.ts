import type { KeyboardEvent } from 'react'

/**
 * For the dropdown of a menu that does not close on Escape by itself: whether a key leaves it. In what one of its items
 * has opened Escape closes only that. Nobody else gets the key: it would clear the selection.
 */
export function leavesMenu(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.key !== 'Escape') return false
  event.stopPropagation()
  return event.target instanceof Element && event.target.closest('[role=menu]') === event.currentTarget
}
