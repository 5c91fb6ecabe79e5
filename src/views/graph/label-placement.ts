/** A box in screen pixels. */
export type Box = { x: number; y: number; width: number; height: number }

/** A label that wants to stand beside the disc at (x, y). */
export type LabelRequest = { x: number; y: number; radius: number; width: number; height: number; forced: boolean }

const CELL = 64
const GAP = 3

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Boxes by screen cell, so that a new one is compared with its neighbourhood only. */
class Occupied {
  private readonly cells = new Map<number, Box[]>()

  private keysOf({ x, y, width, height }: Box): number[] {
    const keys: number[] = []
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++) {
      for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++)
        keys.push(column * 65536 + row)
    }
    return keys
  }

  isFree(box: Box): boolean {
    return this.keysOf(box).every((key) => !this.cells.get(key)?.some((other) => overlap(box, other)))
  }

  take(box: Box): void {
    for (const key of this.keysOf(box)) {
      const boxes = this.cells.get(key)
      if (boxes === undefined) this.cells.set(key, [box])
      else boxes.push(box)
    }
  }
}

/**
 * Where each label goes, in the order of importance given: below its disc, else above, right or left of it; null where
 * it would cover a label placed before or one of the first `obstacles` discs. A forced label is always placed.
 */
export function placeLabels(requests: readonly LabelRequest[], obstacles: number): (Box | null)[] {
  const occupied = new Occupied()
  for (const { x, y, radius } of requests.slice(0, obstacles)) {
    // The square inside the disc: labels may touch its rim.
    const half = radius * 0.7
    occupied.take({ x: x - half, y: y - half, width: 2 * half, height: 2 * half })
  }
  return requests.map(({ x, y, radius, width, height, forced }) => {
    const reach = radius + GAP
    const candidates: Box[] = [
      { x: x - width / 2, y: y + reach, width, height },
      { x: x - width / 2, y: y - reach - height, width, height },
      { x: x + reach, y: y - height / 2, width, height },
      { x: x - reach - width, y: y - height / 2, width, height },
    ]
    const box = candidates.find((candidate) => occupied.isFree(candidate)) ?? (forced ? candidates[0] : null)
    if (box !== null) occupied.take(box)
    return box
  })
}
