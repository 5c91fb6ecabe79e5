import { BarList, type BarRow } from '../../components/bar-list.tsx'
import { Card } from '../../components/card.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount } from '../../components/units.ts'
import { fieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { viewHref } from '../../state/route-store.ts'
import { usePage } from '../../state/use-analysis.ts'
import { TOP } from './use-top.ts'
import { useEmpty } from './use-empty.ts'

const COLUMNS = [
  { header: 'Clients', width: 52 },
  { header: 'Lookups', width: 58, explain: 'Queries with their answers' },
]

export function DnsCard() {
  const empty = useEmpty('No DNS lookups')
  const { result: page, error } = usePage('dnsNames', {}, { order: 'lookups:desc', start: 0, length: TOP })
  const most = page?.rows[0]?.lookups ?? 0
  const bars = page?.rows.map(
    ({ name, lookups, clients, nxdomain }): BarRow => ({
      key: name,
      value: fieldValue('dns.qry.name', name),
      label: (
        <ValueHandle value={fieldValue('dns.qry.name', name)}>
          <MiddleText text={name} />
        </ValueHandle>
      ),
      share: most > 0 ? lookups / most : 0,
      color: 'var(--hue-orange)',
      title: nxdomain > 0 ? `${formatCount(nxdomain)} answered: no such name` : undefined,
      values: [{ text: formatCount(clients) }, { text: formatCount(lookups) }],
    }),
  )
  return (
    <Card
      title="DNS names"
      counts={page && `of ${formatCount(page.total)}, by lookups`}
      href={viewHref('dns')}
      open="DNS"
    >
      <BarList label="DNS names" head="Name" columns={COLUMNS} rows={bars} empty={empty} error={error} />
    </Card>
  )
}
