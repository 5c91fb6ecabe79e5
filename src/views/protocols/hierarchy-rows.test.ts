import { expect, test } from 'vitest'
import { hierarchyRows, hierarchyTotals, innerPaths, treeMove } from './hierarchy-rows.ts'
import type { HierarchyNode } from '../../engine/analysis/hierarchy.ts'

const node = (proto: string, frames: number, end: number, protos?: HierarchyNode[]): HierarchyNode => ({
  proto,
  frames,
  bytes: frames * 100,
  end_frames: end,
  end_bytes: end * 100,
  ...(protos ? { protos } : {}),
})
const trees = [
  node('eth', 10, 0, [
    node('arp', 2, 2),
    node('ip', 8, 0, [node('udp', 3, 1, [node('dns', 2, 2)]), node('tcp', 5, 5)]),
  ]),
  node('sll', 4, 4),
]

test('lines follow the tree, siblings by frames', () => {
  expect(hierarchyRows(trees, new Set()).map((row) => `${' '.repeat(row.depth)}${row.proto}`)).toEqual([
    'eth',
    ' ip',
    '  tcp',
    '  udp',
    '   dns',
    ' arp',
    'sll',
  ])
})

test('a closed path hides what is below it and nothing else', () => {
  const rows = hierarchyRows(trees, new Set(['eth/ip']))
  expect(rows.map((row) => row.path)).toEqual(['eth', 'eth/ip', 'eth/arp', 'sll'])
  expect(rows[1]).toMatchObject({ open: false, children: 2, position: 1, siblings: 2, frames: 8 })
})

test('stops at its limit', () => {
  expect(hierarchyRows(trees, new Set(), 3)).toHaveLength(3)
})

test('totals are the sums over the link layers', () => {
  expect(hierarchyTotals(trees)).toEqual({ frames: 14, bytes: 1400 })
  expect(innerPaths(trees)).toEqual(['eth', 'eth/ip', 'eth/ip/udp'])
})

test('arrow keys move, open and close as in a file tree', () => {
  const rows = hierarchyRows(trees, new Set(['eth/ip/udp']))
  expect(rows.map((row) => row.proto)).toEqual(['eth', 'ip', 'tcp', 'udp', 'arp', 'sll'])
  expect(treeMove(rows, 0, 'ArrowUp')).toEqual({ to: 0 })
  expect(treeMove(rows, 3, 'ArrowRight')).toEqual({ open: 'eth/ip/udp' })
  expect(treeMove(rows, 1, 'ArrowRight')).toEqual({ to: 2 })
  expect(treeMove(rows, 1, 'ArrowLeft')).toEqual({ close: 'eth/ip' })
  expect(treeMove(rows, 3, 'ArrowLeft')).toEqual({ to: 1 })
  expect(treeMove(rows, 5, 'ArrowLeft')).toBeNull()
  expect(treeMove(rows, 0, 'End')).toEqual({ to: 5 })
  expect(treeMove(rows, 0, 'x')).toBeNull()
})
