import { placeLabels } from './label-placement.ts'
import { isPinned } from './graph-layout.ts'
import { newsOf } from './graph-options.ts'
import type { LabelRequest } from './label-placement.ts'
import type { Layout, PlacedLink, PlacedNode } from './graph-layout.ts'

export type GraphColors = {
  background: string
  text: string
  accent: string
  /** By role: only begins sessions, only answers, both. */
  source: string
  target: string
  both: string
}

/** Screen = layout * k + (x, y). */
export type Zoom = { x: number; y: number; k: number }

export type Scene = {
  layout: Layout
  zoom: Zoom
  /** CSS pixels. */
  width: number
  height: number
  colors: GraphColors
  colorOfLink: (link: PlacedLink) => string
  colorOfNode: (node: PlacedNode) => string
  /** The node in focus: its neighbours stay bright, everything else fades. */
  focus: PlacedNode | null
  focusLink: PlacedLink | null
  /** The focus is what the pointer is on, not what was selected. */
  isHovered: boolean
  /**
   * The picture is one of many a second: links but the widest are a pixel wide and labels have no rim, which browsers draw
   * several times quicker.
   */
  isMoving: boolean
  labelOf: (node: PlacedNode) => string
}

const FONT_SIZE = 11
const LABEL_HEIGHT = 14
/** Links of the focus that keep their width while the picture moves. */
const MOST_WIDE = 200
/** The legend lies over the lower edge. */
const LEGEND_HEIGHT = 36
/** Labels that may cover the discs of lighter nodes. */
const STRONG = 40
/** Labels at zoom 1; more of them the nearer one looks. */
const LABELS = 70
/** What is not in focus: faint while the pointer is on something, less so beside what was selected. */
const FAINT = 0.1
const FADED = 0.3
const FULL_TURN = 2 * Math.PI
const SOLID: number[] = []
const GONE_LINK = [6, 4]
const GONE_NODE = [3, 2]
const labelWidths = new Map<string, number>()

/** Nodes and links that stay bright: those of the focus, else all. */
export function brightParts({ layout, focus, focusLink }: Pick<Scene, 'layout' | 'focus' | 'focusLink'>) {
  if (focus === null && focusLink === null) return null
  const nodes = new Set<PlacedNode>()
  const links = new Set<PlacedLink>()
  if (focus !== null) nodes.add(focus)
  for (const link of focus === null ? [focusLink!] : focus.links.map((index) => layout.links[index])) {
    links.add(link)
    nodes.add(link.source)
    nodes.add(link.target)
  }
  return { nodes, links }
}

/** Circle: only begins sessions. Square: only answers. Diamond: both. All of the same area, told apart without colour. */
export function nodePath(context: CanvasRenderingContext2D, type: number, x: number, y: number, radius: number): void {
  context.beginPath()
  if (type === 1) {
    context.arc(x, y, radius, 0, FULL_TURN)
  } else if (type === 2) {
    const half = radius * 0.886
    context.rect(x - half, y - half, 2 * half, 2 * half)
  } else {
    const half = radius * 1.253
    context.moveTo(x, y - half)
    context.lineTo(x + half, y)
    context.lineTo(x, y + half)
    context.lineTo(x - half, y)
    context.closePath()
  }
}

export const colorOfNode = ({ type }: PlacedNode, colors: GraphColors) =>
  type === 1 ? colors.source : type === 2 ? colors.target : colors.both

export function drawGraph(context: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, zoom, width, height } = scene
  const bright = brightParts(scene)
  context.clearRect(0, 0, width, height)
  context.save()
  context.translate(zoom.x, zoom.y)
  context.scale(zoom.k, zoom.k)
  drawLinks(context, scene, bright)
  // Heaviest last, so that a giant never hides under a crowd of its neighbours.
  for (let i = layout.nodes.length - 1; i >= 0; i--) drawNode(context, layout.nodes[i], scene, bright)
  context.restore()
  drawLabels(context, scene, bright)
}

type Bright = ReturnType<typeof brightParts>

function drawLinks(context: CanvasRenderingContext2D, scene: Scene, bright: Bright): void {
  const { layout, zoom, colorOfLink, isHovered, isMoving } = scene
  const hairline = 1 / zoom.k
  // Lines thinner than a pixel fade into the paper when zoomed out.
  const thinnest = 0.75 / zoom.k
  context.lineCap = 'butt'
  for (const lit of bright === null ? [true] : [false, true]) {
    for (const link of layout.links) {
      if (bright !== null && bright.links.has(link) !== lit) continue
      const { source, target } = link
      context.globalAlpha = bright === null ? 0.5 : lit ? 0.95 : isHovered ? FAINT : FADED / 2
      context.strokeStyle = colorOfLink(link)
      const isThin =
        isMoving && (bright === null ? link.width < layout.wideFrom : !lit || bright.links.size > MOST_WIDE)
      context.lineWidth = isThin ? hairline : Math.max(link.width, thinnest)
      context.setLineDash(newsOf(link) === 'gone' ? GONE_LINK : SOLID)
      context.beginPath()
      if (source === target) context.arc(source.x, source.y - source.radius, source.radius * 0.9, 0, FULL_TURN)
      else {
        context.moveTo(source.x, source.y)
        context.lineTo(target.x, target.y)
      }
      context.stroke()
      if (lit && bright !== null && source !== target) drawArrow(context, link, thinnest)
    }
  }
  context.setLineDash(SOLID)
  context.globalAlpha = 1
}

