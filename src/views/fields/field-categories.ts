import type { FieldDescription } from '../../engine/expression/search.ts'

/** Fields of one kind, as the Values tab groups them. */
export type FieldCategory = {
  title: string
  /** The protocol whose sessions the category speaks of; null for all. */
  protocol: string | null
  fields: readonly FieldDescription[]
}

/** By the beginnings of any of a field's names; the first that fits. */
const RULES: readonly { title: string; protocol: string | null; names: RegExp }[] = [
  {
    title: 'DNS',
    protocol: 'dns',
    names: /^(?:dns\.|query$|qtype|rcode|trans_id$|rtt$|answers$|TTLs$|ip\.dns|host\.dns)/,
  },
  { title: 'Certificates', protocol: null, names: /^(?:cert\.|certificate\.|x509|fingerprint$)/ },
  { title: 'TLS', protocol: 'tls', names: /^(?:d?tls\.|server_name$|next_protocol$|host\.quic|version$)/ },
  {
    title: 'HTTP',
    protocol: 'http',
    names:
      /^(?:http\.|host\.http|uri$|method$|referrer$|user_agent$|status_(?:code|msg)$|(?:request|response)_body_len$)/,
  },
  { title: 'SSH', protocol: 'ssh', names: /^(?:ssh\.|(?:kex|host_key|cipher|mac|compression)_alg$)/ },
  {
    title: 'Addresses',
    protocol: null,
    names:
      /^(?:id\.|ip$|ip\.(?:src|dst|addr)|ipv6\.|eth\.|mac|port|host$|(?:tcp|udp|sctp)\.(?:src|dst)?port$|vlan|oui|outer)/,
  },
  { title: 'Frame', protocol: null, names: /^(?:frame|file$)/ },
]
const REST = 'Session'
const ORDER = [REST, 'Addresses', ...RULES.map(({ title }) => title)]

/** Times and lengths of time have nearly as many values as there are sessions; a protocol is there or not. */
const UNCOUNTED = new Set(['presence', 'time', 'duration'])

/** Whether the values of a field are worth counting: they come from the tables, and some of them repeat. */
export function isCounted({ type, source, name }: FieldDescription): boolean {
  return source === 'column' && !UNCOUNTED.has(type) && name !== 'frame.number'
}

function titleOf({ name, aliases }: FieldDescription): string {
  const names = [name, ...aliases]
  const rule = RULES.find(({ names: pattern }) => names.some((one) => pattern.test(one)))
  if (rule !== undefined) return rule.title
  const [protocol, ...rest] = name.split('.')
  // What is left with a dot is named after its protocol, but for the fields of sessions.
  const ofSession = ['bytes', 'packets', 'databytes', 'session', 'tcpflags', 'tcp', 'udp', 'ip', 'network']
  return rest.length === 0 || ofSession.includes(protocol) ? REST : protocol.toUpperCase()
}

/** The fields in their categories: those of sessions and addresses first, protocols without a rule last, by name. */
export function fieldCategories(fields: readonly FieldDescription[]): FieldCategory[] {
  const byTitle = new Map<string, FieldDescription[]>()
  for (const field of fields) {
    const title = titleOf(field)
    const known = byTitle.get(title)
    if (known === undefined) byTitle.set(title, [field])
    else known.push(field)
  }
  const rank = (title: string) => (ORDER.includes(title) ? ORDER.indexOf(title) : ORDER.length)
  return Array.from(byTitle, ([title, own]) => ({
    title,
    protocol: RULES.find((rule) => rule.title === title)?.protocol ?? null,
    fields: own,
  })).sort((a, b) => rank(a.title) - rank(b.title) || (a.title < b.title ? -1 : 1))
}
