import { expect, test } from 'vitest'
import { createLayout, pin } from './graph-layout.ts'
import { graphSvg } from './graph-svg.ts'

test('shapes by role, marks of the baseline, and no text of a capture as markup', () => {
  const numbers = { sessions: 1, packets: 1, bytes: 1, payload: 1 }
  const layout = createLayout(
    {
      nodes: [
        { id: '<script>&"', type: 1, cnt: 1, inresult: 1, ...numbers },
        { id: 'b', type: 2, cnt: 1, inresult: 2, ...numbers },
      ],
      links: [{ source: 0, target: 1, services: [], inresult: 2, ...numbers }],
      totalNodes: 2,
      totalLinks: 1,
    },
    'bytes',
  )
  pin(layout.nodes[0], 10, 20)
  pin(layout.nodes[1], 110, 20)
  const colors = { background: 'white', text: 'black', accent: 'red', source: 'blue', target: 'orange', both: 'green' }
  const svg = graphSvg({
    layout,
    zoom: { x: 50, y: 50, k: 1 },
    width: 300,
    height: 200,
    colors,
    colorOfLink: () => 'grey',
    colorOfNode: ({ type }) => (type === 1 ? 'blue' : 'orange'),
    focus: null,
    focusLink: null,
    isHovered: false,
    isMoving: false,
    labelOf: ({ id }) => id,
  })
  expect(svg).not.toContain('<script>')
  expect(svg).toContain('<title>&lt;script&gt;&amp;&quot;</title>')
  expect(svg).toContain('d="M10 20L110 20" stroke="grey" stroke-width="8" stroke-dasharray="6 4"')
  // Area as of a circle with the largest radius, 22: half a side is 22 * 0.886.
  expect(svg).toContain('<rect x="90.51" y="0.51" width="38.98" height="38.98" fill="white" stroke="orange"')
  expect(svg).toContain('<circle cx="10" cy="20" r="31.6" fill="none" stroke="black"')
})
