import { Button } from '@mantine/core'
import { useMemo, useState, type MouseEvent } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { saveBlob } from '../../state/save-blob.ts'
import { formatCount } from '../../components/units.ts'
import { conditionOf, useValueActions } from '../../components/value-actions.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { GraphLegend } from './graph-legend.tsx'
import { firstOptions, type GraphOptions, nodeValue, queryOf, withoutNodes } from './graph-options.ts'
import { GraphToolbar } from './graph-toolbar.tsx'
import { LinkCard, NodeCard } from './node-card.tsx'
import { NodeList } from './node-list.tsx'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'
import type { PlacedLink, PlacedNode } from './graph-layout.ts'
import type { Stage } from './graph-stage.ts'
import classes from './graph-view.module.css'

/** Who talks to whom, or any two fields, as a picture: Arkime's connections. */
export function GraphView() {
  const [options, setOptions] = useState(firstOptions)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const { result, error } = useAnalysis('connections', queryOf(options))
  const graph = useMemo(() => (result === undefined ? undefined : withoutNodes(result, hidden)), [result, hidden])
  const empty = useEmptyText('No sessions have both fields in what is selected.')
  const [stage, setStage] = useState<Stage | null>(null)
  const change = (changes: Partial<GraphOptions>) => {
    if (changes.source !== undefined || changes.destination !== undefined || changes.group !== undefined)
      setHidden(new Set())
    setOptions((former) => ({ ...former, ...changes }))
  }
  const limits = options.minSessions > 1 || options.minConn > 1

  return (
    <div className={classes.view}>
      <GraphToolbar options={options} onChange={change}>
        <span className={classes.shown} role="status">
          {graph === undefined ? '' : shownText(graph)}
        </span>
        {graph !== undefined &&
          result !== undefined &&
          result.nodes.length < result.totalNodes &&
          options.group === 'none' && (
            <Button
              size="compact-xs"
              variant="default"
              title="There are more nodes than are shown"
              onClick={() => change({ group: 'subnet' })}
            >
              Group by subnet
            </Button>
          )}
        {graph !== undefined && graph.nodes.length > 0 && <Saves stage={stage} graph={graph} options={options} />}
      </GraphToolbar>
      {graph === undefined ? (
        error === null ? (
          <AnswerState kind="loading" title="Adding up sessions…" />
        ) : (
          <AnswerState kind="error" title="The graph could not be made.">
            {error}
          </AnswerState>
        )
      ) : graph.nodes.length === 0 ? (
        <AnswerState kind="empty" title={empty}>
          {hidden.size > 0 ? (
            <Button size="compact-sm" variant="default" onClick={() => setHidden(new Set())}>
              Show what is hidden
            </Button>
          ) : limits ? (
            'Lower limits of links and sessions may show some.'
          ) : (
            'The graph is made of TCP, UDP and other IP sessions.'
          )}
        </AnswerState>
      ) : (
        <Picture
          stage={stage}
          onStage={setStage}
          graph={graph}
          options={options}
          onChange={change}
          hidden={hidden}
          onHidden={setHidden}
        />
      )}
    </div>
  )
}

function Saves({ stage, graph, options }: { stage: Stage | null; graph: ConnectionGraph; options: GraphOptions }) {
  const save = (blob: Blob | null | undefined, ending: string) => {
    if (blob !== null && blob !== undefined) saveBlob(blob, `capscope-graph.${ending}`)
  }
  const json = () =>
    new Blob([JSON.stringify({ query: queryOf(options), ...graph }, null, 2)], { type: 'application/json' })
  return (
    <>
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
        onClick={() => void stage?.png().then((blob) => save(blob, 'png'))}
      >
        Save PNG
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title="The picture as it is now"
        onClick={() => save(stage?.svg(), 'svg')}
      >
        Save SVG
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title="Nodes and links with their numbers"
        onClick={() => save(json(), 'json')}
      >
        Save JSON
      </Button>
    </>
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
  options: GraphOptions
  onChange: (changes: Partial<GraphOptions>) => void
  hidden: ReadonlySet<string>
  onHidden: (hidden: ReadonlySet<string>) => void
}) {
  const { stage, graph, options, hidden } = props
  const { measure, expand } = options
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
    const ends = (node === null ? [link?.source, link?.target] : [node]).map((end) =>
      end === undefined ? null : nodeValue(end, options),
    )
    const values = ends.filter((value) => value !== null)
    if (values.length === 0) return
    const condition = values.map(conditionOf).join(' and ')
    actions?.openMenu({ ...values[0], condition }, event.clientX, event.clientY, event.currentTarget)
  }
  const reveal = (id: string) => stage?.reveal(id)
  const togglePin = (id: string) => stage?.togglePin(id)
  const valueOf = (id: string) => {
    const node = graph.nodes.find((node) => node.id === id)
    return node === undefined ? null : nodeValue(node, options)
  }
  const hide = (id: string) => {
    props.onHidden(new Set([...hidden, id]))
    choose(null)
  }
  const toggleExpand = (id: string) =>
    props.onChange({ expand: expand.includes(id) ? expand.filter((other) => other !== id) : [...expand, id] })
  return (
    <div className={classes.split}>
      <div className={classes.picture} onContextMenu={openMenu}>
        <GraphCanvas
          stage={stage}
          onStage={props.onStage}
          graph={graph}
          measure={measure}
          selected={selected}
          onHide={hide}
          onToggleExpand={toggleExpand}
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
        <div className={classes.over}>
          {expand.length > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => props.onChange({ expand: [] })}>
              Collapse {expand.length === 1 ? 'the expanded node' : `all ${expand.length}`}
            </Button>
          )}
          {hidden.size > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => props.onHidden(new Set())}>
              Show {formatCount(hidden.size)} hidden
            </Button>
          )}
          {pins > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => stage?.unpinAll()}>
              Unpin {pins === 1 ? 'the pinned node' : `all ${pins}`}
            </Button>
          )}
        </div>
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
          onToggleExpand={toggleExpand}
          onHide={hide}
          valueOf={valueOf}
        />
        <div className={classes.cardPlace}>
          {hovered.link !== null ? (
            <LinkCard link={hovered.link} valueOf={valueOf} />
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
              onToggleExpand={toggleExpand}
              onHide={hide}
              isExpanded={expand.includes(shown.node.id)}
              valueOf={valueOf}
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
