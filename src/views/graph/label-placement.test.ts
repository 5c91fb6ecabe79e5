import { expect, test } from 'vitest'
import { placeLabels } from './label-placement.ts'

const place = { x: 0, y: 0, width: 600, height: 400 }
const at = (x: number, y: number, forced = false) => ({ x, y, radius: 5, width: 60, height: 14, forced })

test('a label alone stands below its disc, and beside it where the picture ends', () => {
  expect(placeLabels([at(100, 100)], 1, place)).toEqual([{ x: 70, y: 108, width: 60, height: 14 }])
  expect(placeLabels([at(100, 390)], 1, place)[0]).toEqual({ x: 70, y: 368, width: 60, height: 14 })
  expect(placeLabels([at(10, 100)], 1, place)[0]).toEqual({ x: 18, y: 93, width: 60, height: 14 })
})

test('labels that would collide move above, then to a side, then are left out', () => {
  expect(
    placeLabels(
      Array.from({ length: 5 }, () => at(100, 100)),
      5,
      place,
    ),
  ).toEqual([
    { x: 70, y: 108, width: 60, height: 14 },
    { x: 70, y: 78, width: 60, height: 14 },
    { x: 108, y: 93, width: 60, height: 14 },
    { x: 32, y: 93, width: 60, height: 14 },
    null,
  ])
})

test('no two placed labels overlap; none covers the disc of a stronger one', () => {
  const requests = Array.from({ length: 200 }, (_, i) => at((i * 37) % 500, (i * 61) % 300))
  const boxes = placeLabels(requests, 20, place).filter((box) => box !== null)
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

test('a strong label may cover weak discs, a weak one may not', () => {
  const crowd = [at(80, 115), at(80, 85), at(140, 100), at(60, 100)]
  const [giant] = placeLabels([at(100, 100), ...crowd], 1, place)
  expect(giant).toEqual({ x: 70, y: 108, width: 60, height: 14 })
  expect(placeLabels([at(400, 300), at(100, 100), ...crowd], 1, place)[1]).toBeNull()
})

test('a forced label is placed even where there is no room', () => {
  const crowd = Array.from({ length: 6 }, () => at(100, 100))
  expect(placeLabels([...crowd, at(100, 100)], 0, place)[6]).toBeNull()
  expect(placeLabels([...crowd, at(100, 100, true)], 0, place)[6]).not.toBeNull()
})
