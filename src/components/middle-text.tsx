import { escapeCaptureText } from './escape-text.ts'
import classes from './middle-text.module.css'

const TAIL = 9

/**
 * Text that came out of a file, in one line as wide as its place allows: cut in the middle where it does not fit, whole
 * in the title. Unsafe characters are visible escapes. For grid cells; CaptureText is for running text.
 */
export function MiddleText(props: {
  text: string | null | undefined
  /** Shown where there is no text. */
  none?: string
  /** Characters that stay at the end when the place is too narrow. */
  tail?: number
}) {
  const { text, none = '–', tail = TAIL } = props
  if (text === null || text === undefined || text === '') return <span className={classes.none}>{none}</span>
  const escaped = escapeCaptureText(text, 2000)
  if (escaped.length <= 2 * tail)
    return (
      <bdi className={classes.short} title={escaped}>
        {escaped}
      </bdi>
    )
  let cut = escaped.length - tail
  // Not between the halves of a surrogate pair.
  if ((escaped.charCodeAt(cut) & 0xfc00) === 0xdc00) cut--
  return (
    <span className={classes.whole} dir="ltr" title={escaped}>
      <bdi className={classes.head}>{escaped.slice(0, cut)}</bdi>
      <bdi className={classes.tail}>{escaped.slice(cut)}</bdi>
    </span>
  )
}
