import { ActionIcon, Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { CrossIcon } from '../../components/icons.tsx'
import { formatCount, formatNumberOf } from '../../components/units.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { useAnalysis } from '../../state/use-analysis.ts'
import { fieldRows, rowAtByte, type FieldRow } from './field-rows.ts'
import { FieldTree } from './field-tree.tsx'
import { HexView } from './hex-view.tsx'
import classes from './packets-view.module.css'

/** Layers whose fields are closed at first: the link and the network say little of most packets. */
const FIRST_CLOSED: ReadonlySet<string> = new Set(['frame', 'eth'])

type Props = {
  number: number
  onShow: (number: number) => void
  onFollow: (session: number) => void
  onClose: () => void
}

/** A packet read from its file again: its layers with their fields, and its bytes. */
export function PacketPanel({ number, onShow, onFollow, onClose }: Props) {
  const { result, error, pending } = useAnalysis('packet', { number }, 'all')
  const [closed, setClosed] = useState(FIRST_CLOSED)
  // The same field is looked for in the next packet.
  const [chosen, setChosen] = useState<{ of: number; row: FieldRow } | null>(null)
  const [buffer, setBuffer] = useState(0)
  const rows = useMemo(() => (result === null || result === undefined ? [] : fieldRows(result)), [result])
  const row =
    chosen === null
      ? null
      : (rows.find((one) => one === chosen.row) ??
        rows.find((one) => one.layer === chosen.row.layer && one.name === chosen.row.name) ??
        null)
  const choose = (next: FieldRow | null) => {
    setChosen(next === null ? null : { of: number, row: next })
    if (next === null) return
    if (next.range.to > next.range.from) setBuffer(next.range.buffer)
    if (!next.isLayer && closed.has(next.layer)) toggle(next.layer)
  }
  const toggle = (layer: string) => {
    const next = new Set(closed)
    if (!next.delete(layer)) next.add(layer)
    setClosed(next)
  }
  const buffers = result?.buffers ?? []
  const shown = buffer < buffers.length ? buffer : 0
  const stream = result?.layers.find(({ name }) => name === 'tcp' || name === 'udp')?.name
  return (
    <section className={classes.details} aria-label={`Packet ${number}`} data-pending={pending || undefined}>
      <header className={classes.head}>
        <h2>
          <ValueHandle value={{ field: 'frame.number', value: String(number) }}>
            Packet {formatCount(number)}
          </ValueHandle>
        </h2>
        {result && <span>{formatNumberOf(result.bytes.length, 'captured byte')}</span>}
        <span className={classes.headButtons}>
          <Button
            disabled={!result?.previous}
            title="Packet of the same session before this one"
            onClick={() => result?.previous && onShow(result.previous)}
          >
            ← In its session
          </Button>
          <Button
            disabled={!result?.next}
            title="Packet of the same session after this one"
            onClick={() => result?.next && onShow(result.next)}
          >
            In its session →
          </Button>
          <Button
            disabled={stream === undefined || !result?.session}
            title="What both sides said"
            onClick={() => result && onFollow(result.session)}
          >
            Follow {stream === undefined ? 'stream' : `${stream.toUpperCase()} stream`}
          </Button>
        </span>
        <ActionIcon aria-label="Close the packet" className={classes.close} onClick={onClose}>
          <CrossIcon />
        </ActionIcon>
      </header>
      {error !== null ? (
        <AnswerState kind="error" title="The packet could not be read again">
          {error}
        </AnswerState>
      ) : result === undefined ? (
        <AnswerState kind="loading" title="Reading the packet…" />
      ) : result === null ? (
        <AnswerState kind="empty" title={`There is no packet ${formatCount(number)}`} />
      ) : (
        <div className={classes.halves}>
          <FieldTree rows={rows} closed={closed} onToggle={toggle} chosen={row} onChoose={choose} />
          <div className={classes.bytes}>
            {buffers.length > 1 && (
              <div className={classes.buffers} role="group" aria-label="Bytes of">
                {buffers.map((bytes, at) => (
                  <button key={at} type="button" aria-pressed={at === shown} onClick={() => setBuffer(at)}>
                    {at === 0 ? 'Packet' : `Reassembled${buffers.length > 2 ? ` ${at}` : ''}`} (
                    {formatNumberOf(bytes.length, 'byte')})
                  </button>
                ))}
              </div>
            )}
            <HexView
              key={shown}
              bytes={buffers[shown]}
              marked={row !== null && row.range.buffer === shown ? row.range : null}
              onByte={(at) => choose(rowAtByte(rows, shown, at))}
            />
          </div>
        </div>
      )}
    </section>
  )
}
