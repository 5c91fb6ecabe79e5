import { placeLabels } from './label-placement.ts'
import { isPinned } from './graph-layout.ts'
import { newsOf } from './graph-options.ts'
import type { Scene } from './draw-graph.ts'
import type { PlacedLink, PlacedNode } from './graph-layout.ts'

const LABELS = 120
const STRONG = 40
/** Pixels of a character of 11 pixels, about. */
const CHARACTER = 6.4
const LABEL_HEIGHT = 14

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const number = (value: number) => String(Math.round(value * 100) / 100)

/** The picture as it stands on the screen, as an SVG document. */
export function graphSvg(scene: Scene): string {
  const { layout, zoom, width, height, colors } = scene
  const lines = layout.links.map((link) => linkElement(link, scene.colorOfLink(link)))
  const shapes = layout.nodes.map((node) => nodeElement(node, scene)).reverse()
  const requests = layout.nodes.slice(0, LABELS).map((node) => ({
    x: node.x * zoom.k + zoom.x,
    y: node.y * zoom.k + zoom.y,
    radius: node.radius * zoom.k,
    width: scene.labelOf(node).length * CHARACTER + 4,
    height: LABEL_HEIGHT,
    forced: false,
  }))
  const labels = placeLabels(requests, STRONG, { x: 0, y: 0, width, height }).map((box, i) =>
    box === null
      ? ''
      : `<text x="${number(box.x + box.width / 2)}" y="${number(box.y + box.height / 2 + 4)}">${escaped(scene.labelOf(layout.nodes[i]))}</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}">`,
    `<rect width="100%" height="100%" fill="${escaped(colors.background)}"/>`,
    `<g transform="translate(${number(zoom.x)} ${number(zoom.y)}) scale(${zoom.k})">`,
    `<g fill="none" stroke-opacity="0.5">`,
    ...lines,
    `</g><g>`,
    ...shapes,
    `</g></g>`,
    `<g font-family="sans-serif" font-size="11" text-anchor="middle" fill="${escaped(colors.text)}" stroke="${escaped(colors.background)}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">`,
    ...labels.filter((label) => label !== ''),
    `</g></svg>`,
  ].join('\n')
}

function linkElement(link: PlacedLink, color: string): string {
  const { source, target, width } = link
  const look = `stroke="${escaped(color)}" stroke-width="${number(width)}"${newsOf(link) === 'gone' ? ' stroke-dasharray="6 4"' : ''}`
  return source === target
    ? `<circle cx="${number(source.x)}" cy="${number(source.y - source.radius)}" r="${number(source.radius * 0.9)}" ${look}/>`
    : `<path d="M${number(source.x)} ${number(source.y)}L${number(target.x)} ${number(target.y)}" ${look}/>`
}

function nodeElement(node: PlacedNode, { colors, colorOfNode, labelOf }: Scene): string {
  const { x, y, radius, type } = node
  const news = newsOf(node)
  const color = escaped(colorOfNode(node))
  const look =
    news === 'gone'
      ? `fill="${escaped(colors.background)}" stroke="${color}" stroke-width="2" stroke-dasharray="3 2"`
      : `fill="${color}" stroke="${escaped(colors.background)}"`
  const half = type === 2 ? radius * 0.886 : radius * 1.253
  const shape =
    type === 1
      ? `<circle cx="${number(x)}" cy="${number(y)}" r="${number(radius)}" ${look}/>`
      : type === 2
        ? `<rect x="${number(x - half)}" y="${number(y - half)}" width="${number(2 * half)}" height="${number(2 * half)}" ${look}/>`
        : `<path d="M${number(x)} ${number(y - half)}L${number(x + half)} ${number(y)}L${number(x)} ${number(y + half)}L${number(x - half)} ${number(y)}Z" ${look}/>`
  const ring =
    news === 'new'
      ? `<circle cx="${number(x)}" cy="${number(y)}" r="${number(radius * 1.3 + 3)}" fill="none" stroke="${escaped(colors.text)}" stroke-width="1.5"/>`
      : ''
  const dot = isPinned(node)
    ? `<circle cx="${number(x)}" cy="${number(y)}" r="${number(Math.min(3, radius / 2))}" fill="${escaped(colors.background)}"/>`
    : ''
  return `<g><title>${escaped(labelOf(node))}</title>${shape}${ring}${dot}</g>`
}
