import { CrossIcon } from '../components/icons.tsx'
import { escapeCaptureText } from '../components/escape-text.ts'
import { setParts, type Part } from '../state/selection-store.ts'
import classes from './search-bar.module.css'

/**
 * The chip that keeps the focus, and until when (milliseconds): the bar draws the chips anew, also elsewhere, when one of
 * them is disabled or gone.
 */
let focused = { at: -1, until: 0 }
const keepFocus = (at: number) => (focused = { at, until: performance.now() + 1000 })

/** The conditions that hold together, each of which can be disabled and removed. */
export function SearchChips(props: { parts: readonly Part[]; which: 'all' | 'disabled'; onEdit: () => void }) {
  const { parts, which } = props
  return parts.map((part, at) => {
    if (which === 'disabled' && part.enabled) return null
    const text = escapeCaptureText(part.text, 300)
    const toggled = () => {
      keepFocus(at)
      setParts(parts.map((other, index) => (index === at ? { ...other, enabled: !other.enabled } : other)))
    }
    return (
      // oxlint-disable-next-line react/no-array-index-key -- the same condition can stand twice
      <span
        key={`${at} ${part.text}`}
        className={classes.chip}
        data-disabled={!part.enabled || undefined}
        style={{ minWidth: `min(${text.length + 7}ch, 140px)` }}
      >
        <button
          ref={(element) => {
            if (element !== null && focused.at === at && performance.now() < focused.until) element.focus()
          }}
          type="button"
          role="switch"
          aria-checked={part.enabled}
          aria-label={text}
          title={part.enabled ? 'Disable this condition' : 'Enable this condition'}
          className={classes.toggle}
          onClick={(event) => {
            event.stopPropagation()
            toggled()
          }}
        >
          {part.enabled ? '●' : '○'}
        </button>
        <span className={classes.text} title={text} onClick={part.enabled ? props.onEdit : toggled}>
          {text}
        </span>
        <button
          type="button"
          className={classes.remove}
          aria-label={`Remove ${text}`}
          title="Remove this condition"
          onClick={(event) => {
            event.stopPropagation()
            keepFocus(Math.max(0, Math.min(at, parts.length - 2)))
            setParts(parts.filter((_, index) => index !== at))
          }}
        >
          <CrossIcon />
        </button>
      </span>
    )
  })
}
