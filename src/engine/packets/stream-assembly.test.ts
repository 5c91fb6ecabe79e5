import { expect, test } from 'vitest'
import { StreamAssembly } from './stream-assembly.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const said = ({ pieces }: StreamAssembly) =>
  pieces.map(({ direction, row, bytes, missing }) => [direction, row, new TextDecoder().decode(bytes), missing])

test('segments in order, each byte once, both directions as they come', () => {
  const stream = new StreamAssembly()
  stream.begin(0, 99)
  stream.segment(0, 1, 100, bytes('GET '))
  stream.segment(0, 2, 100, bytes('GET '))
  stream.segment(1, 3, 500, bytes('HTTP'))
  stream.segment(0, 4, 102, bytes('T /x'))
  stream.finish()
  expect(said(stream)).toEqual([
    [0, 1, 'GET ', 0],
    [1, 3, 'HTTP', 0],
    [0, 4, '/x', 0],
  ])
})

test('what comes too early waits; what never comes is told as missing; numbers wrap', () => {
  const stream = new StreamAssembly()
  stream.begin(0, 0xfffffffd)
  stream.segment(0, 2, 0, bytes('cd'))
  stream.segment(0, 1, 0xfffffffe, bytes('ab'))
  stream.segment(0, 3, 5, bytes('hi'))
  stream.finish()
  expect(said(stream)).toEqual([
    [0, 1, 'ab', 0],
    [0, 2, 'cd', 0],
    [0, 3, 'hi', 3],
  ])
})
