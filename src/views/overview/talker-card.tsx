import { BarList, type BarRow } from '../../components/bar-list.tsx'
import { Card } from '../../components/card.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { exactBytes, formatBytes, formatCount, formatNumberOf, formatShortCount } from '../../components/units.ts'
import { addressValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { Endpoint } from '../../engine/analysis/endpoints.ts'
import { viewHref } from '../../state/route-store.ts'
import { useTopOfLayers } from './use-top.ts'
import { useEmpty } from './use-empty.ts'

const COLUMNS = [
  { header: 'Packets', width: 62 },
  { header: 'Tx Bytes', width: 68, explain: 'Bytes sent' },
  { header: 'Rx Bytes', width: 68, explain: 'Bytes received' },
]

export function TalkerCard() {
  const empty = useEmpty('No addresses')
  const { rows, total, layer, error } = useTopOfLayers('endpoints')
  const most = rows?.[0]?.bytes ?? 0
  const bars = rows?.map(
    (endpoint: Endpoint): BarRow => ({
      key: endpoint.host,
      value: addressValue(endpoint.host),
      label: (
        <ValueHandle value={addressValue(endpoint.host)}>
          <MiddleText text={endpoint.host} />
        </ValueHandle>
      ),
      share: most > 0 ? endpoint.bytes / most : 0,
      part: most > 0 ? endpoint.txb / most : 0,
      values: [
        { text: formatShortCount(endpoint.frames), title: formatCount(endpoint.frames) },
        { text: formatBytes(endpoint.txb), title: exactBytes(endpoint.txb) },
        { text: formatBytes(endpoint.rxb), title: exactBytes(endpoint.rxb) },
      ],
    }),
  )
  return (
    <Card
      title="Top talkers"
      counts={`of ${formatNumberOf(total, `${layer} address`, `${layer} addresses`)}, by bytes`}
      href={viewHref('endpoints')}
      open="Endpoints"
    >
      <BarList label="Top talkers" head="Address" columns={COLUMNS} rows={bars} empty={empty} error={error} />
    </Card>
  )
}
