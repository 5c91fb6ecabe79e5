import { BarList, type BarRow } from '../../components/bar-list.tsx'
import { Card } from '../../components/card.tsx'
import { protocolColor } from '../../components/palette.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { protocolValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { exactBytes, formatBytes, formatCount, formatPercent, formatShortCount } from '../../components/units.ts'
import { viewHref } from '../../state/route-store.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { largestNodes } from './largest-nodes.ts'
import { useEmpty } from './use-empty.ts'

const COLUMNS = [
  { header: 'Packets', width: 62 },
  { header: 'Bytes', width: 68 },
  { header: 'Bytes %', width: 68, explain: 'Share of all bytes; a packet counts for every protocol in it' },
]

export function HierarchyCard() {
  const empty = useEmpty('No packets')
  const { result: tree, error } = useAnalysis('hierarchy')
  const whole = tree?.reduce((sum, node) => sum + node.bytes, 0) ?? 0
  const rows =
    tree &&
    largestNodes(tree, 24).map(
      ({ node, depth, path }): BarRow => ({
        key: path,
        value: protocolValue(node.proto),
        label: (
          <ValueHandle value={protocolValue(node.proto)}>
            <MiddleText text={node.proto} />
          </ValueHandle>
        ),
        indent: depth,
        share: whole > 0 ? node.bytes / whole : 0,
        color: protocolColor(node.proto),
        values: [
          { text: formatShortCount(node.frames), title: formatCount(node.frames) },
          { text: formatBytes(node.bytes), title: exactBytes(node.bytes) },
          { text: formatPercent(whole > 0 ? node.bytes / whole : 0) },
        ],
      }),
    )
  return (
    <Card title="Protocol hierarchy" counts="the largest" href={viewHref('protocols')} open="Protocols">
      <BarList label="Protocol hierarchy" head="Protocol" columns={COLUMNS} rows={rows} empty={empty} error={error} />
    </Card>
  )
}
