import { BarList, type BarRow } from '../../components/bar-list.tsx'
import { Card } from '../../components/card.tsx'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { formatCount, formatDuration, formatNumberOf } from '../../components/units.ts'
import { addressValue } from '../../components/value-actions.ts'
import { viewHref } from '../../state/route-store.ts'
import { usePage } from '../../state/use-analysis.ts'
import { useBeaconQuery } from '../../state/use-findings.ts'
import { Pair } from './pair.tsx'
import { TOP } from './use-top.ts'
import { useEmpty } from './use-empty.ts'

const COLUMNS = [
  { header: 'Every', width: 76, explain: 'Median time between two connections' },
  { header: 'Score', width: 46, explain: "RITA's beacon score, 0 to 1" },
]

/** The least score that is shown: below it the number would read 0.000. */
const LEAST = 0.0005

export function BeaconCard() {
  const choices = useBeaconQuery()
  const { result: page, error } = usePage('beacons', choices, { order: 'score:desc', start: 0, length: TOP }, true)
  const regular = page?.rows.filter(({ score }) => score >= LEAST)
  const empty = useEmpty(
    page === undefined || page.total === 0
      ? 'No pair has connected often enough to be scored'
      : `${formatNumberOf(page.total, 'pair')} scored, none connects regularly`,
  )
  const bars = regular?.map(({ src, dst, fqdn, score, connections, interval_median, expected, evidence }): BarRow => {
    const target = fqdn ?? dst ?? ''
    const end = fqdn === null ? addressValue(dst) : { field: 'server_name', value: fqdn }
    return {
      key: `${src} ${dst ?? ''} ${fqdn ?? ''}`,
      label: <Pair from={src} sign="→" to={target} value={end} />,
      value: { field: 'ip.addr', value: `${src} → ${target}`, condition: evidence },
      share: score,
      color:
        expected !== null
          ? 'var(--ink-faint)'
          : score >= 0.9
            ? 'var(--severity-high)'
            : score >= 0.75
              ? 'var(--severity-medium)'
              : undefined,
      title: `${escapeCaptureText(`${src} → ${target}`, 200)}\n${formatCount(connections)} connections${expected === null ? '' : `\nexpected: ${expected}`}`,
      values: [{ text: interval_median === null ? '' : formatDuration(interval_median) }, { text: score.toFixed(3) }],
    }
  })
  return (
    <Card
      title="Beacons"
      counts={page && `of ${formatNumberOf(page.total, 'pair')}, by score`}
      href={viewHref('beacons')}
      open="Beacons"
    >
      <BarList label="Beacons" head="From → to" columns={COLUMNS} rows={bars} empty={empty} error={error} />
    </Card>
  )
}
