import { isIPv4, isIPv6 } from 'node:net'
import { expect, test } from 'vitest'
import { readAddress } from './address-text.ts'
import { ipv4Text, ipv6Text } from './addresses.ts'

const words = new Uint32Array(4)

function read(text: string): string | null {
  const bytes = new TextEncoder().encode(`1${text}1`)
  const kind = readAddress(bytes, 1, bytes.length - 1, words)
  if (kind === 0) return null
  return kind === 4 ? ipv4Text(words[0]) : ipv6Text(words[0], words[1], words[2], words[3])
}

// RFC 5952 and RFC 4291 write these
test.each([
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
  ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
  ['::ffff:129.144.52.38', '::ffff:129.144.52.38'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

const noAddresses =
  `1.2.3 1.2.3.4.5 256.1.1.1 1..2.3 1.2.3.a 1.2.3.4567 ::: 1:::2 1::2::3 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9
  1:2:3:4:5:6:7:8:: :1 1: 12345:: g::1 ::1.2.3 1:2:3:4:5:6:7:1.2.3.4 - host example.com`.split(/\s+/)

test.each(noAddresses)('%s is none', (text) => {
  expect(isIPv4(text) || isIPv6(text)).toBe(false)
  expect(read(text)).toBeNull()
})