/** At the rim of the node that answers. */
function drawArrow(context: CanvasRenderingContext2D, { source, target, width }: PlacedLink, thinnest: number): void {
  const dx = target.x - source.x
  const dy = target.y - source.y
  const length = Math.hypot(dx, dy)
  const size = Math.max(width * 1.6, 8 * thinnest)
  if (length < target.radius + size) return
  const [ux, uy] = [dx / length, dy / length]
  const tipX = target.x - ux * (target.radius + 1)
  const tipY = target.y - uy * (target.radius + 1)
  context.beginPath()
  context.moveTo(tipX, tipY)
  context.lineTo(tipX - ux * size - uy * size * 0.5, tipY - uy * size + ux * size * 0.5)
  context.lineTo(tipX - ux * size + uy * size * 0.5, tipY - uy * size - ux * size * 0.5)
  context.closePath()
  context.fillStyle = context.strokeStyle
  context.fill()
}

function drawNode(context: CanvasRenderingContext2D, node: PlacedNode, scene: Scene, bright: Bright): void {
  const { colors, zoom, focus, isHovered } = scene
  context.globalAlpha = bright === null || bright.nodes.has(node) ? 1 : isHovered ? FAINT * 1.5 : FADED
  nodePath(context, node.type, node.x, node.y, node.radius)
  const news = newsOf(node)
  context.fillStyle = news === 'gone' ? colors.background : scene.colorOfNode(node)
  context.fill()
  context.lineWidth = (node === focus ? 2.5 : news === 'gone' ? 2 : 1) / zoom.k
  context.strokeStyle = node === focus ? colors.text : news === 'gone' ? scene.colorOfNode(node) : colors.background
  context.setLineDash(news === 'gone' ? GONE_NODE : SOLID)
  context.stroke()
  context.setLineDash(SOLID)
  if (news === 'new') {
    context.beginPath()
    context.arc(node.x, node.y, node.radius * 1.3 + 3, 0, FULL_TURN)
    context.lineWidth = 1.5 / zoom.k
    context.strokeStyle = colors.text
    context.stroke()
  }
  if (isPinned(node)) {
    context.beginPath()
    context.arc(node.x, node.y, Math.max(1.5, Math.min(3 / zoom.k, node.radius * 0.5)), 0, FULL_TURN)
    context.fillStyle = colors.background
    context.fill()
  }
  context.globalAlpha = 1
}

function drawLabels(context: CanvasRenderingContext2D, scene: Scene, bright: Bright): void {
  const { layout, zoom, width, height, colors, focus, labelOf, isMoving } = scene
  context.font = `${FONT_SIZE}px ui-sans-serif, system-ui, sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const shown: PlacedNode[] = []
  const requests: LabelRequest[] = []
  const add = (node: PlacedNode, forced: boolean) => {
    const x = node.x * zoom.k + zoom.x
    const y = node.y * zoom.k + zoom.y
    if (x < -120 || y < -40 || x > width + 120 || y > height + 40) return
    const label = labelOf(node)
    let labelWidth = labelWidths.get(label)
    if (labelWidth === undefined) {
      if (labelWidths.size > 4000) labelWidths.clear()
      labelWidth = context.measureText(label).width
      labelWidths.set(label, labelWidth)
    }
    shown.push(node)
    requests.push({ x, y, radius: node.radius * zoom.k, width: labelWidth + 4, height: LABEL_HEIGHT, forced })
  }
  // The engine gives nodes heaviest first: that is the order in which they get their labels.
  if (focus !== null) add(focus, true)
  const most = LABELS * Math.max(1, zoom.k * zoom.k)
  for (const node of layout.nodes) {
    if (requests.length >= most) break
    if (node !== focus && (bright === null || bright.nodes.has(node))) add(node, false)
  }

  const boxes = placeLabels(requests, STRONG, { x: 2, y: 2, width: width - 4, height: height - LEGEND_HEIGHT })
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = colors.background
  for (const [i, box] of boxes.entries()) {
    if (box === null) continue
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const label = labelOf(shown[i])
    if (!isMoving) context.strokeText(label, x, y)
    context.fillStyle = shown[i] === focus ? colors.accent : colors.text
    context.fillText(label, x, y)
  }
}
