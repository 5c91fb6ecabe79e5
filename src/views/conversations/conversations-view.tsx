import { useMemo, useState } from 'react'
import { Grid } from '../../components/grid.tsx'
import { firstLayer, layerTabs } from '../../components/layer-tabs.ts'
import { ViewTabs } from '../../components/view-tabs.tsx'
import type { Conversation } from '../../engine/analysis/conversations.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource, usePage } from '../../state/use-analysis.ts'
import { conversationColumns } from './conversation-columns.tsx'
import type { LayerTab } from '../../components/layer-tabs.ts'

function useCount(protocol: LayerTab): number | undefined {
  return usePage('conversations', { protocol }, { start: 0, length: 0 }).result?.total
}

/** Where the bars of the time columns begin, in seconds from the first packet of the capture, and how long they can be. */
function useTimeSpan(protocol: LayerTab): { start: number; span: number } {
  const isWhole = useSelection((state) => state.timeRange === null && state.expression === '')
  const span = useAnalysis('status').result?.duration ?? 0
  const earliest =
    usePage('conversations', { protocol }, { order: 'start:asc', start: 0, length: 1 }).result?.rows[0]?.start ?? 0
  // Packets out of order can lie before the first one of the file.
  return { start: isWhole ? Math.min(0, earliest) : earliest, span }
}

const conversationKey = ({ a, aport, b, bport, stream, start }: Conversation) =>
  `${a} ${aport ?? ''} ${b} ${bport ?? ''} ${stream ?? start}`

/** Every pair of addresses of a layer, for TCP and UDP every stream, with what went each way and when. */
export function ConversationsView() {
  const counts = {
    eth: useCount('eth'),
    ip: useCount('ip'),
    ipv6: useCount('ipv6'),
    tcp: useCount('tcp'),
    udp: useCount('udp'),
  }
  const [chosen, setChosen] = useState<LayerTab | null>(null)
  const layer = chosen ?? firstLayer(counts)
  return (
    <ViewTabs
      label="Layer"
      tabs={layerTabs.map((tab) => ({ ...tab, count: counts[tab.id] }))}
      value={layer}
      onChange={setChosen}
    >
      <LayerGrid key={layer} layer={layer} />
    </ViewTabs>
  )
}

function LayerGrid({ layer }: { layer: LayerTab }) {
  const label = layerTabs.find(({ id }) => id === layer)?.label
  const { start, span } = useTimeSpan(layer)
  const columns = useMemo(() => conversationColumns(layer, start, span), [layer, start, span])
  return (
    <Grid
      label={`${label} conversations`}
      columns={columns}
      {...useGridSource('conversations', { protocol: layer })}
      rowKey={conversationKey}
      initialOrder="bytes:desc"
      empty={useEmptyText(`No ${label} conversations in what is selected.`)}
    />
  )
}
