import { useState } from 'react'
import { Grid } from '../../components/grid.tsx'
import { firstLayer, layerTabs } from '../../components/layer-tabs.ts'
import { ViewTabs } from '../../components/view-tabs.tsx'
import type { Endpoint } from '../../engine/analysis/endpoints.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useGridSource, usePage } from '../../state/use-analysis.ts'
import { endpointColumns } from './endpoint-columns.ts'
import type { LayerTab } from '../../components/layer-tabs.ts'

function useCount(protocol: LayerTab): number | undefined {
  return usePage('endpoints', { protocol }, { start: 0, length: 0 }).result?.total
}

const endpointKey = ({ host, port }: Endpoint) => `${host} ${port ?? ''}`

/** Every address of a layer, with what it sent and received. */
export function EndpointsView() {
  const counts = {
    eth: useCount('eth'),
    ip: useCount('ip'),
    ipv6: useCount('ipv6'),
    tcp: useCount('tcp'),
    udp: useCount('udp'),
  }
  const [chosen, setChosen] = useState<LayerTab | null>(null)
  const layer = chosen ?? firstLayer(counts)
  const { label } = layerTabs.find(({ id }) => id === layer)!
  return (
    <ViewTabs
      label="Layer"
      tabs={layerTabs.map((tab) => ({ ...tab, count: counts[tab.id] }))}
      value={layer}
      onChange={setChosen}
    >
      <Grid
        key={layer}
        label={`${label} endpoints`}
        columns={endpointColumns[layer]}
        {...useGridSource('endpoints', { protocol: layer })}
        rowKey={endpointKey}
        initialOrder="bytes:desc"
        empty={useEmptyText(`No ${label} addresses in what is selected.`)}
      />
    </ViewTabs>
  )
}
