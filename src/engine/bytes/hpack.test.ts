import { expect, test } from 'vitest'
import { HpackDecoder } from './hpack.ts'
import { HUFFMAN_LENGTHS, huffmanText } from './hpack-huffman.ts'

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const decode = (decoder: HpackDecoder, text: string) => {
  const bytes = hex(text.replaceAll(' ', ''))
  return decoder.decode(bytes, 0, bytes.length).map(({ name, value }) => `${name}: ${value}`)
}

test('the code of RFC 7541 appendix B is complete', () => {
  expect(HUFFMAN_LENGTHS.length).toBe(257)
  expect(HUFFMAN_LENGTHS.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1)
})

test('strings of RFC 7541 appendix C', () => {
  const bytes = hex('f1e3c2e5f23a6ba0ab90f4ff')
  expect(huffmanText(bytes, 0, bytes.length)).toBe('www.example.com')
  expect(huffmanText(hex('640eff'), 0, 3)).toBe('307')
  // Padding of more than seven bits, or not of ones.
  expect(huffmanText(hex('640effff'), 0, 4)).toBeNull()
})

test('requests with Huffman coding, RFC 7541 appendix C.4', () => {
  const decoder = new HpackDecoder()
  expect(decode(decoder, '828684418cf1e3c2e5f23a6ba0ab90f4ff')).toEqual([
    ':method: GET',
    ':scheme: http',
    ':path: /',
    ':authority: www.example.com',
  ])
  expect(decode(decoder, '828684be5886a8eb10649cbf').at(-1)).toBe('cache-control: no-cache')
  expect(decode(decoder, '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf').slice(3)).toEqual([
    ':authority: www.example.com',
    'custom-key: custom-value',
  ])
})

test('cut blocks end quietly', () => {
  const whole = hex('828684418cf1e3c2e5f23a6ba0ab90f4ff')
  for (let length = 0; length < whole.length; length++)
    expect(new HpackDecoder().decode(whole, 0, length).length).toBeLessThanOrEqual(4)
})
