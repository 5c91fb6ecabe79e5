import type { CaptureTables } from '../tables/capture-tables.ts'
import { type AllowEntry, allowEntry, isBelow, isInNetwork } from './allow-list.ts'

/** What a person looks out for: addresses, networks, names (`*.example.com` with all names below it); the rest says nothing here. */
export class WatchedValues {
  private readonly networks: Extract<AllowEntry, { kind: 'network' }>[] = []
  private readonly names = new Map<string, string>()
  private readonly domains: { text: string; domain: string }[] = []

  constructor(values: readonly string[]) {
    for (const value of values) {
      const entry = allowEntry(value)
      if (entry?.kind === 'network') this.networks.push(entry)
      else if (entry?.kind === 'domain' && /^\*?\./.test(entry.text)) this.domains.push(entry)
      else if (entry?.kind === 'domain') this.names.set(entry.domain, entry.text)
    }
  }

  /** The entry that an address is in; null = none. */
  address({ addresses }: CaptureTables, id: number): string | null {
    return this.networks.find((entry) => isInNetwork(addresses, id, entry))?.text ?? null
  }

  /** The entry that a name is, or is below. */
  name(name: string): string | null {
    const host = name.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
    return this.names.get(host) ?? this.domains.find(({ domain }) => isBelow(host, domain))?.text ?? null
  }

  /** The entry that is a domain or below it. */
  below(domain: string): string | null {
    for (const [name, text] of this.names) if (isBelow(name, domain)) return text
    return this.name(domain)
  }
}
