import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { CrossIcon } from '../../components/icons.tsx'
import { exactBytes, formatBytes, formatCount, formatNumberOf } from '../../components/units.ts'
import { useValueActions } from '../../components/value-actions.ts'
import type { FollowedStream } from '../../engine/packets/follow-stream.ts'
import { saveBlob } from '../../state/save-blob.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { joined, turnsOf, turnText } from './stream-text.ts'
import classes from './packets-view.module.css'

type Form = 'text' | 'hex'
type Sides = 'both' | 'client' | 'server'

/** So much of a stream is shown; all of it that was read is saved. */
const SHOWN = 256 * 1024

/** What both sides of a stream said, told apart. */
export function StreamPanel({ session, onClose }: { session: number; onClose: () => void }) {
  const { result, error } = useAnalysis('followStream', { session }, 'all')
  const actions = useValueActions()
  const [form, setForm] = useState<Form>('text')
  const [sides, setSides] = useState<Sides>('both')
  const current = result?.session === session ? result : undefined
  const condition = current === undefined ? '' : `${current.protocol}.stream == ${current.stream}`
  return (
    <section className={classes.details} aria-label="Stream">
      <header className={classes.head}>
        <h2>{current === undefined ? 'Stream' : `${current.protocol.toUpperCase()} stream ${current.stream}`}</h2>
        {current !== undefined && (
          <>
            <SegmentedControl
              aria-label="Shown as"
              size="xs"
              data={[
                { value: 'text', label: 'Text' },
                { value: 'hex', label: 'Hex' },
              ]}
              value={form}
              onChange={(next) => setForm(next)}
            />
            <SegmentedControl
              aria-label="Sides"
              size="xs"
              data={[
                { value: 'both', label: 'Both' },
                { value: 'client', label: `Client ${formatBytes(current.bytes[0])}` },
                { value: 'server', label: `Server ${formatBytes(current.bytes[1])}` },
              ]}
              value={sides}
              onChange={(next) => setSides(next)}
            />
            <span className={classes.headButtons}>
              <Button title={condition} onClick={() => actions?.apply('selected', condition)}>
                Show its packets
              </Button>
              <Button disabled={current.pieces.length === 0} onClick={() => save(current, sides)}>
                Save bytes
              </Button>
            </span>
          </>
        )}
        <ActionIcon aria-label="Close the stream" className={classes.close} onClick={onClose}>
          <CrossIcon />
        </ActionIcon>
      </header>
      {error !== null ? (
        <AnswerState kind="error" title="The stream could not be read again">
          {error}
        </AnswerState>
      ) : result === null ? (
        <AnswerState kind="empty" title="Neither TCP nor UDP, or no packets tell of it" />
      ) : current === undefined ? (
        <AnswerState kind="loading" title="Reading the stream…" />
      ) : (
        <Turns stream={current} form={form} sides={sides} />
      )}
    </section>
  )
}

const ofSides = (stream: FollowedStream, sides: Sides) =>
  stream.pieces.filter(({ direction }) => sides === 'both' || (direction === 0) === (sides === 'client'))

function Turns({ stream, form, sides }: { stream: FollowedStream; form: Form; sides: Sides }) {
  const pieces = useMemo(() => ofSides(stream, sides), [stream, sides])
  const turns = useMemo(() => turnsOf({ pieces }, SHOWN), [pieces])
  const total = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const names = [`${stream.client}:${stream.client_port}`, `${stream.server}:${stream.server_port}`]
  if (turns.length === 0) return <AnswerState kind="empty" title="Nothing was said: its packets carry no payload" />
  return (
    <div className={classes.turns} tabIndex={0} role="region" aria-label="What was said">
      {turns.map((turn) => (
        <div
          key={`${turn.packet} ${turn.direction} ${turn.missing}`}
          className={classes.turn}
          data-direction={turn.direction}
        >
          {turn.missing > 0 && (
            <p className={classes.hole}>{formatNumberOf(turn.missing, 'byte')} missing in this capture</p>
          )}
          <p className={classes.turnHead}>
            {turn.direction === 0 ? 'Client' : 'Server'} {names[turn.direction]} · packet {formatCount(turn.packet)} ·{' '}
            {formatNumberOf(turn.bytes.length, 'byte')}
          </p>
          <pre>{turnText(turn, form)}</pre>
        </div>
      ))}
      {total > SHOWN && (
        <p className={classes.hole}>
          The first {formatBytes(SHOWN)} of {exactBytes(total)} are shown.
        </p>
      )}
      {stream.read < stream.packets && (
        <p className={classes.hole}>
          The first {formatCount(stream.read)} of {formatCount(stream.packets)} packets were read.
        </p>
      )}
    </div>
  )
}

function save(stream: FollowedStream, sides: Sides): void {
  const bytes = joined(ofSides(stream, sides).map((piece) => piece.bytes))
  const name = `${stream.protocol}-stream-${stream.stream}${sides === 'both' ? '' : `-${sides}`}.bin`
  saveBlob(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }), name)
}
