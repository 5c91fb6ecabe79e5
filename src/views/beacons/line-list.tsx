import { useId } from 'react'
import { escapeCaptureText } from '../../components/escape-text.ts'

/** A list that a person writes, one entry a line; it is taken when the field is left. */
export function LineList({
  label,
  lines,
  unread,
  onChange,
}: {
  label: string
  lines: readonly string[]
  unread: readonly { line: number; text: string }[]
  onChange: (text: string) => void
}) {
  const id = useId()
  const text = lines.join('\n')
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        // What was typed goes when the default comes back.
        key={text}
        defaultValue={text}
        rows={6}
        spellCheck={false}
        onBlur={(event) => {
          if (event.currentTarget.value !== text) onChange(event.currentTarget.value)
        }}
      />
      <p role="status">
        {unread.length > 0 &&
          `Not understood: ${unread.map((one) => `line ${one.line} “${escapeCaptureText(one.text, 80)}”`).join(', ')}`}
      </p>
    </>
  )
}
