import { expect, test } from 'vitest'
import { bytesOf, KeptAnswers } from './kept-answers.ts'

test('an answer is found again until the capture changes', () => {
  const kept = new KeptAnswers()
  const answer = { total: 3 }
  kept.keep('1', 'status tcp', answer)
  expect(kept.find('1', 'status tcp')).toBe(answer)
  expect(kept.find('1', 'status udp')).toBeUndefined()
  expect(kept.find('2', 'status tcp')).toBeUndefined()
  kept.keep('2', 'status udp', { total: 1 })
  expect(kept.find('1', 'status tcp')).toBeUndefined()
})

test('the answer asked for longest ago makes room', () => {
  // A typed array of 76 bytes takes 100 with its frame.
  const hundred = () => new Uint8Array(76)
  const kept = new KeptAnswers(300, 150)
  for (const name of ['a', 'b', 'c']) kept.keep('', name, hundred())
  kept.find('', 'a')
  kept.keep('', 'd', hundred())
  expect(['a', 'b', 'c', 'd'].filter((name) => kept.find('', name) !== undefined)).toEqual(['a', 'c', 'd'])
  kept.keep('', 'a', hundred())
  expect(['a', 'c', 'd'].filter((name) => kept.find('', name) !== undefined)).toEqual(['a', 'c', 'd'])
})

test('an answer that is too large is not kept, also where a smaller one was', () => {
  const kept = new KeptAnswers(300, 150)
  kept.keep('', 'a', new Uint8Array(10))
  kept.keep('', 'a', new Uint8Array(200))
  expect(kept.find('', 'a')).toBeUndefined()
})

test('bytes: two a character, eight a number, those of arrays and objects together; no further than enough', () => {
  expect(bytesOf('abc', 1000)).toBe(24 + 6)
  expect(bytesOf([1, 2], 1000)).toBe(24 + 16)
  expect(bytesOf({ rows: [{ name: 'ab' }], total: null }, 1000)).toBe(24 + (24 + 24 + 24 + 4) + 8)
  let looked = 0
  const parts = Array.from({ length: 100 }, () => ({
    get part() {
      looked++
      return 'x'.repeat(50)
    },
  }))
  expect(bytesOf(parts, 500)).toBeGreaterThan(500)
  expect(looked).toBeLessThan(6)
})
