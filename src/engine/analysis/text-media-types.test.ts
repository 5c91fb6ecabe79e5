import { expect, test } from 'vitest'
import { contradictsTextType } from './text-media-types.ts'

test.each([
  ['/pixel.gif', 'text/html', true],
  ['/a/update.css?x=1.html', 'text/plain; charset=utf-8', true],
  ['http://192.0.2.1/jquery.js', 'text/html', true],
  ['/', 'text/html', false],
  ['/index.html', 'text/html; charset=utf-8', false],
  ['/INDEX.HTM', 'Text/HTML', false],
  ['/search', 'text/html', false],
  ['/login.php', 'text/html', false],
  ['/v1.2', 'text/html', false],
  ['http://example.com', 'text/html', false],
  ['/a.gif', 'image/gif', false],
])('%s as %s: %s', (target, type, contradicts) => {
  expect(contradictsTextType(target, type)).toBe(contradicts)
})
