import { ActionIcon } from '@mantine/core'
import { AnswerState } from '../../components/answer-state.tsx'
import { CrossIcon } from '../../components/icons.tsx'
import { formatCount, formatNumberOf } from '../../components/units.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { hexLines } from './hex-lines.ts'
import classes from './packets-view.module.css'

/** Bytes that are shown of one packet. */
const SHOWN = 65_536

/** The bytes of a packet, read from its file again. */
export function PacketBytes({ number, onClose }: { number: number; onClose: () => void }) {
  const { result, error, pending } = useAnalysis('packet', { number }, 'all')
  const bytes = pending ? undefined : result?.bytes
  return (
    <section className={classes.details} aria-label={`Packet ${number}`}>
      <header className={classes.head}>
        <h2>Packet {formatCount(number)}</h2>
        {bytes !== undefined && <span>{formatNumberOf(bytes.length, 'captured byte')}</span>}
        {bytes !== undefined && bytes.length > SHOWN && <span>the first {formatCount(SHOWN)} are shown</span>}
        <ActionIcon aria-label="Close the packet" className={classes.close} onClick={onClose}>
          <CrossIcon />
        </ActionIcon>
      </header>
      {error !== null ? (
        <AnswerState kind="error" title="The packet could not be read again">
          {error}
        </AnswerState>
      ) : bytes === undefined ? (
        <AnswerState kind="loading" title="Reading the packet…" />
      ) : (
        // Reached by keys, so that it can be scrolled.
        <pre className={classes.bytes} tabIndex={0} role="region" aria-label="Bytes">
          {hexLines(bytes.subarray(0, SHOWN))
            .map(({ offset, hex, ascii }) => `${offset}  ${hex.padEnd(47)}  ${ascii}`)
            .join('\n')}
        </pre>
      )}
    </section>
  )
}
