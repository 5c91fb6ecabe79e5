import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReassemblyBudget, ReassemblyBuffer } from './reassembly-buffer.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (buffer: ReassemblyBuffer) => new TextDecoder().decode(buffer.bytes.subarray(0, buffer.captured))

test('pieces in order, out of order and overlapping: where two overlap the earlier stays', () => {
  const buffer = new ReassemblyBuffer(new ReassemblyBudget())
  buffer.add(6, bytes('ghi'), 0, 3)
  buffer.endAt(9)
  expect(buffer.complete).toBe(false)
  buffer.add(0, bytes('abc'), 0, 3)
  buffer.add(2, bytes('XdefY'), 0, 5)
  expect(buffer.complete).toBe(true)
  expect(text(buffer)).toBe('abcdefghi')
})

test('any cutting, any order, any repetition gives the same whole', () => {
  const whole = Uint8Array.from({ length: 300 }, (_, i) => i)
  const piece = fc.tuple(fc.nat(299), fc.integer({ min: 1, max: 120 }))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const buffer = new ReassemblyBuffer(new ReassemblyBudget())
      buffer.endAt(300)
      const covered = new Set<number>()
      for (const [at, length] of [...pieces, [0, 300]]) {
        const end = Math.min(300, at + length)
        buffer.add(at, whole, at, end)
        for (let i = at; i < end; i++) covered.add(i)
        expect(buffer.complete).toBe(covered.size === 300)
      }
      expect([...buffer.bytes.subarray(0, buffer.captured)]).toEqual([...whole])
    }),
  )
})

test('over the budget the oldest loses what it holds and is counted on', () => {
  const budget = new ReassemblyBudget(8192)
  const first = new ReassemblyBuffer(budget)
  const second = new ReassemblyBuffer(budget)
  first.add(0, new Uint8Array(4000), 0, 4000)
  second.add(0, new Uint8Array(4000), 0, 4000)
  expect(budget.held).toBe(8192)
  second.add(4000, new Uint8Array(4000), 0, 4000)
  expect(budget.held).toBe(8192)
  first.endAt(4000)
  second.endAt(8000)
  expect([first.complete, first.captured]).toEqual([true, 0])
  expect([second.complete, second.captured]).toEqual([true, 8000])
  second.release()
  first.release()
  expect(budget.held).toBe(0)
})

test('a whole longer than is kept is counted to its end', () => {
  const buffer = new ReassemblyBuffer(new ReassemblyBudget(), 0, 5)
  buffer.add(0, bytes('abcdefgh'), 0, 8)
  buffer.endAt(8)
  expect([buffer.complete, buffer.length, text(buffer)]).toEqual([true, 8, 'abcde'])
})
