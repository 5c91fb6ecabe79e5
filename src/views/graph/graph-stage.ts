import { drag } from 'd3-drag'
import { select } from 'd3-selection'
import { zoom, zoomIdentity } from 'd3-zoom'
import type { D3DragEvent } from 'd3-drag'
import type { D3ZoomEvent, ZoomTransform } from 'd3-zoom'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'
import { colorOfNode, drawGraph } from './draw-graph.ts'
import { applyMeasure, bounds, createLayout, isPinned, linkAt, nodeAt, pin, settle, unpin } from './graph-layout.ts'
import { graphSvg } from './graph-svg.ts'
import { nodeAhead } from './node-ahead.ts'
import type { GraphColors, Scene } from './draw-graph.ts'
import type { Layout, Measure, PlacedLink, PlacedNode } from './graph-layout.ts'

export type StageEvents = {
  /** What the pointer is on. */
  onHover: (node: PlacedNode | null, link: PlacedLink | null) => void
  /** A click: on a node, on a link, or on nothing. */
  onSelect: (id: string | null, link: PlacedLink | null) => void
  /** A node was pinned or let go. */
  onPins: () => void
  /** True while the first layout is worked out unseen. */
  onArranging: (arranging: boolean) => void
}

export type Stage = ReturnType<typeof createStage>

/** Milliseconds of layout per frame: unseen it may take most of a frame, then it must leave room for drawing. */
const UNSEEN_BUDGET = 12
const SEEN_BUDGET = 6
/** Milliseconds after the last step of a movement until the picture is drawn with all its widths. */
const STILL_AFTER = 120
/** The layout is shown when it has cooled to this: what moves afterwards is little. */
const COOL = 0.05
const MARGIN = 56
const CLOSEST = 8
const FARTHEST = 0.05

