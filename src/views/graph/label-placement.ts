/** A box in screen pixels. */
export type Box = { x: number; y: number; width: number; height: number }

/** A label that wants to stand beside the disc at (x, y). */
export type LabelRequest = { x: number; y: number; radius: number; width: number; height: number; forced: boolean }

const CELL = 64
const GAP = 3

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const inside = (a: Box, b: Box) =>
  a.x >= b.x && a.x + a.width <= b.x + b.width && a.y >= b.y && a.y + a.height <= b.y + b.height

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
 * it would cover a label placed before it or a disc, or leave `place`. The first `strong` labels may cover the discs of
 * those after them: a giant in a crowd of its neighbours needs its name more than they need to be seen whole. A forced
 * label is always placed.
 */
export function placeLabels(requests: readonly LabelRequest[], strong: number, place: Box): (Box | null)[] {
  const taken = new Occupied()
  const weakDiscs = new Occupied()
  for (const [rank, { x, y, radius }] of requests.entries()) {
    // The square inside the disc: labels may touch its rim.
    const half = radius * 0.7
    const disc = { x: x - half, y: y - half, width: 2 * half, height: 2 * half }
    ;(rank < strong ? taken : weakDiscs).take(disc)
  }
  return requests.map(({ x, y, radius, width, height, forced }, rank) => {
    const reach = radius + GAP
    const candidates: Box[] = [
      { x: x - width / 2, y: y + reach, width, height },
      { x: x - width / 2, y: y - reach - height, width, height },
      { x: x + reach, y: y - height / 2, width, height },
      { x: x - reach - width, y: y - height / 2, width, height },
    ]
    const within = candidates.filter((box) => inside(box, place))
    const isFree = (box: Box) => taken.isFree(box) && weakDiscs.isFree(box)
    const box =
      within.find(isFree) ??
      (rank < strong ? within.find((candidate) => taken.isFree(candidate)) : undefined) ??
      (forced ? (within[0] ?? candidates[0]) : null)
    if (box !== null) taken.take(box)
    return box
  })
}
