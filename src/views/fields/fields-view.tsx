import { ViewTabs } from '../../components/view-tabs.tsx'
import { showView, useRoute } from '../../state/route-store.ts'
import { useFields } from '../../state/use-fields.ts'
import { FieldGraph } from './field-graph.tsx'
import { FieldReference } from './field-reference.tsx'
import { FieldSummary } from './field-summary.tsx'
import { FieldUnique } from './field-unique.tsx'
import { FieldValuesTab } from './field-values-tab.tsx'

type Tab = 'values' | 'summary' | 'unique' | 'graph' | 'reference'

const TABS: readonly { id: Tab; label: string }[] = [
  { id: 'values', label: 'Values' },
  { id: 'summary', label: 'Summary' },
  { id: 'unique', label: 'Unique' },
  { id: 'graph', label: 'Graph' },
  { id: 'reference', label: 'Reference' },
]

/** Shown when the address names no field. */
const FIRST_FIELD = 'protocols'

/** Arkime's SPI view and SPI graph: what values the fields have, and when. The address says `tab` and `field`. */
export function FieldsView() {
  const options = useRoute((state) => state.options)
  const { fields, error } = useFields()
  const tab = TABS.find(({ id }) => id === options.get('tab'))?.id ?? 'values'
  const asked = options.get('field')?.split(',') ?? [FIRST_FIELD]
  // A field may be given by any of its names.
  const known = asked.flatMap(
    (name) => fields.find((field) => field.name === name || field.aliases.includes(name))?.name ?? [],
  )
  const open = (next: Tab, names: readonly string[]) =>
    showView('fields', new Map([['tab', next], ...(names.length > 0 ? [['field', names.join(',')] as const] : [])]))
  return (
    <ViewTabs label="Fields" tabs={TABS} value={tab} onChange={(next) => open(next, options.has('field') ? asked : [])}>
      {tab === 'values' ? (
        <FieldValuesTab fields={fields} error={error} onOpen={(next, name) => open(next, [name])} />
      ) : tab === 'summary' ? (
        <FieldSummary fields={fields} onOpen={(next, name) => open(next, [name])} />
      ) : tab === 'unique' ? (
        <FieldUnique fields={fields} chosen={known} onChoose={(names) => open('unique', names)} />
      ) : tab === 'graph' ? (
        <FieldGraph fields={fields} chosen={known.at(0) ?? null} onChoose={(name) => open('graph', [name])} />
      ) : (
        <FieldReference />
      )}
    </ViewTabs>
  )
}
