import { describe, expect, it } from 'vitest'
import { FieldScan } from './field-scan.ts'
import { LineFeed } from './line-feed.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** All lines of the chunks, split by a scan where the line is whole in its chunk and by hand elsewhere. */
function fieldsOf(chunks: readonly string[], columns: number): string[][] {
  const lines = new LineFeed()
  const scan = new FieldScan(new Uint8Array(columns), 1)
  const starts = new Uint32Array(columns)
  const ends = new Uint32Array(columns)
  const decoder = new TextDecoder()
  const found: string[][] = []
  const drain = (): void => {
    for (;;) {
      const at = lines.ahead()
      if (at >= 0) {
        const count = scan.line(lines.bytes, at, 0, starts, ends)
        lines.take(scan.end)
        ends[count - 1] = lines.to
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

describe('LineFeed.ahead', () => {
  it('leaves every line either to the scan or to next, wherever the chunks are cut', () => {
    for (let cut = 0; cut <= text.length; cut++)
      expect(fieldsOf([text.slice(0, cut), text.slice(cut)], 8)).toEqual(expected)
  })

  it('says the line and its offset in the file', () => {
    const lines = new LineFeed()
    lines.feed(bytesOf('#x\na\tb\nc'))
    expect(lines.ahead()).toBe(-1)
    expect(lines.next()).toBe(true)
    expect(lines.ahead()).toBe(3)
    lines.take(6)
    expect([lines.line, lines.offset, lines.from, lines.to]).toEqual([2, 3, 3, 6])
    expect(lines.ahead()).toBe(-1)
    expect(lines.next()).toBe(false)
    lines.feed(bytesOf('d\ne\n'))
    expect(lines.ahead()).toBe(-1)
    expect(lines.next()).toBe(true)
    expect([lines.line, lines.offset]).toEqual([3, 7])
    expect(lines.ahead()).toBe(2)
    lines.take(3)
    expect([lines.line, lines.offset]).toEqual([4, 10])
  })
})
