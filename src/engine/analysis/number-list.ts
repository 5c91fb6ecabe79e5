/** Numbers one after the other, without an object for each. */
export class NumberList {
  length = 0
  values: Float64Array

  constructor(capacity = 1024) {
    this.values = new Float64Array(Math.max(16, capacity))
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }
}

/** Positions of keys by key: those of key k are `at[start[k]]` … `at[start[k + 1] - 1]`, in their order. */
export type Groups = { start: Uint32Array; at: Uint32Array }

/** A counting sort of the first `length` keys, all below `size`. */
export function groupsOf(keys: Uint32Array, length: number, size: number): Groups {
  const start = new Uint32Array(size + 1)
  for (let i = 0; i < length; i++) start[keys[i] + 1]++
  for (let key = 0; key < size; key++) start[key + 1] += start[key]
  const next = start.slice()
  const at = new Uint32Array(length)
  for (let i = 0; i < length; i++) at[next[keys[i]]++] = i
  return { start, at }
}
