import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount, formatDuration, formatPercent } from '../../components/units.ts'
import type { Fact } from '../../components/facts.tsx'
import type { HttpSummary } from '../../engine/analysis/http-summary.ts'

/** Status classes: RFC 9110 section 15. */
const CLASSES = ['Informational', 'Successful', 'Redirection', 'Client error', 'Server error']

/** The transactions in numbers, as a strip above the grids. */
export function httpFacts(summary: HttpSummary): Fact[] {
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
