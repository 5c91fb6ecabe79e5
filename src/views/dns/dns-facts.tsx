import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount, formatDuration, formatPercent } from '../../components/units.ts'
import type { Fact } from '../../components/facts.tsx'
import type { DnsSummary } from '../../engine/analysis/dns-summary.ts'

const share = (count: number, of: number) => (of > 0 ? formatPercent(count / of) : undefined)

/** The lookups in numbers, as a strip above the grids. */
export function dnsFacts(summary: DnsSummary): Fact[] {
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
