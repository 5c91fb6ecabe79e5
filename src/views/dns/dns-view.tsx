import { useMemo } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Facts } from '../../components/facts.tsx'
import { Grid } from '../../components/grid.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount, formatDuration, formatPercent } from '../../components/units.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource } from '../../state/use-analysis.ts'
import { dnsColumns } from './dns-columns.tsx'
import type { Fact } from '../../components/facts.tsx'
import type { DnsSummary } from '../../engine/analysis/dns-summary.ts'
import classes from './dns-view.module.css'

const share = (count: number, of: number) => (of > 0 ? formatPercent(count / of) : undefined)

function factsOf(summary: DnsSummary): Fact[] {
  const { lookups, multicast, answered, unanswered, unsolicited, nxdomain, failed, names, slowest, median_seconds } =
    summary
  const asked = answered - unsolicited + unanswered
  return [
    {
      label: 'Lookups',
      value: formatCount(lookups),
      note: multicast > 0 ? `${formatCount(multicast)} by multicast` : undefined,
      title: 'Questions, with or without their response, and responses without a question',
    },
    {
      label: 'Unanswered',
      value: formatCount(unanswered),
      note: unanswered > 0 ? `${share(unanswered, asked)} of queries` : undefined,
      title: 'Queries to a server without a response in this capture',
      severity: unanswered > 0 ? 'medium' : undefined,
    },
    {
      label: 'Unsolicited',
      value: formatCount(unsolicited),
      title: 'Responses of a server without a query in this capture',
      severity: unsolicited > 0 ? 'medium' : undefined,
    },
    {
      label: 'NXDOMAIN',
      value: share(nxdomain, answered) ?? '–',
      note: `${formatCount(nxdomain)} of ${formatCount(answered)} responses`,
      title: 'Share of the servers’ responses that say: no such name',
    },
    { label: 'Other errors', value: formatCount(failed), title: 'SERVFAIL, REFUSED and every other response code' },
    { label: 'Distinct names', value: formatCount(names), title: 'Upper and lower case are the same' },
    {
      label: 'Median time',
      title: 'From query to response',
      value: median_seconds === null ? '–' : formatDuration(median_seconds),
    },
    {
      label: 'Slowest',
      value: slowest === null ? '–' : formatDuration(slowest.seconds),
      note:
        slowest === null ? undefined : <MiddleText text={slowest.full_query} none={`packet ${slowest.query_frame}`} />,
      title: slowest === null ? undefined : `Packet ${slowest.query_frame}, answered by ${slowest.server}`,
    },
  ]
}

/** Every DNS, mDNS and LLMNR lookup, queries and responses paired. */
export function DnsView() {
  const { result } = useAnalysis('dnsSummary')
  const source = useGridSource('dnsLookups', {})
  const status = useAnalysis('status').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  const columns = useMemo(() => dnsColumns(day), [day])
  return (
    <div className={classes.view}>
      {result !== undefined && result.lookups > 0 && <Facts label="DNS in numbers" facts={factsOf(result)} />}
      <div className={classes.grid}>
        <Grid
          label="DNS lookups"
          columns={columns}
          {...source}
          empty={useEmptyText(
            'No DNS, mDNS or LLMNR messages in what is selected. Lookups over TLS or HTTPS are among the TLS hosts.',
          )}
        />
      </div>
    </div>
  )
}
