import { useMemo } from 'react'
import { commonDay } from '../../components/columns.tsx'
import { Facts } from '../../components/facts.tsx'
import { Grid } from '../../components/grid.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount, formatDuration, formatPercent } from '../../components/units.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis, useGridSource } from '../../state/use-analysis.ts'
import { httpColumns } from './http-columns.tsx'
import type { Fact } from '../../components/facts.tsx'
import type { HttpSummary } from '../../engine/analysis/http-summary.ts'
import classes from './http-view.module.css'

/** Status classes: RFC 9110 section 15. */
const CLASSES = ['Informational', 'Successful', 'Redirection', 'Client error', 'Server error']

function factsOf(summary: HttpSummary): Fact[] {
  const { requests, unanswered, classes: byClass, other, clients, hosts, median_seconds, slowest } = summary
  const responses = byClass.reduce((sum, count) => sum + count, other)
  const shareOf = (count: number) => (responses > 0 && count > 0 ? formatPercent(count / responses) : undefined)
  return [
    { label: 'Requests', value: formatCount(requests) },
    {
      label: 'No response',
      value: formatCount(unanswered),
      note: unanswered > 0 ? `${formatPercent(unanswered / requests)} of requests` : undefined,
      title: 'Requests without a response in this capture',
    },
    ...byClass.map(
      (count, index): Fact => ({
        label: `${index + 1}xx`,
        title: `${CLASSES[index]}, share of responses`,
        value: formatCount(count),
        note: shareOf(count),
        severity: count === 0 ? undefined : index === 4 ? 'high' : index === 3 ? 'medium' : undefined,
      }),
    ),
    ...(other > 0 ? [{ label: 'Other status', value: formatCount(other), note: shareOf(other) }] : []),
    { label: 'Clients', value: formatCount(clients) },
    { label: 'Hosts', value: formatCount(hosts), title: 'Distinct Host headers' },
    {
      label: 'Median time',
      title: 'From request to response',
      value: median_seconds === null ? '–' : formatDuration(median_seconds),
    },
    {
      label: 'Slowest',
      value: slowest === null ? '–' : formatDuration(slowest.seconds),
      note: slowest === null ? undefined : <MiddleText text={`${slowest.host ?? ''}${slowest.uri ?? ''}`} />,
      title: slowest === null ? undefined : `Packet ${slowest.frame}`,
    },
  ]
}

/** HTTP requests with their responses. */
export function HttpView() {
  const { result } = useAnalysis('httpSummary')
  const source = useGridSource('httpRequests', {})
  const status = useAnalysis('status').result
  const day = commonDay(status?.first_epoch, status?.last_epoch)
  const columns = useMemo(() => httpColumns(day), [day])
  return (
    <div className={classes.view}>
      {result !== undefined && result.requests > 0 && <Facts label="HTTP in numbers" facts={factsOf(result)} />}
      <div className={classes.grid}>
        <Grid
          label="HTTP transactions"
          columns={columns}
          {...source}
          empty={useEmptyText(
            'No HTTP requests in the clear in what is selected. Those inside TLS or QUIC are among the TLS hosts.',
          )}
        />
      </div>
    </div>
  )
}
