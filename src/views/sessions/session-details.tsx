import { ActionIcon, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { CaptureText } from '../../components/capture-text.tsx'
import { CrossIcon } from '../../components/icons.tsx'
import {
  exactBytes,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatTime,
  ZONE,
} from '../../components/units.ts'
import { fieldValue, type FieldValue, useValueActions } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { SessionEntry, SessionGroup } from '../../engine/analysis/session-details.ts'
import type { Session } from '../../engine/analysis/sessions.ts'
import { showView } from '../../state/route-store.ts'
import { applyCondition } from '../../state/search.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { historyWords, stateWords } from './conn-words.ts'
import { EntryValues } from './entry-values.tsx'
import classes from './sessions-view.module.css'

/** The expression that selects a session: by its stream where it has one, of a log by its uid. */
export function conditionOfSession({ proto, stream, community_id, src, dst, uid, is_of_log }: Session): string {
  if (is_of_log) return `uid == "${uid}"`
  if (stream !== null) return `${proto}.stream == ${stream}`
  if (community_id !== null) return `communityId == "${community_id}"`
  return `id.orig_h == ${src} and id.resp_h == ${dst} and proto == ${proto}`
}

/** Everything known of a session: what its row says, and what every table that points at it does. */
export function SessionDetails({ session, onClose }: { session: Session; onClose: () => void }) {
  const { result, error } = useAnalysis('sessionDetails', { row: session.row })
  const actions = useValueActions()
  const condition = conditionOfSession(session)
  const { is_of_log: isOfLog } = session
  return (
    <section className={classes.details} aria-label="Session">
      <header className={classes.detailsHead}>
        <h2>
          <CaptureText text={session.src} /> : {session.srcport} → <CaptureText text={session.dst} /> :{' '}
          {session.dstport}
        </h2>
        <Button
          title={condition}
          disabled={isOfLog}
          onClick={() => void applyCondition('selected', condition).then(() => showView('packets'))}
        >
          Show its packets
        </Button>
        <Button
          title="What both sides said"
          disabled={isOfLog || (session.proto !== 'tcp' && session.proto !== 'udp')}
          onClick={() => showView('packets', new Map([['session', String(session.row)]]))}
        >
          Follow its stream
        </Button>
        <Button title={`${condition}, beside what is applied`} onClick={() => actions?.apply('and', condition)}>
          Narrow to it
        </Button>
        <Button title={`not ${condition}`} onClick={() => actions?.apply('and-not', condition)}>
          Leave it out
        </Button>
        <Button
          title={isOfLog ? 'A log has no packets' : 'As pcapng, whatever else is selected'}
          disabled={isOfLog || session.packets === 0}
          onClick={() => actions?.savePackets(condition)}
        >
          Export its packets
        </Button>
        <ActionIcon aria-label="Close the session" className={classes.close} onClick={onClose}>
          <CrossIcon />
        </ActionIcon>
      </header>
      <div className={classes.groups}>
        <General session={session} />
        <Traffic session={session} />
        {result?.session.row === session.row
          ? result.groups.map((group) => <Group key={group.title} group={group} />)
          : error !== null && (
              <AnswerState kind="error" title="The rest could not be read">
                {error}
              </AnswerState>
            )}
      </div>
    </section>
  )
}

type Line = { label: string; value: FieldValue | null; shown: ReactNode; title?: string | undefined }

function General({ session }: { session: Session }) {
  const time = (text: string | null, field: string): Pick<Line, 'value' | 'shown' | 'title'> => ({
    value: text === null ? null : { field, value: text, time: Number(text) },
    shown: text === null ? '–' : `${formatTime(text)} ${ZONE}`,
    title: text === null ? undefined : `${formatTime(text, 9)} ${ZONE}`,
  })
  const text = (field: string, value: string | null): Pick<Line, 'value' | 'shown'> => ({
    value: fieldValue(field, value),
    shown: <CaptureText text={value} max={60} />,
  })
  const rtt = session.initial_rtt
  return (
    <Lines
      title="Session"
      lines={[
        { label: 'Start', ...time(session.start, 'ts') },
        { label: 'Stop', ...time(session.stop, 'stoptime') },
        {
          label: 'Duration',
          value: null,
          shown: session.duration === null ? '–' : formatDuration(session.duration),
          title: `${session.duration} s`,
        },
        { label: 'Transport', ...text('proto', session.proto) },
        { label: 'Service', ...text('service', session.service) },
        { label: 'State', ...text('conn_state', session.conn_state), title: stateWords(session.conn_state) },
        { label: '', value: null, shown: stateWords(session.conn_state) ?? '' },
        { label: 'History', ...text('history', session.history) },
        { label: '', value: null, shown: historyWords(session.history) ?? '' },
        { label: 'Initial RTT', value: null, shown: rtt === null ? '–' : formatDuration(rtt), title: `${rtt} s` },
        { label: 'Community ID', ...text('communityId', session.community_id) },
        { label: 'UID', value: null, shown: session.uid },
      ].filter(({ label, shown }) => label !== '' || shown !== '')}
    >
      <Entry entry={{ label: 'Read from', field: 'file', values: session.sources, more: 0 }} />
      <Entry entry={{ label: 'Protocols', field: 'protocols', values: session.protocols, more: 0 }} />
    </Lines>
  )
}

function Traffic({ session }: { session: Session }) {
  const count = (value: number | null) => <td>{value === null ? '–' : formatCount(value)}</td>
  const bytes = (value: number | null) =>
    value === null ? <td>–</td> : <td title={exactBytes(value)}>{formatBytes(value)}</td>
  const { orig_ip_bytes: sent, resp_ip_bytes: received } = session
  return (
    <section className={classes.group}>
      <h3>Traffic</h3>
      <table className={classes.traffic}>
        <thead>
          <tr>
            <td />
            <th scope="col">Source</th>
            <th scope="col">Destination</th>
            <th scope="col">Both</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Packets</th>
            {count(session.orig_pkts)}
            {count(session.resp_pkts)}
            {count(session.packets)}
          </tr>
          <tr>
            <th scope="row">Bytes of frames</th>
            {bytes(session.orig_frame_bytes)}
            {bytes(session.resp_frame_bytes)}
            {bytes(session.bytes)}
          </tr>
          <tr>
            <th scope="row">Bytes from IP on</th>
            {bytes(sent)}
            {bytes(received)}
            {bytes(sent === null || received === null ? null : sent + received)}
          </tr>
          <tr>
            <th scope="row">Payload</th>
            {bytes(session.orig_bytes)}
            {bytes(session.resp_bytes)}
            {bytes(session.data_bytes)}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Lines({ title, lines, children }: { title: string; lines: readonly Line[]; children?: ReactNode }) {
  return (
    <section className={classes.group}>
      <h3>{title}</h3>
      <dl>
        {lines.map(({ label, value, shown, title: exact }, at) => (
          <div key={`${label} ${at}`} title={exact}>
            <dt>{label}</dt>
            <dd className={label === '' ? classes.words : undefined}>
              <ValueHandle value={value}>{shown}</ValueHandle>
            </dd>
          </div>
        ))}
        {children}
      </dl>
    </section>
  )
}

function Group({ group: { title, rows, entries } }: { group: SessionGroup }) {
  return (
    <section className={classes.group}>
      <h3>
        {title} <span className={classes.rows}>{formatNumberOf(rows, 'row')}</span>
      </h3>
      <dl>
        {entries.map((entry) => (
          <Entry key={entry.label} entry={entry} />
        ))}
      </dl>
    </section>
  )
}

function Entry({ entry }: { entry: SessionEntry }) {
  return (
    <div>
      <dt title={entry.field ?? undefined}>{entry.label}</dt>
      <dd>
        <EntryValues entry={entry} />
      </dd>
    </div>
  )
}
