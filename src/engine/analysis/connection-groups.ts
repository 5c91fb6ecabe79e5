import { registeredDomain } from './registered-domain.ts'

/** What nodes are put together by: /24 and /64 of addresses, or the registered domain of names. */
export type NodeGroup = 'subnet' | 'domain'

/** 192.0.2.0/24 of an IPv4 address, 2001:db8:0:1::/64 of an IPv6 address; any other text itself. */
export function subnetOf(text: string): string {
  const v4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(text)
  if (v4 !== null) return `${v4[1]}.0/24`
  if (!/^[\da-f:]{2,39}$/i.test(text) || !text.includes('::')) {
    const full = text.split(':')
    return full.length === 8 && full.every((part) => /^[\da-f]{1,4}$/i.test(part)) ? network(full) : text
  }
  const [head, tail, ...more] = text.split('::')
  if (more.length > 0) return text
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const zeros = 8 - left.length - right.length
  return zeros < 1 ? text : network([...left, ...Array<string>(zeros).fill('0'), ...right])
}

function network(parts: readonly string[]): string {
  const first = parts.slice(0, 4)
  while (first.length > 0 && /^0+$/.test(first[first.length - 1])) first.pop()
  return `${first.join(':')}::/64`
}

/**
 * The text of the node that a value belongs to; what is in no group is its own node, and so are members of opened ones.
 * null = nothing is put together.
 */
export function groupedBy(
  group: NodeGroup | undefined,
  opened: ReadonlySet<string>,
): ((text: string) => string) | null {
  if (group === undefined) return null
  const groupOf =
    group === 'subnet' ? subnetOf : (text: string) => registeredDomain(text.toLowerCase().replace(/\.$/, '')) ?? text
  return (text) => {
    const found = groupOf(text)
    return opened.has(found) ? text : found
  }
}
