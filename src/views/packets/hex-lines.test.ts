import { expect, test } from 'vitest'
import { hexDump } from './hex-lines.ts'

test('sixteen bytes a line, what cannot be printed as dots', () => {
  const bytes = new TextEncoder().encode('GET / HTTP/1.1\r\n~\x7f')
  expect(hexDump(bytes).split('\n')).toEqual([
    '0000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..',
    `0010  7e 7f${' '.repeat(42)}  ~.`,
  ])
  expect(hexDump(new Uint8Array())).toBe('')
})
