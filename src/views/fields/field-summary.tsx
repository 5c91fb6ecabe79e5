import { AnswerState } from '../../components/answer-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { exactBytes, formatBytes, formatCount, formatDuration, formatTime, ZONE } from '../../components/units.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { FieldDescription } from '../../engine/expression/search.ts'
import type { Summary } from '../../engine/analysis/summary.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { FieldCard, type OpenField } from './field-card.tsx'
import classes from './field-values.module.css'

/** What the selected sessions come to, and the top values of the fields that say most: Arkime's summary. */
export function FieldSummary({ fields, onOpen }: { fields: readonly FieldDescription[]; onOpen: OpenField }) {
  const { result, pending, error } = useAnalysis('summary', { length: 10 })
  const empty = useEmptyText('No sessions in what is selected.')
  if (error !== null)
    return (
      <AnswerState kind="error" title="The sessions could not be counted">
        {error}
      </AnswerState>
    )
  if (result === undefined) return <AnswerState kind="loading" title="Counting…" />
  if (result.sessions === 0) return <AnswerState kind="empty" title={empty} />
  const cards = result.fields.flatMap((values) => {
    const field = fields.find(({ name }) => name === values.field)
    return field === undefined || values.total === 0 ? [] : [{ field, values }]
  })
  return (
    <div className={classes.view}>
      <Facts label="Sessions in all" facts={factsOf(result)} />
      <div className={classes.categories}>
        <div className={classes.cards} data-pending={pending}>
          {cards.map(({ field, values }) => (
            <FieldCard key={field.name} field={field} first={values} onOpen={onOpen} />
          ))}
        </div>
      </div>
    </div>
  )
}

function factsOf({ sessions, packets, bytes, data_bytes, first, last }: Summary) {
  const time = (text: string | null) =>
    text === null ? (
      '–'
    ) : (
      <ValueHandle value={{ field: 'frame.time_epoch', value: text, time: Number(text) }} label={formatTime(text, 0)}>
        {formatTime(text, 0)}
      </ValueHandle>
    )
  return [
    { label: 'Sessions', value: formatCount(sessions) },
    { label: 'Packets', value: formatCount(packets), title: 'Of the selected packets those in sessions' },
    { label: 'Bytes', value: formatBytes(bytes), title: exactBytes(bytes) },
    { label: 'Databytes', value: formatBytes(data_bytes), title: `${exactBytes(data_bytes)} of payload` },
    { label: `First (${ZONE})`, value: time(first), title: first ?? undefined },
    { label: `Last (${ZONE})`, value: time(last), title: last ?? undefined },
    { label: 'Duration', value: first === null || last === null ? '–' : formatDuration(Number(last) - Number(first)) },
  ].map(({ title, ...fact }) => (title === undefined ? fact : { ...fact, title }))
}
