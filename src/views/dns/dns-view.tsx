import { useMemo } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Facts } from '../../components/facts.tsx'
import { Grid } from '../../components/grid.tsx'
import { ViewTabs } from '../../components/view-tabs.tsx'
import type { DnsLookupsQuery } from '../../engine/analysis/dns-lookups.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { showView } from '../../state/route-store.ts'
import { applyCondition } from '../../state/search.ts'
import { useAnalysis, useGridSource, usePage } from '../../state/use-analysis.ts'
import { useTab } from '../../state/use-tab.ts'
import { dnsColumns } from './dns-columns.tsx'
import { dnsFacts } from './dns-facts.tsx'
import { answerColumns, domainColumns } from './domain-columns.tsx'
import classes from './dns-view.module.css'

const TABS = ['lookups', 'unanswered', 'unsolicited', 'domains', 'answers'] as const
const NONE = { start: 0, length: 0 }

/** DNS, mDNS and LLMNR: lookups, what is missing of them, and what became of their answers. */
export function DnsView() {
  const { result } = useAnalysis('dnsSummary')
  const [tab, open] = useTab('dns', TABS)
  const domains = usePage('dnsDomains', {}, NONE, true).result?.total
  const answers = usePage('dnsAnswerSessions', {}, NONE, true).result?.total
  const tabs = [
    { id: 'lookups' as const, label: 'Lookups', count: result?.lookups },
    { id: 'unanswered' as const, label: 'Unanswered', count: result?.unanswered },
    { id: 'unsolicited' as const, label: 'Unsolicited', count: result?.unsolicited },
    { id: 'domains' as const, label: 'Domains', count: domains },
    { id: 'answers' as const, label: 'Answers', count: answers },
  ]
  return (
    <div className={classes.view}>
      {result !== undefined && result.lookups > 0 && <Facts label="DNS in numbers" facts={dnsFacts(result)} />}
      <div className={classes.grid}>
        <ViewTabs label="DNS" tabs={tabs} value={tab} onChange={open}>
          {tab === 'domains' ? (
            <Domains />
          ) : tab === 'answers' ? (
            <Answers />
          ) : (
            <Lookups key={tab} state={tab === 'lookups' ? undefined : tab} />
          )}
        </ViewTabs>
      </div>
    </div>
  )
}

const EMPTY = {
  all: 'No DNS, mDNS or LLMNR messages in what is selected. Lookups over TLS or HTTPS are among the TLS hosts.',
  unanswered: 'Every query to a server in what is selected has its response.',
  unsolicited: 'Every response of a server in what is selected has its query.',
}

function Lookups({ state }: DnsLookupsQuery) {
  const status = useAnalysis('status').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  const columns = useMemo(() => dnsColumns(day), [day])
  const source = useGridSource('dnsLookups', state === undefined ? {} : { state })
  return <Grid label="DNS lookups" columns={columns} {...source} empty={useEmptyText(EMPTY[state ?? 'all'])} />
}

function Domains() {
  return (
    <Grid
      label="Registered domains"
      columns={domainColumns}
      {...useGridSource('dnsDomains', {})}
      initialOrder="lookups:desc"
      empty={useEmptyText('No names were asked for in what is selected.')}
    />
  )
}

function Answers() {
  return (
    <Grid
      label="Answers and the sessions that followed"
      columns={answerColumns}
      {...useGridSource('dnsAnswerSessions', {})}
      initialOrder="sessions:desc"
      onOpen={({ filter }) => {
        if (filter !== null) void applyCondition('selected', filter).then(() => showView('sessions'))
      }}
      empty={useEmptyText('No lookup in what is selected was answered with an address.')}
    />
  )
}
