import { expect, test } from 'vitest'
import type { HierarchyNode } from '../../engine/analysis/hierarchy.ts'
import { largestNodes } from './largest-nodes.ts'

const node = (proto: string, bytes: number, protos?: HierarchyNode[]): HierarchyNode => ({
  proto,
  bytes,
  frames: 1,
  end_frames: 0,
  end_bytes: 0,
  ...(protos && { protos }),
})
const tree = [
  node('eth', 100, [
    node('arp', 5),
    node('ip', 95, [node('udp', 30, [node('dns', 30)]), node('tcp', 65, [node('tls', 60)])]),
  ]),
]

test('the largest nodes come in the order of the tree with what is above them', () => {
  const line = (count: number) => largestNodes(tree, count).map(({ node, depth }) => `${depth} ${node.proto}`)
  expect(line(4)).toEqual(['0 eth', '1 ip', '2 tcp', '3 tls'])
  expect(line(5)).toEqual(['0 eth', '1 ip', '2 tcp', '3 tls', '2 udp'])
  expect(line(99)).toEqual(['0 eth', '1 ip', '2 tcp', '3 tls', '2 udp', '3 dns', '1 arp'])
})
