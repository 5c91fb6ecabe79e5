import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useSize } from '../../components/use-size.ts'
import type { ByteRange } from './field-rows.ts'
import { asciiByte, hexByte, offsetText, WIDTH } from './hex-lines.ts'
import classes from './packets-view.module.css'

const LINE = 18
const AROUND = 4

/** Bytes of a packet, those of the chosen field marked. A click on a byte, or the arrows, choose its field. */
export function HexView(props: {
  bytes: Uint8Array
  /** Marked bytes; null = none. */
  marked: Pick<ByteRange, 'from' | 'to'> | null
  onByte: (at: number) => void
}) {
  const { bytes, marked, onByte } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [measure, { height }] = useSize()
  const [top, setTop] = useState(0)
  const lines = Math.ceil(bytes.length / WIDTH)
  const first = Math.max(0, Math.floor(top / LINE) - AROUND)
  const last = Math.min(lines, Math.ceil((top + height) / LINE) + AROUND)
  const from = marked === null || marked.to <= marked.from ? null : marked.from

  useEffect(() => {
    const element = scroller.current
    if (from === null || element === null) return
    const line = Math.floor(from / WIDTH) * LINE
    if (line < element.scrollTop || line + LINE > element.scrollTop + element.clientHeight)
      element.scrollTo({ top: Math.max(0, line - LINE) })
  }, [from])

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: WIDTH, ArrowUp: -WIDTH }
    if (!Object.hasOwn(steps, event.key) || bytes.length === 0) return
    const step = steps[event.key]
    // Forwards from the last marked byte, backwards from the first, so that each key leaves the field.
    const start = marked === null || from === null ? -step : step === 1 ? marked.to - 1 : from
    onByte(Math.max(0, Math.min(bytes.length - 1, start + step)))
    event.preventDefault()
  }
  const isMarked = (at: number) => marked !== null && at >= marked.from && at < marked.to
  return (
    <div
      ref={(element) => {
        scroller.current = element
        return measure(element)
      }}
      className={classes.hex}
      tabIndex={0}
      role="region"
      aria-label="Bytes"
      onKeyDown={onKeyDown}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onClick={(event) => {
        const at = (event.target as HTMLElement).dataset.at
        if (at !== undefined) onByte(Number(at))
      }}
    >
      <div className={classes.hexLines} style={{ height: lines * LINE }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, index) => {
          const start = (first + index) * WIDTH
          const line = Array.from(bytes.subarray(start, start + WIDTH))
          return (
            <div key={start} className={classes.hexLine} style={{ top: (first + index) * LINE }}>
              <span className={classes.hexOffset}>{offsetText(start)}</span>
              <span className={classes.hexBytes}>
                {line.map((byte, i) => (
                  <span key={i} data-at={start + i} data-marked={isMarked(start + i) || undefined}>
                    {hexByte(byte)}
                  </span>
                ))}
              </span>
              <span>
                {line.map((byte, i) => (
                  <span key={i} data-at={start + i} data-marked={isMarked(start + i) || undefined}>
                    {asciiByte(byte)}
                  </span>
                ))}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
