import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { cutMiddle } from '../../components/middle-cut.ts'
import { protocolColor, resolveColor } from '../../components/palette.ts'
import { isMenuKey } from '../../components/value-handle.tsx'
import { newsOf } from './graph-options.ts'
import { createStage } from './graph-stage.ts'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'
import type { GraphColors } from './draw-graph.ts'
import type { Measure, PlacedLink, PlacedNode } from './graph-layout.ts'
import type { Stage, StageEvents } from './graph-stage.ts'
import classes from './graph-view.module.css'

const LABEL_LENGTH = 24
const PAN = 60
const STEPS: Readonly<Record<string, [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function useLook(stage: Stage | null, canvas: { current: HTMLCanvasElement | null }) {
  useEffect(() => {
    const place = canvas.current?.parentElement
    if (place === null || place === undefined) return undefined
    const apply = () => {
      const resolve = (color: string) => resolveColor(place, color)
      const colors: GraphColors = {
        background: resolve('var(--surface)'),
        text: resolve('var(--ink)'),
        accent: resolve('var(--accent-ink)'),
        source: resolve('var(--graph-source)'),
        target: resolve('var(--graph-target)'),
        both: resolve('var(--graph-both)'),
      }
      const ofProtocol = new Map<string, string>()
      const colorOfLink = ({ services }: PlacedLink) => {
        const protocol = services[0] ?? 'other'
        let color = ofProtocol.get(protocol)
        if (color === undefined) ofProtocol.set(protocol, (color = resolve(protocolColor(protocol))))
        return color
      }
      const labels = new Map<string, string>()
      const labelOf = (node: PlacedNode) => {
        const { id } = node
        let label = labels.get(id)
        if (label === undefined) labels.set(id, (label = cutMiddle(escapeCaptureText(id, 200), LABEL_LENGTH)))
        const news = newsOf(node)
        return news === null ? label : `${label} (${news})`
      }
      stage?.setLook({ colors, colorOfLink, labelOf })
    }
    apply()
    const observer = new MutationObserver(apply)
    observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => observer.disconnect()
  }, [stage, canvas])
}

/** The picture. It gives its stage to the view, which calls its methods, and takes it back (null) when it goes. */
export function GraphCanvas(props: {
  stage: Stage | null
  onStage: (stage: Stage | null) => void
  graph: ConnectionGraph
  measure: Measure
  selected: string | null
  selectedLink: PlacedLink | null
  events: StageEvents
  /** Hides what is selected. */
  onHide: () => void
  onToggleExpand: (id: string) => void
  /** The menu key, on the selected node. */
  onMenu: (id: string) => void
}) {
  const { stage, onStage, graph, measure, selected, selectedLink, events } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(events)
  useEffect(() => {
    latest.current = events
  })

  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    const made = createStage(element, {
      onHover: (node, link) => latest.current.onHover(node, link),
      onSelect: (id, link) => latest.current.onSelect(id, link),
      onPins: () => latest.current.onPins(),
      onArranging: (arranging) => latest.current.onArranging(arranging),
    })
    onStage(made)
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect
      if (width > 0 && height > 0) made.resize(Math.floor(width), Math.floor(height))
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      onStage(null)
    }
  }, [onStage])
  useLook(stage, canvas)
  useEffect(() => stage?.setMeasure(measure), [stage, measure])
  useEffect(() => stage?.setGraph(graph), [stage, graph])
  useEffect(() => stage?.select(selected, selectedLink), [stage, selected, selectedLink])

  const onKeyDown = (event: KeyboardEvent) => {
    const at = stage
    if (at === null || event.ctrlKey || event.metaKey || event.altKey) return
    if (isMenuKey(event)) {
      if (selected !== null) props.onMenu(selected)
      event.preventDefault()
      return
    }
    if (event.shiftKey && Object.hasOwn(STEPS, event.key)) {
      const next = at.step(selected, ...STEPS[event.key])
      if (next !== null) events.onSelect(next.id, null)
      event.preventDefault()
      return
    }
    const actions: Record<string, () => void> = {
      '+': () => at.zoomBy(1.4),
      '=': () => at.zoomBy(1.4),
      '-': () => at.zoomBy(1 / 1.4),
      '0': () => at.fit(),
      ArrowLeft: () => at.panBy(PAN, 0),
      ArrowRight: () => at.panBy(-PAN, 0),
      ArrowUp: () => at.panBy(0, PAN),
      ArrowDown: () => at.panBy(0, -PAN),
      Escape: () => events.onSelect(null, null),
      p: () => selected !== null && at.togglePin(selected),
      e: () => selected !== null && props.onToggleExpand(selected),
      h: props.onHide,
      u: () => at.unpinAll(),
    }
    if (!Object.hasOwn(actions, event.key)) return
    actions[event.key]()
    event.preventDefault()
  }

  return (
    <canvas
      ref={canvas}
      className={classes.canvas}
      tabIndex={0}
      role="img"
      aria-label={`Graph of ${graph.nodes.length} nodes and ${graph.links.length} links. The list beside it has the same nodes. Plus and minus zoom, arrows move, with Shift they go from node to node, the menu key offers what can be done with the selected node, 0 fits, P pins the selected node, E expands it, H hides it, U unpins all.`}
      onKeyDown={onKeyDown}
    />
  )
}
