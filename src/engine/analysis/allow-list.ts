import { readAddress } from '../bytes/address-text.ts'
import { type AddressPool, IPV4, IPV6 } from '../tables/address-pool.ts'

/** What somebody expects: a network (an address is one of one host), a domain with all below it, or a responder's port. */
export type AllowEntry = { text: string } & (
  | { kind: 'network'; version: 4 | 6; words: Uint32Array; bits: number }
  | { kind: 'domain'; domain: string }
  | { kind: 'port'; port: number; proto: number | null }
)

const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ['tcp', 6],
  ['udp', 17],
  ['sctp', 132],
])
const LONGEST = 260
const encoder = new TextEncoder()

/**
 * One line of an allow-list: `192.0.2.7`, `10.1.0.0/16`, `2001:db8::/32`, `example.com` or `*.example.com` (both with all
 * names below), `123`, `123/udp`. What follows # is a comment. Null for a line that says nothing or is none of these.
 */
export function allowEntry(line: string): AllowEntry | null {
  const text = line.replace(/#.*$/, '').trim()
  if (text === '' || text.length > LONGEST) return null
  const port = /^:?(\d{1,5})(?:\/([a-z]+))?$/i.exec(text)
  if (port !== null) {
    const number = Number(port[1])
    const proto = port[2] === undefined ? null : (PROTOCOLS.get(port[2].toLowerCase()) ?? -1)
    return number > 0xffff || proto === -1 ? null : { text, kind: 'port', port: number, proto }
  }
  const [address, prefix] = text.split('/', 2)
  const bytes = encoder.encode(address)
  const words = new Uint32Array(4)
  const version = readAddress(bytes, 0, bytes.length, words)
  if (version !== 0) {
    const most = version === 4 ? 32 : 128
    const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
    return bits < 0 || bits > most ? null : { text, kind: 'network', version, words, bits }
  }
  const domain = text
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/\.$/, '')
  const isName = /^(?=.*[a-z])[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(domain)
  return isName ? { text, kind: 'domain', domain } : null
}

/** Whether an address is in a network. */
export function isInNetwork(pool: AddressPool, id: number, entry: Extract<AllowEntry, { kind: 'network' }>): boolean {
  if (pool.kind[id] !== (entry.version === 4 ? IPV4 : IPV6)) return false
  for (let index = 0, left = entry.bits; left > 0; index++, left -= 32) {
    const mask = left >= 32 ? 0xffffffff : ~(0xffffffff >>> left)
    if (((pool.word(id, index) ^ entry.words[index]) & mask) !== 0) return false
  }
  return true
}

/** Whether a name is the domain or below it; a port behind the name does not count. */
export function isBelow(name: string, domain: string): boolean {
  const host = name.toLowerCase().replace(/:\d+$/, '')
  return host === domain || host.endsWith(`.${domain}`)
}
