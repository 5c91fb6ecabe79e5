import { expect, test } from 'vitest'
import { hexLines } from './hex-lines.ts'

test('sixteen bytes a line, what cannot be printed as dots', () => {
  const bytes = new TextEncoder().encode('GET / HTTP/1.1\r\n~\x7f')
  expect(hexLines(bytes)).toEqual([
    { offset: '0000', hex: '47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a', ascii: 'GET / HTTP/1.1..' },
    { offset: '0010', hex: '7e 7f', ascii: '~.' },
  ])
  expect(hexLines(new Uint8Array())).toEqual([])
})
