import { useState } from 'react'
import { Grid } from '../../components/grid.tsx'
import { ViewTabs } from '../../components/view-tabs.tsx'
import { useEmptyText } from '../../state/empty-text.ts'
import { useGridSource, usePage } from '../../state/use-analysis.ts'
import { helloColumns, hostColumns } from './tls-columns.tsx'

type Tab = 'hosts' | 'hellos'

const NONE = { start: 0, length: 0 }

/** Who was talked to over TLS, QUIC and DTLS: server names and the hellos themselves. */
export function TlsView() {
  const [tab, setTab] = useState<Tab>('hosts')
  const tabs = [
    { id: 'hosts' as const, label: 'Hosts', count: usePage('tlsHosts', {}, NONE).result?.total },
    { id: 'hellos' as const, label: 'Client hellos', count: usePage('clientHellos', {}, NONE).result?.total },
  ]
  return (
    <ViewTabs label="TLS" tabs={tabs} value={tab} onChange={setTab}>
      {tab === 'hosts' ? <Hosts /> : <Hellos />}
    </ViewTabs>
  )
}

function Hosts() {
  return (
    <Grid
      label="TLS and QUIC hosts"
      columns={hostColumns}
      {...useGridSource('tlsHosts', {})}
      initialOrder="bytes:desc"
      empty={useEmptyText(
        'No TLS, QUIC or DTLS handshakes in what is selected. A capture that began later holds no hellos.',
      )}
    />
  )
}

function Hellos() {
  return (
    <Grid
      label="Client hellos"
      columns={helloColumns}
      {...useGridSource('clientHellos', {})}
      empty={useEmptyText('No client hellos in what is selected.')}
    />
  )
}
