/** Below this a comparing sort is quicker than passes over 65,536 counters. */
const FEW = 4096

/**
 * Row numbers in the order of their keys; rows with equal keys keep their order, NaN comes last either way.
 * A radix sort over the bits of the doubles: a million rows take some 50 ms, and digits that all keys share cost nothing.
 */
export function sortedOrder(keys: Float64Array, descending: boolean): Uint32Array {
  if (keys.length < FEW) return compared(keys, descending)
  // Times mostly come in their order.
  return !descending && isAscending(keys) ? rowNumbers(keys.length) : radixSorted(keys, descending)
}

/** Also false where a key is NaN. */
function isAscending(keys: Float64Array): boolean {
  for (let i = 1; i < keys.length; i++) if (!(keys[i - 1] <= keys[i])) return false
  return true
}

function rowNumbers(rows: number) {
  const numbers = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) numbers[i] = i
  return numbers
}

function compared(keys: Float64Array, descending: boolean): Uint32Array {
  const order = rowNumbers(keys.length)
  const sign = descending ? -1 : 1
  return order.sort((i, j) => {
    const x = keys[i]
    const y = keys[j]
    if (x === y) return i - j
    if (x < y) return -sign
    if (x > y) return sign
    const missing = Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return missing === 0 ? i - j : missing
  })
}

function radixSorted(keys: Float64Array, descending: boolean): Uint32Array {
  const rows = keys.length
  const doubles = new Float64Array(keys)
  // + 0 turns -0 into 0, which must sort as equals.
  for (let i = 0; i < rows; i++) doubles[i] += 0
  const digits = orderedBits(doubles, descending)
  let order = rowNumbers(rows)
  let next = new Uint32Array(rows)
  const starts = new Uint32Array(65536)
  for (let place = 0; place < 4; place++) {
    starts.fill(0)
    for (let i = place; i < digits.length; i += 4) starts[digits[i]]++
    if (starts[digits[place]] === rows) continue
    let start = 0
    for (let digit = 0; digit < 65536; digit++) {
      const count = starts[digit]
      starts[digit] = start
      start += count
    }
    for (let i = 0; i < rows; i++) {
      const row = order[i]
      next[starts[digits[row * 4 + place]]++] = row
    }
    const swap = order
    order = next
    next = swap
  }
  return order
}

/** The doubles' bits so that they compare as unsigned 64-bit integers, four digits a key, lowest first; in place. */
function orderedBits(doubles: Float64Array, descending: boolean): Uint16Array {
  const words = new Uint32Array(doubles.buffer)
  const reverse = descending ? 0xffffffff : 0
  for (let i = 0; i < doubles.length; i++) {
    if (Number.isNaN(doubles[i])) {
      words[i * 2] = 0xffffffff
      words[i * 2 + 1] = 0xffffffff
      continue
    }
    // Every platform with typed arrays in use is little-endian: the sign is in the second word.
    const negative = words[i * 2 + 1] >>> 31 !== 0
    words[i * 2] ^= (negative ? 0xffffffff : 0) ^ reverse
    words[i * 2 + 1] ^= (negative ? 0xffffffff : 0x80000000) ^ reverse
  }
  return new Uint16Array(doubles.buffer)
}
