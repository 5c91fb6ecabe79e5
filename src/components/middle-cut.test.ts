import { expect, test } from 'vitest'
import { cutMiddle } from './middle-cut.ts'

test('short text stays, long text keeps both ends', () => {
  expect(cutMiddle('example.com', 11)).toBe('example.com')
  expect(cutMiddle('abcdefghij', 5)).toBe('ab…ij')
  expect(cutMiddle('abcdefghij', 4)).toBe('ab…j')
})

test('a character outside the basic plane is not torn', () => {
  expect(cutMiddle('😀😀😀😀', 3)).toBe('😀…😀')
})
