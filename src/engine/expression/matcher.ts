import { AddressPool, IPV4, MAC } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Column } from './field.ts'
import type { FieldReference, Slice } from './syntax.ts'
import { memoised, type ValueTest } from './value-test.ts'

/** What the values of a field are compared with, before it is known which column they come from. */
export type Matcher =
  | { on: 'number'; test: ValueTest }
  | { on: 'text'; test: (text: string) => boolean }
  | { on: 'address'; test: (pool: AddressPool, id: number) => boolean }
  /** A character a byte. */
  | { on: 'bytes'; test: (bytes: string) => boolean }

/** The matcher as a test of a column's numbers; `reference` says what is done to a value before. */
export function testOf(matcher: Matcher, reference: FieldReference, column: Column, tables: CaptureTables): ValueTest {
  const { space } = column
  const source = space === 'address' ? tables.addresses : space === 'number' ? null : space(tables)
  if (source === null) {
    if (matcher.on === 'number') return matcher.test
    throw new Error('a column of numbers holds no text')
  }
  const length = reference.functions.includes('len')
  if (source instanceof AddressPool) {
    const bytes = (id: number) => sliced(bytesOf(source, id), reference.slice)
    return {
      kind: 'call',
      test: memoised(source.size, (id) => {
        if (matcher.on === 'address') return matcher.test(source, id)
        if (matcher.on === 'bytes') return matcher.test(bytes(id))
        return matcher.on === 'number' && length && passes(matcher.test, bytes(id).length)
      }),
    }
  }
  const text = (id: number) => changed(source.text(id), reference)
  return {
    kind: 'call',
    test: memoised(source.size, (id) => {
      if (matcher.on === 'text' || matcher.on === 'bytes') return matcher.test(text(id))
      return matcher.on === 'number' && length && passes(matcher.test, text(id).length)
    }),
  }
}

export function passes(test: ValueTest, value: number): boolean {
  return test.kind === 'call' ? test.test(value) : test.intervals.some(([low, high]) => value >= low && value <= high)
}

function changed(text: string, { slice, functions }: FieldReference): string {
  let out = sliced(text, slice)
  for (const name of functions) {
    if (name === 'lower') out = out.toLowerCase()
    else if (name === 'upper') out = out.toUpperCase()
  }
  return out
}

/** The parts of a text or of bytes one behind the other; a negative start counts from the end. */
export function sliced(text: string, slices: readonly Slice[] | null): string {
  if (slices === null) return text
  return slices
    .map(({ start, length }) => {
      const from = start < 0 ? Math.max(0, text.length + start) : start
      return length === null ? text.slice(from) : text.slice(from, from + Math.max(0, length))
    })
    .join('')
}

export function bytesOf(pool: AddressPool, id: number): string {
  const kind = pool.kind[id]
  if (kind === 0) return ''
  const bytes: number[] = []
  const put = (word: number, count: number) => {
    for (let i = count - 1; i >= 0; i--) bytes.push((word >>> (i * 8)) & 255)
  }
  put(pool.word(id, 0), 4)
  if (kind === MAC) put(pool.word(id, 1), 2)
  else if (kind !== IPV4) for (let i = 1; i < 4; i++) put(pool.word(id, i), 4)
  return String.fromCharCode(...bytes)
}
