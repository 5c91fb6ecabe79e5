import { useMemo } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Facts } from '../../components/facts.tsx'
import { Grid } from '../../components/grid.tsx'
import { ViewTabs } from '../../components/view-tabs.tsx'
import type { HttpValueKind } from '../../engine/analysis/http-values.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource } from '../../state/use-analysis.ts'
import { useTab } from '../../state/use-tab.ts'
import { httpColumns } from './http-columns.tsx'
import { httpFacts } from './http-facts.tsx'
import { httpValueColumns } from './http-value-columns.tsx'
import classes from './http-view.module.css'

const KINDS: readonly { id: HttpValueKind; label: string }[] = [
  { id: 'host', label: 'Hosts' },
  { id: 'user_agent', label: 'User agents' },
  { id: 'status', label: 'Status' },
  { id: 'content_type', label: 'Content types' },
  { id: 'method', label: 'Methods' },
  { id: 'server', label: 'Servers' },
]
const TABS = ['requests', ...KINDS.map(({ id }) => id)] as const

/** HTTP requests with their responses, one by one and by what they have in common. */
export function HttpView() {
  const { result } = useAnalysis('httpSummary')
  const [tab, open] = useTab('http', TABS)
  const tabs = [{ id: 'requests' as const, label: 'Requests', count: result?.requests }, ...KINDS]
  const status = useAnalysis('status').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  return (
    <div className={classes.view}>
      {result !== undefined && result.requests > 0 && <Facts label="HTTP in numbers" facts={httpFacts(result)} />}
      <div className={classes.grid}>
        <ViewTabs label="HTTP" tabs={tabs} value={tab} onChange={open}>
          {tab === 'requests' ? <Requests day={day} /> : <Values key={tab} by={tab} day={day} />}
        </ViewTabs>
      </div>
    </div>
  )
}

const EMPTY = 'No HTTP requests in the clear in what is selected. Those inside TLS or QUIC are among the TLS hosts.'

function Requests({ day }: { day: string | null }) {
  const columns = useMemo(() => httpColumns(day), [day])
  const source = useGridSource('httpRequests', {})
  return <Grid label="HTTP transactions" columns={columns} {...source} empty={useEmptyText(EMPTY)} />
}

function Values({ by, day }: { by: HttpValueKind; day: string | null }) {
  const columns = useMemo(() => httpValueColumns(by, day), [by, day])
  return (
    <Grid
      label={`HTTP by ${KINDS.find(({ id }) => id === by)?.label.toLowerCase() ?? by}`}
      columns={columns}
      {...useGridSource('httpValues', { by })}
      initialOrder="requests:desc"
      empty={useEmptyText(EMPTY)}
    />
  )
}
