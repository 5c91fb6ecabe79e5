import { useMemo } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Grid } from '../../components/grid.tsx'
import { ViewTabs } from '../../components/view-tabs.tsx'
import type { TlsValueKind } from '../../engine/analysis/tls-values.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource, usePage } from '../../state/use-analysis.ts'
import { useTab } from '../../state/use-tab.ts'
import { helloColumns, hostColumns } from './tls-columns.tsx'
import { valueColumns } from './tls-value-columns.tsx'

const KINDS: readonly { id: TlsValueKind; label: string }[] = [
  { id: 'version', label: 'Versions' },
  { id: 'cipher', label: 'Ciphers' },
  { id: 'ja4', label: 'JA4' },
  { id: 'ja3', label: 'JA3' },
  { id: 'ja3s', label: 'JA3S' },
  { id: 'alpn', label: 'ALPN' },
]
const TABS = ['hosts', 'hellos', ...KINDS.map(({ id }) => id)] as const

const NONE = { start: 0, length: 0 }

/** Who was talked to over TLS, QUIC and DTLS, and how: server names, hellos, and what they have in common. */
export function TlsView() {
  const [tab, open] = useTab('tls', TABS)
  const tabs = [
    { id: 'hosts' as const, label: 'Server names', count: usePage('tlsHosts', {}, NONE).result?.total },
    { id: 'hellos' as const, label: 'Client hellos', count: usePage('clientHellos', {}, NONE).result?.total },
    ...KINDS,
  ]
  return (
    <ViewTabs label="TLS" tabs={tabs} value={tab} onChange={open}>
      {tab === 'hosts' ? <Hosts /> : tab === 'hellos' ? <Hellos /> : <Values key={tab} by={tab} />}
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

const OF_SERVERS = new Set<TlsValueKind>(['version', 'cipher', 'ja3s'])

function Values({ by }: { by: TlsValueKind }) {
  const status = useAnalysis('status', undefined, 'all').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  const columns = useMemo(() => valueColumns(by, day), [by, day])
  return (
    <Grid
      label={`TLS by ${KINDS.find(({ id }) => id === by)?.label ?? by}`}
      columns={columns}
      {...useGridSource('tlsValues', { by })}
      initialOrder="sessions:desc"
      empty={useEmptyText(`No ${OF_SERVERS.has(by) ? 'server' : 'client'} hellos that tell it in what is selected.`)}
    />
  )
}
