import { Switch, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { formatCount, formatNumberOf } from '../../components/units.ts'
import type { FieldDescription } from '../../engine/expression/search.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { type FieldCategory, fieldCategories, isCounted } from './field-categories.ts'
import { FieldCard, type OpenField } from './field-card.tsx'
import { findFields } from './find-fields.ts'
import classes from './field-values.module.css'

/** Values of a field before "more". */
const FIRST = 10
/** Protocols whose sessions are counted for the headings. */
const PROTOCOLS = 200

/** Categories of fields; of those that are open every field with its most frequent values. */
export function FieldValuesTab({
  fields,
  error,
  onOpen,
}: {
  fields: readonly FieldDescription[]
  error: string | null
  onOpen: OpenField
}) {
  const [search, setSearch] = useState('')
  const [isWhole, setWhole] = useState(false)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['Addresses']))
  const found = useMemo(() => {
    const counted = fields.filter(isCounted)
    return search.trim() === ''
      ? counted.filter(({ family }) => isWhole || family !== 'wireshark')
      : findFields(counted, search)
  }, [fields, search, isWhole])
  const categories = useMemo(() => fieldCategories(found), [found])
  const bySessions = useAnalysis('spiview', { fields: ['protocols'], size: PROTOCOLS }).result?.[0]
  const sessionsOf = ({ protocol }: FieldCategory): number | undefined =>
    protocol === null
      ? undefined
      : bySessions === undefined
        ? undefined
        : (bySessions.values.find(({ value }) => value === protocol)?.sessions ?? 0)
  const toggle = (title: string) =>
    setOpen((titles) => {
      const next = new Set(titles)
      if (!next.delete(title)) next.add(title)
      return next
    })
  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <TextInput
          size="xs"
          type="search"
          aria-label="Search a field"
          placeholder="Search a field: port, user agent, certificate"
          className={classes.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span role="status">{formatNumberOf(found.length, 'field')}</span>
        <Switch
          size="xs"
          label="Wireshark’s fields, too"
          title="They count packets instead of whole sessions"
          checked={isWhole}
          onChange={(event) => setWhole(event.currentTarget.checked)}
        />
        <span className={classes.hint}>A click on a value shows what has it, with Ctrl beside what is applied.</span>
      </div>
      <div className={classes.categories}>
        {error !== null && (
          <AnswerState kind="error" title="The fields are not known">
            {error}
          </AnswerState>
        )}
        {categories.length === 0 && error === null && <AnswerState kind="empty" title="No field has these words" />}
        {categories.map((category) => {
          const { title, fields: own } = category
          const isOpen = search.trim() !== '' || open.has(title)
          const sessions = sessionsOf(category)
          return (
            <section key={title} className={classes.category}>
              <h2>
                <button type="button" aria-expanded={isOpen} onClick={() => toggle(title)}>
                  <span className={classes.arrow} aria-hidden>
                    {isOpen ? '▾' : '▸'}
                  </span>
                  {title}
                  <span className={classes.note}>
                    {formatNumberOf(own.length, 'field')}
                    {sessions !== undefined && ` · ${formatCount(sessions)} ${sessions === 1 ? 'session' : 'sessions'}`}
                  </span>
                </button>
              </h2>
              {isOpen && <CategoryFields fields={own} onOpen={onOpen} />}
            </section>
          )
        })}
      </div>
    </div>
  )
}

/** The fields of a category that have values; one question for all of them. */
function CategoryFields({ fields, onOpen }: { fields: readonly FieldDescription[]; onOpen: OpenField }) {
  const names = useMemo(() => fields.map(({ name }) => name), [fields])
  const { result, pending, error } = useAnalysis('spiview', { fields: names, size: FIRST })
  const empty = useEmptyText('No value in what is selected.')
  if (error !== null) return <p className={classes.none}>{error}</p>
  if (result === undefined) return <p className={classes.none}>Counting…</p>
  const byName = new Map(result.map((field) => [field.field, field]))
  const filled = fields.flatMap((field) => {
    const values = byName.get(field.name)
    return values === undefined || values.total === 0 ? [] : [{ field, values }]
  })
  if (filled.length === 0) return <p className={classes.none}>{pending ? 'Counting…' : empty}</p>
  return (
    <div className={classes.cards} data-pending={pending}>
      {filled.map(({ field, values }) => (
        <FieldCard key={field.name} field={field} first={values} onOpen={onOpen} />
      ))}
    </div>
  )
}
