import { expect, test } from 'vitest'
import { icicleCells } from './icicle-layout.ts'
import type { HierarchyNode } from '../../engine/analysis/hierarchy.ts'

const trees: HierarchyNode[] = [
  {
    proto: 'eth',
    frames: 10,
    bytes: 1000,
    end_frames: 2,
    end_bytes: 100,
    protos: [
      { proto: 'arp', frames: 2, bytes: 100, end_frames: 2, end_bytes: 100 },
      {
        proto: 'ip',
        frames: 6,
        bytes: 800,
        end_frames: 0,
        end_bytes: 0,
        protos: [
          { proto: 'udp', frames: 5, bytes: 200, end_frames: 5, end_bytes: 200 },
          { proto: 'tcp', frames: 1, bytes: 600, end_frames: 1, end_bytes: 600 },
        ],
      },
    ],
  },
]
const cell = (list: ReturnType<typeof icicleCells>, path: string) => list.cells.find((c) => c.path === path)

test('height is the share of frames; layers go left to right', () => {
  const all = icicleCells(trees, 'frames', '')
  expect(all.columns).toBe(3)
  expect(cell(all, 'eth')).toMatchObject({ x0: 0, x1: 1 / 3, y0: 0, y1: 1, share: 1 })
  const ip = cell(all, 'eth/ip')
  expect(ip?.y0).toBe(0)
  expect(ip?.y1).toBeCloseTo(0.6)
  expect(cell(all, 'eth/ip/udp')?.y1).toBeCloseTo(0.5)
  // The two frames that end in eth leave the last fifth of the next layer empty.
  expect(Math.max(...all.cells.filter((c) => c.depth === 1).map((c) => c.y1))).toBeCloseTo(0.8)
})

test('by bytes the larger sibling is another one', () => {
  const all = icicleCells(trees, 'bytes', '')
  expect(cell(all, 'eth/ip/tcp')?.y0).toBe(0)
  expect(cell(all, 'eth/ip/tcp')?.y1).toBeCloseTo(0.6)
})

test('zoomed in, the focus fills the height, its ancestors stay, its siblings go', () => {
  const zoomed = icicleCells(trees, 'frames', 'eth/ip')
  expect(zoomed.cells.map((c) => c.path).sort()).toEqual(['eth', 'eth/ip', 'eth/ip/tcp', 'eth/ip/udp'])
  expect(cell(zoomed, 'eth')).toMatchObject({ y0: 0, y1: 1 })
  expect(cell(zoomed, 'eth/ip')).toMatchObject({ y0: 0, y1: 1 })
  expect(cell(zoomed, 'eth/ip/udp')?.y1).toBeCloseTo(5 / 6)
})

test('a focus that is gone shows everything; nothing shows nothing', () => {
  expect(icicleCells(trees, 'frames', 'eth/gone').cells).toHaveLength(5)
  expect(icicleCells([], 'frames', '')).toEqual({ cells: [], columns: 0 })
})

test('cells too low to see are left out', () => {
  expect(icicleCells(trees, 'frames', '', 0.15).cells.map((c) => c.proto)).not.toContain('tcp')
})
