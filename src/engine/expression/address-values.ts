import { type AddressPool, IPV4, IPV6 } from '../tables/address-pool.ts'
import { ipv6Groups, octetsOf, wordOfOctets, wordsOf } from './address-words.ts'
import type { Literal } from './number-values.ts'
import { ExpressionError } from './syntax.ts'

/** Addresses of one family that begin with `bits` bits of `words`; with a port, only together with it. null: any address. */
export type AddressValue = {
  net: { version: 4 | 6; words: readonly [number, number, number, number]; bits: number } | null
  port: number | null
}

const EXPECTED = ['192.0.2.1', '10.0.0.0/8', '2001:db8::/32', '10.1.2.3:80']

/** An address, a network, a short form, a family (ipv4, ipv6), any of them with a port, or `:port`. Throws ExpressionError. */
export function addressValue(value: Literal): AddressValue {
  const { text } = value
  if (/^ipv[46]$/i.test(text)) {
    return { net: { version: text.endsWith('4') ? 4 : 6, words: [0, 0, 0, 0], bits: 0 }, port: null }
  }
  const alone = /^[:.](\d+)$/.exec(text)
  if (alone !== null) return { net: null, port: portOf(alone[1], value) }
  const four = /^([\d.]+)(?:\/([\d.]+))?(?::(\d+))?$/.exec(text)
  if (four !== null && !text.startsWith('.')) return fourOf(value, four)
  const six = /^([0-9a-f:]+(?:\d+\.\d+\.\d+\.\d+)?)(?:\/(\d+))?(?:\.(\d+))?$/i.exec(text)
  if (six !== null && six[1].includes(':')) return sixOf(value, six)
  throw wrong(value)
}

function fourOf(value: Literal, [, address, mask, port]: RegExpExecArray): AddressValue {
  const octets = octetsOf(address.replace(/\.$/, ''))
  if (octets === null) throw wrong(value)
  const word = wordOfOctets(octets)
  let bits = octets.length * 8
  if (mask?.includes('.')) {
    const bitmask = octetsOf(mask)
    const maskWord = bitmask?.length === 4 ? wordOfOctets(bitmask) : 1
    bits = Math.clz32(~maskWord)
    if (maskWord !== maskOf(bits)) throw new ExpressionError(`\`${mask}\` is no netmask`, value.from, value.to)
  } else if (mask !== undefined) bits = bitsOf(mask, 32, value)
  return { net: { version: 4, words: [word, 0, 0, 0], bits }, port: port === undefined ? null : portOf(port, value) }
}

function sixOf(value: Literal, [, address, mask, port]: RegExpExecArray): AddressValue {
  const groups = ipv6Groups(/[^:]:$/.test(address) ? address.slice(0, -1) : address)
  if (groups === null || groups.length === 0) throw wrong(value)
  const bits = mask === undefined ? groups.length * 16 : bitsOf(mask, 128, value)
  return { net: { version: 6, words: wordsOf(groups), bits }, port: port === undefined ? null : portOf(port, value) }
}

function wrong({ text, from, to }: Literal): ExpressionError {
  return new ExpressionError(`\`${text}\` is no IP address`, from, to, EXPECTED)
}

function portOf(text: string, { from, to }: Literal): number {
  if (Number(text) <= 65_535) return Number(text)
  throw new ExpressionError(`\`${text}\` is no port`, from, to, ['0 to 65535'])
}

function bitsOf(text: string, most: number, { from, to }: Literal): number {
  if (Number(text) <= most) return Number(text)
  throw new ExpressionError(`A prefix has at most ${most} bits here`, from, to)
}

/** The first bits of a 32-bit word. */
function maskOf(bits: number): number {
  return bits <= 0 ? 0 : bits >= 32 ? 0xffffffff : (0xffffffff << (32 - bits)) >>> 0
}

/** Whether the address is of the network. */
export function isInNet(pool: AddressPool, id: number, net: NonNullable<AddressValue['net']>): boolean {
  if (pool.kind[id] !== (net.version === 4 ? IPV4 : IPV6)) return false
  for (let i = 0; i * 32 < net.bits; i++) {
    const mask = maskOf(net.bits - i * 32)
    if ((pool.word(id, i) & mask) >>> 0 !== (net.words[i] & mask) >>> 0) return false
  }
  return true
}

/** Below 0, 0, above 0 as the address is lower, the same, higher; null where the family is another. */
export function compareWithNet(pool: AddressPool, id: number, net: NonNullable<AddressValue['net']>): number | null {
  if (pool.kind[id] !== (net.version === 4 ? IPV4 : IPV6)) return null
  for (let i = 0; i < 4; i++) {
    const difference = pool.word(id, i) - net.words[i]
    if (difference !== 0) return difference
  }
  return 0
}
