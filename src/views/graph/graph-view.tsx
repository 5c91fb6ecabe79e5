import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useState, type MouseEvent } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { saveBlob } from '../../state/save-blob.ts'
import { formatCount } from '../../components/units.ts'
import { addressValue, conditionOf, useValueActions } from '../../components/value-actions.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { GraphLegend } from './graph-legend.tsx'
import { LinkCard, NodeCard } from './node-card.tsx'
import { NodeList } from './node-list.tsx'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'
import type { Measure, PlacedLink, PlacedNode } from './graph-layout.ts'
import type { Stage } from './graph-stage.ts'
import classes from './graph-view.module.css'

const MEASURES: { value: Measure; label: string }[] = [
  { value: 'bytes', label: 'Bytes' },
  { value: 'packets', label: 'Packets' },
  { value: 'sessions', label: 'Sessions' },
]
const NODE_LIMITS = [50, 100, 250, 500]
const FEWEST_SESSIONS = [1, 2, 5, 10, 100]

/** Who talks to whom, as a picture. */
export function GraphView() {
  const [measure, setMeasure] = useState<Measure>('bytes')
  const [maxNodes, setMaxNodes] = useState(500)
  const [minConn, setMinConn] = useState(1)
  const { result: graph, error } = useAnalysis('connections', { weight: measure, maxNodes, minConn })
  const empty = useEmptyText('No sessions between addresses in what is selected.')
  const [stage, setStage] = useState<Stage | null>(null)

  if (graph === undefined) {
    return error === null ? (
      <AnswerState kind="loading" title="Adding up sessions…" />
    ) : (
      <AnswerState kind="error" title="The graph could not be made.">
        {error}
      </AnswerState>
    )
  }
  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <SegmentedControl
          size="xs"
          aria-label="Size and width by"
          data={MEASURES}
          value={measure}
          onChange={(value) => setMeasure(MEASURES.find((entry) => entry.value === value)?.value ?? 'bytes')}
        />
        <label className={classes.choice}>
          Nodes at most
          <NativeSelect
            size="xs"
            value={maxNodes}
            data={NODE_LIMITS.map(String)}
            onChange={(event) => setMaxNodes(Number(event.currentTarget.value))}
          />
        </label>
        <label className={classes.choice}>
          Links with at least
          <NativeSelect
            size="xs"
            value={minConn}
            data={FEWEST_SESSIONS.map((count) => ({
              value: String(count),
              label: `${count} ${count === 1 ? 'session' : 'sessions'}`,
            }))}
            onChange={(event) => setMinConn(Number(event.currentTarget.value))}
          />
        </label>
        <span className={classes.shown} role="status">
          {shownText(graph)}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => stage?.fit()}
          title="Key 0, or double click on the paper"
        >
          Fit
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          title="The picture as it is now"
          onClick={() => void stage?.png().then((blob) => blob !== null && saveBlob(blob, 'capscope-graph.png'))}
        >
          Save PNG
        </Button>
      </div>
      {graph.nodes.length === 0 ? (
        <AnswerState kind="empty" title={empty}>
          {minConn > 1
            ? 'Fewer sessions a link may show some.'
            : 'The graph is made of TCP, UDP and other IP sessions.'}
        </AnswerState>
      ) : (
        <Picture stage={stage} onStage={setStage} graph={graph} measure={measure} />
      )}
    </div>
  )
}

function shownText({ nodes, links, totalNodes, totalLinks }: ConnectionGraph): string {
  const part = (shown: number, total: number, what: string) =>
    shown < total ? `${formatCount(shown)} of ${formatCount(total)} ${what}` : `${formatCount(total)} ${what}`
  return `${part(nodes.length, totalNodes, 'nodes')} · ${part(links.length, totalLinks, 'links')}`
}

function Picture(props: {
  stage: Stage | null
  onStage: (stage: Stage | null) => void
  graph: ConnectionGraph
  measure: Measure
}) {
  const { stage, graph, measure } = props
  const [selected, setSelected] = useState<string | null>(null)
  const [hovered, setHovered] = useState<{ node: PlacedNode | null; link: PlacedLink | null }>({
    node: null,
    link: null,
  })
  const [arranging, setArranging] = useState(false)
  const [pins, setPins] = useState(0)
  const [shown, setShown] = useState<{ node: PlacedNode; links: PlacedLink[] } | null>(null)

  const show = (node: PlacedNode | null) =>
    setShown(node === null || stage === null ? null : { node, links: stage.linksOf(node) })
  const choose = (id: string | null) => {
    setSelected(id)
    show(id === null ? null : (stage?.nodeOf(id) ?? null))
  }
  const actions = useValueActions()
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    event.preventDefault()
    const { node, link } = hovered
    const ends = (node === null ? [link?.source, link?.target] : [node]).map((end) => addressValue(end?.id))
    const values = ends.filter((value) => value !== null)
    if (values.length === 0) return
    const condition = values.map(conditionOf).join(' and ')
    actions?.openMenu({ ...values[0], condition }, event.clientX, event.clientY, event.currentTarget)
  }
  const reveal = (id: string) => stage?.reveal(id)
  const togglePin = (id: string) => stage?.togglePin(id)
  return (
    <div className={classes.split}>
      <div className={classes.picture} onContextMenu={openMenu}>
        <GraphCanvas
          stage={stage}
          onStage={props.onStage}
          graph={graph}
          measure={measure}
          selected={selected}
          events={{
            onHover: (node, link) => {
              setHovered({ node, link })
              show(node ?? (selected === null ? null : (stage?.nodeOf(selected) ?? null)))
            },
            onSelect: choose,
            onPins: () => setPins(stage?.pins() ?? 0),
            onArranging: setArranging,
          }}
        />
        {arranging && <p className={classes.arranging}>Arranging {formatCount(graph.nodes.length)} nodes…</p>}
        {pins > 0 && (
          <Button className={classes.unpin} size="compact-xs" variant="default" onClick={() => stage?.unpinAll()}>
            Unpin {pins === 1 ? 'the pinned node' : `all ${pins}`}
          </Button>
        )}
        <GraphLegend graph={graph} measure={measure} />
      </div>
      <aside className={classes.side} aria-label="Nodes">
        <NodeList
          nodes={graph.nodes}
          measure={measure}
          selected={selected}
          onSelect={choose}
          onReveal={reveal}
          onTogglePin={togglePin}
        />
        <div className={classes.cardPlace}>
          {hovered.link !== null ? (
            <LinkCard link={hovered.link} />
          ) : shown !== null ? (
            <NodeCard
              node={shown.node}
              links={shown.links}
              measure={measure}
              onSelect={(id) => {
                choose(id)
                reveal(id)
              }}
              onTogglePin={togglePin}
            />
          ) : (
            <p className={classes.hint}>
              Point at a node or a link for its numbers. Drag a node to pin it, double click lets it go. The wheel
              zooms, the paper drags.
            </p>
          )}
        </div>
      </aside>
    </div>
  )
}
