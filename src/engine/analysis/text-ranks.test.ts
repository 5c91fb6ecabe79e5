import { expect, test } from 'vitest'
import { textRanks } from './text-ranks.ts'

test('texts rank by the codes of their characters; null is none, equal texts are equal', () => {
  expect([...textRanks(['b', null, 'a', 'B', 'b', ''])]).toEqual([3, Number.NaN, 2, 1, 3, 0])
  expect([...textRanks([])]).toEqual([])
})

test('many texts rank as comparing them says, also with long beginnings in common and characters of any code', () => {
  const pieces = [
    'host-',
    'https://www.example.com/',
    'ä',
    '\u007e',
    '\u007f',
    '\u{1f600}',
    '\ud800',
    '',
    'z',
    '\0',
    '9',
  ]
  let seed = 3
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const texts = Array.from({ length: 9000 }, () =>
    Array.from({ length: 1 + random(4) }, () => pieces[random(pieces.length)] + random(30)).join(''),
  )
  texts.push(...Array.from({ length: 200 }, () => 'the same text again and again'))
  texts.push(...Array.from({ length: 200 }, () => 'é'.repeat(30)))
  const sorted = [...new Set(texts)].sort()
  const expected = new Map(sorted.map((text, rank) => [text, rank]))
  expect([...textRanks(texts)]).toEqual(texts.map((text) => expected.get(text)))
})
