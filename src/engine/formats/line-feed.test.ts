import { describe, expect, it } from 'vitest'
import { LineFeed, NOT_SPLIT } from './line-feed.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** All lines of the chunks, split where `nextFields` does it and by hand where it leaves that to `next`. */
function fieldsOf(chunks: readonly string[], room: number): string[][] {
  const lines = new LineFeed()
  const starts = new Uint32Array(room)
  const ends = new Uint32Array(room)
  const decoder = new TextDecoder()
  const found: string[][] = []
  const drain = (): void => {
    for (;;) {
      const count = lines.nextFields(starts, ends)
      if (count !== NOT_SPLIT) {
        found.push(Array.from({ length: count }, (_, i) => decoder.decode(lines.bytes.subarray(starts[i], ends[i]))))
        continue
      }
      if (!lines.next()) return
      found.push(decoder.decode(lines.bytes.subarray(lines.from, lines.to)).split('\t'))
    }
  }
  for (const chunk of chunks) {
    lines.feed(bytesOf(chunk))
    drain()
  }
  lines.end()
  drain()
  return found
}

const text = 'a\tbc\r\n\t\t\r\n\nd\te\tf\tg\x01\n\xe4\t-\nlast\tline'
const expected = [['a', 'bc'], ['', '', ''], [''], ['d', 'e', 'f', 'g\x01'], ['\xe4', '-'], ['last', 'line']]

describe('LineFeed.nextFields', () => {
  it('splits as next and a split by hand do, wherever the chunks are cut', () => {
    for (let cut = 0; cut <= text.length; cut++)
      expect(fieldsOf([text.slice(0, cut), text.slice(cut)], 8)).toEqual(expected)
  })

  it('leaves lines with more fields than there is room to next, and goes on behind them', () => {
    expect(fieldsOf([text], 3)).toEqual(expected)
    expect(fieldsOf([text], 1)).toEqual(expected)
  })

  it('says the line and its offset in the file', () => {
    const lines = new LineFeed()
    const starts = new Uint32Array(8)
    lines.feed(bytesOf('#x\na\tb\nc'))
    expect(lines.next()).toBe(true)
    expect(lines.nextFields(starts, new Uint32Array(8))).toBe(2)
    expect([lines.line, lines.offset, starts[0], starts[1]]).toEqual([2, 3, 3, 5])
    expect(lines.nextFields(starts, new Uint32Array(8))).toBe(NOT_SPLIT)
    expect(lines.next()).toBe(false)
    lines.feed(bytesOf('d\ne\n'))
    expect(lines.nextFields(starts, new Uint32Array(8))).toBe(NOT_SPLIT)
    expect(lines.next()).toBe(true)
    expect([lines.line, lines.offset]).toEqual([3, 7])
    expect(lines.nextFields(starts, new Uint32Array(8))).toBe(1)
    expect([lines.line, lines.offset]).toEqual([4, 10])
  })
})
