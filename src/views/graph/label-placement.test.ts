import { expect, test } from 'vitest'
import { placeLabels } from './label-placement.ts'

const at = (x: number, y: number, forced = false) => ({ x, y, radius: 5, width: 60, height: 14, forced })

test('a label alone stands below its disc', () => {
  expect(placeLabels([at(100, 100)], 1)).toEqual([{ x: 70, y: 108, width: 60, height: 14 }])
})

test('labels that would collide move above, then to a side, then are left out', () => {
  const boxes = placeLabels([at(100, 100), at(104, 100), at(96, 100), at(100, 101)], 0)
  expect(boxes[1]).toEqual({ x: 74, y: 78, width: 60, height: 14 })
  expect(boxes[2]).toEqual({ x: 104, y: 93, width: 60, height: 14 })
  expect(boxes[3]?.x).toBe(32)
  expect(
    placeLabels(
      Array.from({ length: 5 }, () => at(100, 100)),
      0,
    )[4],
  ).toBeNull()
})

test('no two placed labels overlap, nor a label one of the discs that matter', () => {
  const requests = Array.from({ length: 200 }, (_, i) => at((i * 37) % 500, (i * 61) % 300))
  const boxes = placeLabels(requests, 20).filter((box) => box !== null)
  expect(boxes.length).toBeGreaterThan(10)
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      expect(a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).toBe(false)
    }
    for (const { x, y } of requests.slice(0, 20)) {
      expect(x > a.x && x < a.x + a.width && y > a.y && y < a.y + a.height).toBe(false)
    }
  }
})

test('a forced label is placed even where there is no room', () => {
  const crowd = Array.from({ length: 6 }, () => at(100, 100))
  expect(placeLabels([...crowd, at(100, 100, true)], 0)[6]).not.toBeNull()
})
