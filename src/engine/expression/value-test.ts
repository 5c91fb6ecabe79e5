/**
 * What a value of a field is compared with, made ready: numbers in closed intervals where they can be, because a column
 * of millions is tested without a call each; everything else by a function of the number or the id.
 */
export type ValueTest =
  | { kind: 'intervals'; intervals: readonly Interval[] }
  | { kind: 'call'; test: (value: number) => boolean }

/** Both ends belong to it. */
export type Interval = readonly [low: number, high: number]

export function testFunction(test: ValueTest): (value: number) => boolean {
  if (test.kind === 'call') return test.test
  const { intervals } = test
  if (intervals.length === 1) {
    const [[low, high]] = intervals
    return (value) => value >= low && value <= high
  }
  const ends = Float64Array.from(intervals.flat())
  return (value) => {
    for (let at = 0; at < ends.length; at += 2) if (value >= ends[at] && value <= ends[at + 1]) return true
    return false
  }
}

/** Asks `test` once for each id. */
export function memoised(size: number, test: (id: number) => boolean): (id: number) => boolean {
  const known = new Uint8Array(size)
  return (id) => {
    if (known[id] === 0) known[id] = test(id) ? 1 : 2
    return known[id] === 1
  }
}

const float = new Float64Array(1)
const bits = new BigInt64Array(float.buffer)

/** The largest number below. */
export function below(value: number): number {
  return -above(-value)
}

/** The smallest number above. */
export function above(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  if (!Number.isFinite(value)) return value
  float[0] = value
  bits[0] += value > 0 ? 1n : -1n
  return float[0]
}
