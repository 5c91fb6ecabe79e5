import { expect, test } from 'vitest'
import { type HelloShape, isGrease, ja3, ja3s, ja3Text, ja4 } from './tls-fingerprints.ts'

function shape(changes: Partial<HelloShape>): HelloShape {
  return {
    transport: 't',
    version: 0x0303,
    ciphers: [],
    extensions: [],
    groups: [],
    pointFormats: [],
    signatureAlgorithms: [],
    supportedVersions: [],
    firstAlpn: null,
    ...changes,
  }
}

const hexList = (text: string) => text.split(',').map((digits) => Number.parseInt(digits, 16))

test("the examples of JA3's README", () => {
  const full = shape({
    version: 769,
    ciphers: [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4],
    extensions: [0, 10, 11],
    groups: [23, 24, 25],
    pointFormats: [0],
  })
  expect(ja3Text(full)).toBe('769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0')
  expect(ja3(full)).toBe('ada70206e40642a3e4461f35503241d5')
  const bare = shape({ version: 769, ciphers: [4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99] })
  expect(ja3(bare)).toBe('de350869b8c85de67a350c8d186f11e6')
  // tshark 4.0.17, of a real ServerHello
  expect(ja3s(771, 4, [65281])).toBe('c253ec3ad88e42f8da4032682892f9a0')
})

test('GREASE is sixteen values, and left out', () => {
  const values = Array.from({ length: 0x10000 }, (_, value) => value).filter(isGrease)
  expect(values).toHaveLength(16)
  expect(values.slice(0, 2)).toEqual([0x0a0a, 0x1a1a])
  const plain = shape({ ciphers: [0x1301], extensions: [0, 43], groups: [29], supportedVersions: [0x0304] })
  const greased = shape({
    ciphers: [0x5a5a, 0x1301],
    extensions: [0x3a3a, 0, 43, 0xfafa],
    groups: [0x0a0a, 29],
    supportedVersions: [0x7a7a, 0x0304],
  })
  expect(ja3(greased)).toBe(ja3(plain))
  expect(ja4(greased)).toBe(ja4(plain))
})

test("the example of JA4's technical details", () => {
  const chrome = shape({
    ciphers: hexList('1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035'),
    extensions: hexList('001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015'),
    signatureAlgorithms: hexList('0403,0804,0401,0503,0805,0501,0806,0601'),
    supportedVersions: [0x0304, 0x0303],
    firstAlpn: new TextEncoder().encode('h2'),
  })
  expect(ja4(chrome)).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1')
})

test('JA4 of what a hello lacks', () => {
  expect(ja4(shape({}))).toBe('t12i000000_000000000000_000000000000')
  // printf 0017 | sha256sum
  expect(ja4(shape({ extensions: [0x17] })).split('_')[2]).toBe('1ca028f07214')
  expect(ja4(shape({ transport: 'd', version: 0xfeff, supportedVersions: [0xfefd, 0xfeff] })).slice(0, 3)).toBe('dd2')
  expect(ja4(shape({ version: 0x0300 })).slice(0, 3)).toBe('ts3')
  expect(ja4(shape({ transport: 'q', ciphers: Array.from({ length: 120 }, (_, i) => i) })).slice(4, 6)).toBe('99')
})

test('an ALPN value that is not alphanumeric is shown by its hexadecimal ends', () => {
  const first = (bytes: number[]) => ja4(shape({ firstAlpn: Uint8Array.from(bytes) })).slice(8, 10)
  expect(first([0x68, 0x33])).toBe('h3')
  expect(first([0xab])).toBe('ab')
  expect(first([0x30, 0xab])).toBe('3b')
  expect(first([0x61, 0x62, 0x63, 0x2f])).toBe('6f')
})
