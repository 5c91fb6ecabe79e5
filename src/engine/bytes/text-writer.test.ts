import { expect, test } from 'vitest'
import { ipv6Text } from './addresses.ts'
import { TextWriter } from './text-writer.ts'

const written = (write: (writer: TextWriter) => void) => {
  const writer = new TextWriter(200)
  write(writer)
  return new TextDecoder().decode(writer.bytes.subarray(0, writer.length))
}

test('writes numbers and addresses', () => {
  expect(written((w) => w.decimal(0))).toBe('0')
  expect(written((w) => w.decimal(4294967295))).toBe('4294967295')
  expect(written((w) => w.decimal(1000))).toBe('1000')
  expect(written((w) => w.ipv4(Uint8Array.of(9, 192, 0, 2, 255), 1))).toBe('192.0.2.255')
})

test('writes IPv6 addresses as RFC 5952 says', () => {
  for (const words of [
    [0, 0, 0, 0],
    [0, 0, 0, 1],
    [0x20010db8, 0, 0, 1],
    [0x20010db8, 0x00000001, 0x00010001, 0x00010001],
    [0, 0, 0xffff, 0xc0000201],
    [0, 0, 0, 0xc0000201],
    [0xff020000, 0, 0, 0xfb],
    [0x20010000, 0x00000001, 0, 0],
    [0x10002, 0, 0x30004, 0],
  ]) {
    const bytes = Uint8Array.from(words.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]))
    expect(written((w) => w.ipv6(bytes, 0))).toBe(ipv6Text(words[0], words[1], words[2], words[3]))
  }
})

test('escapes control characters as tshark 4.0 prints them', () => {
  const bytes = Uint8Array.from([0x61, 0, 0x62, 10, 0x1b, 0x7f, 0xc2, 0x80, 0xc3, 0xa9, 0x5c])
  expect(written((w) => w.escaped(bytes, 0, bytes.length))).toBe('a\\000b\\n\\033\\177\\u0080é\\')
  expect(written((w) => w.escapedAscii(Uint8Array.of(0x63, 0xc3, 0xa9, 9), 0, 4))).toBe('c\ufffd\ufffd\\t')
})

test('drops what does not fit', () => {
  const writer = new TextWriter(3)
  writer.ascii('abcdef')
  expect(writer.length).toBe(3)
})
