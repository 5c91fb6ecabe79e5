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
  { header: 'Errors', width: 48, explain: 'Responses with a status of 400 and above' },
  { header: 'Requests', width: 62 },
]

export function HttpCard() {
  const empty = useEmpty('No HTTP requests')
  const { result: page, error } = usePage('httpHosts', {}, { order: 'requests:desc', start: 0, length: TOP })
  const most = page?.rows[0]?.requests ?? 0
  const bars = page?.rows.map(
    ({ host, requests, errors }): BarRow => ({
      key: host,
      value: fieldValue('host.http', host),
      label: (
        <ValueHandle value={fieldValue('host.http', host)}>
          <MiddleText text={host} />
        </ValueHandle>
      ),
      share: most > 0 ? requests / most : 0,
      color: 'var(--hue-olive)',
      values: [{ text: errors === 0 ? '' : formatCount(errors) }, { text: formatCount(requests) }],
    }),
  )
  return (
    <Card
      title="HTTP hosts"
      counts={page && `of ${formatCount(page.total)}, by requests`}
      href={viewHref('http')}
      open="HTTP"
    >
      <BarList label="HTTP hosts" head="Host" columns={COLUMNS} rows={bars} empty={empty} error={error} />
    </Card>
  )
}
