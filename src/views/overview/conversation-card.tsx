import { BarList, type BarRow } from '../../components/bar-list.tsx'
import { Card } from '../../components/card.tsx'
import { exactBytes, formatBytes, formatCount, formatNumberOf, formatShortCount } from '../../components/units.ts'
import { conversationDirections } from '../../components/conversation-directions.ts'
import { addressField } from '../../components/value-actions.ts'
import type { Conversation } from '../../engine/analysis/conversations.ts'
import { viewHref } from '../../state/route-store.ts'
import { Pair } from './pair.tsx'
import { useTopOfLayers } from './use-top.ts'
import { useEmpty } from './use-empty.ts'

const COLUMNS = [
  { header: 'Packets', width: 54 },
  { header: 'A → B', width: 60, explain: 'Bytes from A to B' },
  { header: 'B → A', width: 60, explain: 'Bytes from B to A' },
]

export function ConversationCard() {
  const empty = useEmpty('No conversations')
  const { rows, total, layer, error } = useTopOfLayers('conversations')
  const most = rows?.[0]?.bytes ?? 0
  const bars = rows?.map(({ a, b, bytes, frames, txb, rxb }: Conversation): BarRow => {
    const directions = conversationDirections({ a, b })
    return {
      key: `${a} ${b}`,
      value: { field: addressField(a), value: `${a} ↔ ${b}`, condition: directions[0].condition, directions },
      label: <Pair from={a} sign="↔" to={b} directions={directions} />,
      share: most > 0 ? bytes / most : 0,
      part: most > 0 ? txb / most : 0,
      title: `${a} ↔ ${b}`,
      values: [
        { text: formatShortCount(frames), title: formatCount(frames) },
        { text: formatBytes(txb), title: exactBytes(txb) },
        { text: formatBytes(rxb), title: exactBytes(rxb) },
      ],
    }
  })
  return (
    <Card
      title="Top conversations"
      counts={`of ${formatNumberOf(total, `${layer} pair`)}, by bytes`}
      href={viewHref('conversations')}
      open="Conversations"
    >
      <BarList label="Top conversations" head="A ↔ B" columns={COLUMNS} rows={bars} empty={empty} error={error} />
    </Card>
  )
}
