import { escapeCaptureText } from './escape-text.ts'
import { cutMiddle } from './middle-cut.ts'
import classes from './capture-text.module.css'

/**
 * Text that came out of a file: shown as text whatever it holds. Control, direction and zero-width characters and
 * U+FFFD are visible escapes; at most `max` characters, cut in the middle, the whole (to 2,000 characters) in the title.
 */
export function CaptureText({ text, max = 120 }: { text: string | null | undefined; max?: number }) {
  if (text === null || text === undefined || text === '') return <span className={classes.none}>–</span>
  const escaped = escapeCaptureText(text, 2000)
  const shown = cutMiddle(escaped, max)
  return (
    <bdi className={classes.text} title={shown === escaped ? undefined : escaped}>
      {shown}
    </bdi>
  )
}