/** Draws a graph on a canvas and answers the mouse. No React here: 60 frames a second pass it by. */
export function createStage(canvas: HTMLCanvasElement, events: StageEvents) {
  const context = canvas.getContext('2d')!
  let layout: Layout | null = null
  let measure: Measure = 'bytes'
  let transform: ZoomTransform = zoomIdentity
  let size = { width: 1, height: 1 }
  let colors: GraphColors | null = null
  let colorOfLink: (link: PlacedLink) => string = () => 'grey'
  let labelOf: (node: PlacedNode) => string = (node) => node.id
  let hovered: PlacedNode | null = null
  let hoveredLink: PlacedLink | null = null
  let selected: PlacedNode | null = null
  let selectedLink: PlacedLink | null = null
  let frame = 0
  let running = false
  let arranging = false
  let dragged = false
  let still: ReturnType<typeof setTimeout> | undefined
  let isMoving = false
  /** Once a person has moved the picture it is no longer fitted for them. */
  let isMoved = false

  const zoomer = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([FARTHEST, CLOSEST])
    .filter(
      (event: MouseEvent) => event.type !== 'dblclick' && (!event.ctrlKey || event.type === 'wheel') && !event.button,
    )
    .on('zoom', (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      transform = event.transform
      if (event.sourceEvent !== null) isMoved = true
      move()
      redraw()
    })

  type Held = { x: number; y: number; node: PlacedNode }
  const dragger = drag<HTMLCanvasElement, unknown, Held | undefined>()
    .container(canvas)
    .subject((event: { x: number; y: number }) => {
      const node = at(event.x, event.y)
      return node === null ? undefined : { x: transform.applyX(node.x), y: transform.applyY(node.y), node }
    })
    .on('start', () => (dragged = false))
    .on('drag', (event: D3DragEvent<HTMLCanvasElement, unknown, Held>) => {
      if (!dragged) {
        dragged = true
        layout?.simulation.alphaTarget(0.2)
        warm()
      }
      pin(event.subject.node, transform.invertX(event.x), transform.invertY(event.y))
      canvas.style.cursor = 'grabbing'
      move()
      redraw()
    })
    .on('end', () => {
      layout?.simulation.alphaTarget(0)
      if (dragged) events.onPins()
      dragged = false
    })

  const surface = select<HTMLCanvasElement, unknown>(canvas)
  surface.call(dragger).call(zoomer)
  canvas.addEventListener('pointermove', onPointerMove)
  canvas.addEventListener('pointerleave', onPointerLeave)
  canvas.addEventListener('click', onClick)
  canvas.addEventListener('dblclick', onDoubleClick)

  function at(x: number, y: number): PlacedNode | null {
    return layout === null || arranging
      ? null
      : nodeAt(layout.nodes, transform.invertX(x), transform.invertY(y), 6 / transform.k)
  }

  function linkUnder(x: number, y: number): PlacedLink | null {
    return layout === null || arranging
      ? null
      : linkAt(layout.links, transform.invertX(x), transform.invertY(y), 4 / transform.k)
  }

  function onPointerMove(event: PointerEvent) {
    if (event.buttons !== 0 || layout === null || arranging) return
    const node = at(event.offsetX, event.offsetY)
    const link = node === null ? linkUnder(event.offsetX, event.offsetY) : null
    canvas.style.cursor = node === null && link === null ? 'default' : 'pointer'
    hover(node, link)
  }
  function onPointerLeave() {
    if (!dragged) hover(null, null)
  }
  function hover(node: PlacedNode | null, link: PlacedLink | null) {
    if (node === hovered && link === hoveredLink) return
    hovered = node
    hoveredLink = link
    events.onHover(node, link)
    redraw()
  }
  function onClick(event: MouseEvent) {
    const node = at(event.offsetX, event.offsetY)
    events.onSelect(node?.id ?? null, node === null ? linkUnder(event.offsetX, event.offsetY) : null)
  }
  function onDoubleClick(event: MouseEvent) {
    const node = at(event.offsetX, event.offsetY)
    if (node === null) fit()
    else letGo(node)
  }

  function run() {
    running = true
    redraw()
  }
  /** The picture moves: it is drawn quickly until nothing has moved for a moment. */
  function move() {
    isMoving = true
    clearTimeout(still)
    still = setTimeout(() => {
      isMoving = false
      redraw()
    }, STILL_AFTER)
  }
  function redraw() {
    if (frame === 0) frame = requestAnimationFrame(step)
  }
  function step() {
    frame = 0
    if (layout === null) {
      context.clearRect(0, 0, size.width, size.height)
      return
    }
    if (running) {
      move()
      running = settle(layout, arranging ? UNSEEN_BUDGET : SEEN_BUDGET)
      if (arranging && (!running || layout.simulation.alpha() < COOL)) {
        arranging = false
        events.onArranging(false)
      }
      if (!arranging && !isMoved && !dragged) fitNow()
    }
    if (!arranging) draw()
    if (running) redraw()
  }
  function draw() {
    const scene = sceneNow()
    if (scene !== null) drawGraph(context, scene)
  }
  function sceneNow(): Scene | null {
    if (layout === null || colors === null) return null
    const palette = colors
    return {
      layout,
      zoom: transform,
      width: size.width,
      height: size.height,
      colors,
      colorOfLink,
      colorOfNode: (node) => colorOfNode(node, palette),
      focus: hovered ?? (hoveredLink === null ? selected : null),
      focusLink: hovered !== null ? null : (hoveredLink ?? (selected === null ? selectedLink : null)),
      isHovered: hovered !== null || hoveredLink !== null,
      isMoving,
      labelOf,
    }
  }

  function fitNow() {
    const box = layout === null ? null : bounds(layout.nodes)
    if (box === null) return
    const width = Math.max(1, size.width - 2 * MARGIN)
    const height = Math.max(1, size.height - 2 * MARGIN)
    const k = Math.max(FARTHEST, Math.min(2, width / (box.right - box.left), height / (box.bottom - box.top)))
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    zoomer.transform(
      surface,
      zoomIdentity
        .translate(size.width / 2, size.height / 2)
        .scale(k)
        .translate(-x, -y),
    )
  }
  function fit() {
    isMoved = false
    fitNow()
    redraw()
  }
  function letGo(node: PlacedNode) {
    if (!isPinned(node)) return
    unpin(node)
    warm()
    events.onPins()
  }
  function warm() {
    layout?.simulation.alpha(Math.max(layout.simulation.alpha(), 0.2))
    run()
  }
  const find = (id: string | null) => layout?.nodes.find((node) => node.id === id) ?? null
  const findLink = (link: PlacedLink | null) =>
    layout?.links.find(({ source, target }) => source.id === link?.source.id && target.id === link.target.id) ?? null

  return {
    /** Takes over a graph; nodes that were there stay where they are. */
    setGraph(graph: ConnectionGraph) {
      const former = layout
      if (former !== null && isSameShape(former, graph)) {
        for (const [i, node] of graph.nodes.entries())
          Object.assign(former.nodes[i], { inresult: undefined, members: undefined }, node)
        for (const [i, { sessions, packets, bytes, payload, services, inresult }] of graph.links.entries())
          Object.assign(former.links[i], { sessions, packets, bytes, payload, services, inresult })
        applyMeasure(former, measure)
        redraw()
        return
      }
      const isFirst = former === null || former.nodes.length === 0
      layout = createLayout(graph, measure, former ?? undefined, aspectOf(canvas))
      selected = find(selected?.id ?? null)
      selectedLink = findLink(selectedLink)
      hover(null, null)
      if (isFirst && graph.nodes.length > 0) {
        arranging = true
        isMoved = false
        events.onArranging(true)
      }
      run()
    },
    setMeasure(next: Measure) {
      measure = next
      if (layout === null) return
      applyMeasure(layout, measure)
      warm()
    },
    setLook(look: {
      colors: GraphColors
      colorOfLink: (link: PlacedLink) => string
      labelOf: (node: PlacedNode) => string
    }) {
      ;({ colors, colorOfLink, labelOf } = look)
      redraw()
    },
    /** CSS pixels. */
    resize(width: number, height: number) {
      const ratio = window.devicePixelRatio || 1
      size = { width, height }
      canvas.width = Math.round(width * ratio)
      canvas.height = Math.round(height * ratio)
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      if (!isMoved && !arranging) fitNow()
      redraw()
    },
    select(id: string | null, link: PlacedLink | null) {
      selected = find(id)
      selectedLink = findLink(link)
      redraw()
    },
    /** The next node in a direction, for the keyboard; brought into sight. */
    step(id: string | null, dx: number, dy: number): PlacedNode | null {
      const next = nodeAhead(layout?.nodes ?? [], find(id), dx, dy)
      if (next === null) return null
      const [x, y] = transform.apply([next.x, next.y])
      if (x < MARGIN || y < MARGIN || x > size.width - MARGIN || y > size.height - MARGIN) this.reveal(next.id)
      return next
    },
    /** Where a node is in the window; null when it is not there. */
    placeOf(id: string): { x: number; y: number } | null {
      const node = find(id)
      const box = canvas.getBoundingClientRect()
      return node && { x: box.left + transform.applyX(node.x), y: box.top + transform.applyY(node.y) }
    },
    /** Moves the picture so that a node is in the middle, near enough to read. */
    reveal(id: string) {
      const node = find(id)
      if (node === null) return
      isMoved = true
      const k = Math.max(transform.k, 1)
      zoomer.transform(
        surface,
        zoomIdentity
          .translate(size.width / 2, size.height / 2)
          .scale(k)
          .translate(-node.x, -node.y),
      )
    },
    nodeOf: find,
    linksOf: (node: PlacedNode) => (layout === null ? [] : node.links.map((index) => layout!.links[index])),
    togglePin(id: string) {
      const node = find(id)
      if (node === null) return
      if (isPinned(node)) letGo(node)
      else {
        pin(node, node.x, node.y)
        events.onPins()
        redraw()
      }
    },
    unpinAll() {
      for (const node of layout?.nodes ?? []) unpin(node)
      warm()
      events.onPins()
    },
    pins: () => layout?.nodes.filter(isPinned).length ?? 0,
    zoomBy(factor: number) {
      isMoved = true
      zoomer.scaleBy(surface, factor)
    },
    panBy(x: number, y: number) {
      isMoved = true
      zoomer.translateBy(surface, x / transform.k, y / transform.k)
    },
    fit,
    /** The picture as it is now, twice as fine, on paper. */
    async png(): Promise<Blob | null> {
      const copy = document.createElement('canvas')
      copy.width = size.width * 2
      copy.height = size.height * 2
      const target = copy.getContext('2d')
      const scene = sceneNow()
      if (target === null || scene === null) return null
      target.scale(2, 2)
      drawGraph(target, { ...scene, isMoving: false })
      target.globalCompositeOperation = 'destination-over'
      target.fillStyle = scene.colors.background
      target.fillRect(0, 0, size.width, size.height)
      return new Promise((resolve) => copy.toBlob(resolve))
    },
    /** The picture as it is now; null before there is one. */
    svg(): Blob | null {
      const scene = sceneNow()
      return scene === null ? null : new Blob([graphSvg(scene)], { type: 'image/svg+xml' })
    },
    destroy() {
      cancelAnimationFrame(frame)
      clearTimeout(still)
      surface.on('.zoom', null).on('.drag', null)
      canvas.removeEventListener('pointermove', onPointerMove)
      canvas.removeEventListener('pointerleave', onPointerLeave)
      canvas.removeEventListener('click', onClick)
      canvas.removeEventListener('dblclick', onDoubleClick)
    },
  }
}

/** Width over height of the place, within reason. */
function aspectOf({ clientWidth, clientHeight }: HTMLCanvasElement): number {
  return clientWidth > 0 && clientHeight > 0 ? Math.min(3, Math.max(0.5, clientWidth / clientHeight)) : 1
}

/** The same nodes and links in the same order: only numbers have changed. */
function isSameShape(layout: Layout, graph: ConnectionGraph): boolean {
  return (
    layout.nodes.length === graph.nodes.length &&
    layout.links.length === graph.links.length &&
    graph.nodes.every((node, i) => layout.nodes[i].id === node.id) &&
    graph.links.every(
      (link, i) => layout.links[i].source.index === link.source && layout.links[i].target.index === link.target,
    )
  )
}
