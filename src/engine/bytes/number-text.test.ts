import { expect, test } from 'vitest'
import { decimalOf, nanosecondsOf, signedOf, unsignedOf } from './number-text.ts'

const encoder = new TextEncoder()

function read(of: (bytes: Uint8Array, from: number, to: number) => number, text: string): number {
  const bytes = encoder.encode(`9${text}9`)
  return of(bytes, 1, bytes.length - 1)
}

test.each(['0', '7', '65535', '18446744073709551615'])('%s is a count', (text) => {
  expect(read(unsignedOf, text)).toBe(Number(text))
})

test.each(['', '-', '-1', '+1', '1.0', '1e3', ' 1', '0x10', '1,000'])('%j is no count', (text) => {
  expect(read(unsignedOf, text)).toBeNaN()
})

test('integers have signs', () => {
  expect(['-9223372036854775808', '+5', '-0', '--1', '-'].map((text) => read(signedOf, text))).toEqual([
    -9223372036854775808,
    5,
    -0,
    Number.NaN,
    Number.NaN,
  ])
})

test.each([
  '0.1',
  '3.141592653589793',
  '4.294967e+09',
  '-2.1504318496896954e+09',
  '1e-7',
  '5e-324',
  '123456789012345678901',
  '.5',
  '5.',
])('%s is the double that the language reads', (text) => {
  expect(read(decimalOf, text)).toBe(Number(text))
})

test.each(['', '.', '-', 'e5', '1e', '1e+', '1.2.3', 'nan', 'inf', '1 '])('%j is no number', (text) => {
  expect(read(decimalOf, text)).toBeNaN()
})

test('intervals are exact to the nanosecond', () => {
  expect(
    ['0.702236', '3600.000000', '-1.5', '0.0012309551239013672', '4.294967e+09', '12', 'x'].map((text) =>
      read(nanosecondsOf, text),
    ),
  ).toEqual([702236000, 3600e9, -1.5e9, 1230955, 4.294967e18, 12e9, Number.NaN])
})
