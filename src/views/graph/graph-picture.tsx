import { Button } from '@mantine/core'
import { useState, type MouseEvent } from 'react'
import { formatCount } from '../../components/units.ts'
import { useValueActions } from '../../components/value-actions.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { GraphLegend } from './graph-legend.tsx'
import { type GraphOptions, type Hidden, linkKey, linkValue, nodeValue, nothingHidden } from './graph-options.ts'
import { LinkCard } from './link-card.tsx'
import { NodeCard } from './node-card.tsx'
import { NodeList } from './node-list.tsx'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'
import type { PlacedLink, PlacedNode } from './graph-layout.ts'
import type { Stage } from './graph-stage.ts'
import classes from './graph-view.module.css'

/** The picture with its list of nodes and the card of what is selected or pointed at. */
export function GraphPicture(props: {
  stage: Stage | null
  onStage: (stage: Stage | null) => void
  graph: ConnectionGraph
  options: GraphOptions
  onChange: (changes: Partial<GraphOptions>) => void
  hidden: Hidden
  onHidden: (hidden: Hidden) => void
}) {
  const { stage, graph, options, hidden } = props
  const { measure, expand } = options
  const [selected, setSelected] = useState<string | null>(null)
  const [selectedLink, setSelectedLink] = useState<PlacedLink | null>(null)
  const [hovered, setHovered] = useState<{ node: PlacedNode | null; link: PlacedLink | null }>({
    node: null,
    link: null,
  })
  const [arranging, setArranging] = useState(false)
  const [pins, setPins] = useState(0)
  const [shown, setShown] = useState<{ node: PlacedNode; links: PlacedLink[] } | null>(null)

  const show = (node: PlacedNode | null) =>
    setShown(node === null || stage === null ? null : { node, links: stage.linksOf(node) })
  const choose = (id: string | null, link: PlacedLink | null = null) => {
    setSelected(id)
    setSelectedLink(link)
    show(id === null ? null : (stage?.nodeOf(id) ?? null))
  }
  const actions = useValueActions()
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    event.preventDefault()
    const { node, link } = hovered
    const value = node !== null ? nodeValue(node, options) : link !== null ? linkValue(link, options) : null
    if (value !== null) actions?.openMenu(value, event.clientX, event.clientY, event.currentTarget)
  }
  const reveal = (id: string) => stage?.reveal(id)
  const togglePin = (id: string) => stage?.togglePin(id)
  const valueOf = (id: string) => {
    const node = graph.nodes.find((node) => node.id === id)
    return node === undefined ? null : nodeValue(node, options)
  }
  const openMenuOf = (id: string) => {
    const value = valueOf(id)
    const place = stage?.placeOf(id)
    const canvas = document.activeElement
    if (value !== null && place && canvas instanceof HTMLElement) actions?.openMenu(value, place.x, place.y, canvas)
  }
  const hide = (id: string) => {
    props.onHidden({ ...hidden, nodes: new Set([...hidden.nodes, id]) })
    choose(null)
  }
  const hideLink = (link: PlacedLink) => {
    props.onHidden({ ...hidden, links: new Set([...hidden.links, linkKey(link)]) })
    setSelectedLink(null)
    setHovered({ node: null, link: null })
    setShown((former) => former && { ...former, links: former.links.filter((other) => other !== link) })
  }
  const toggleExpand = (id: string) =>
    props.onChange({ expand: expand.includes(id) ? expand.filter((other) => other !== id) : [...expand, id] })
  const hiddenParts = hidden.nodes.size + hidden.links.size
  const link = hovered.link ?? (hovered.node === null ? selectedLink : null)
  return (
    <div className={classes.split}>
      <div className={classes.picture} onContextMenu={openMenu}>
        <GraphCanvas
          stage={stage}
          onStage={props.onStage}
          graph={graph}
          measure={measure}
          selected={selected}
          selectedLink={selectedLink}
          onHide={() => {
            if (selected !== null) hide(selected)
            else if (selectedLink !== null) hideLink(selectedLink)
          }}
          onToggleExpand={toggleExpand}
          onMenu={openMenuOf}
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
          {hiddenParts > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => props.onHidden(nothingHidden)}>
              Show {formatCount(hiddenParts)} hidden
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
          {link !== null ? (
            <LinkCard link={link} value={linkValue(link, options)} valueOf={valueOf} onHide={hideLink} />
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
              onHideLink={hideLink}
              isExpanded={expand.includes(shown.node.id)}
              valueOf={valueOf}
              linkValueOf={(link) => linkValue(link, options)}
            />
          ) : (
            <p className={classes.hint}>
              Point at a node or a link for its numbers, click for more. Drag a node to pin it, double click lets it go.
              The wheel zooms, the paper drags.
            </p>
          )}
        </div>
        <span className={classes.spoken} role="status">
          {selected === null || shown === null ? '' : `${shown.node.id}, ${formatCount(shown.links.length)} links`}
        </span>
      </aside>
    </div>
  )
}
