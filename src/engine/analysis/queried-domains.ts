import { selectedLookups } from './dns-lookups.ts'
import { FoldedNames } from './folded-names.ts'
import { registeredDomain } from './registered-domain.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'

/** The lookups below one registered domain, of all clients. */
export type QueriedDomain = {
  /** '' of all names that end in no domain, whose subdomain is the whole name. */
  domain: string
  /** Rows of the DNS table. */
  lookups: number[]
  /** What stands before the domain, each once; '' is the domain itself. */
  subdomains: string[]
}

/** Names that end in letters and digits, as no top-level domain does: tools that speak to a server directly need none. */
export const NO_DOMAIN = String.raw`\.[a-z0-9]*([a-z][0-9]|[0-9][a-z])[a-z0-9]*$`
const endsInNoDomain = new RegExp(NO_DOMAIN)

type Kept = { selected: Selected | null; rows: number; domains: QueriedDomain[] }

/** The answer given last: several checks ask for it. */
const memos = new WeakMap<CaptureTables, Kept>()

/** The registered domains that were asked for; names that belong to none are left out. */
export function queriedDomains(tables: CaptureTables, selected: Selected | null): QueriedDomain[] {
  const known = memos.get(tables)
  if (known?.selected === selected && known.rows === tables.dns.rows) return known.domains
  const { dns } = tables
  const names = new FoldedNames(tables.texts)
  const byName: (QueriedDomain | null)[] = []
  const byDomain = new Map<string, QueriedDomain>()
  for (const row of selectedLookups(tables, selected)) {
    if (dns.query[row] === 0) continue
    const number = names.numberOf(dns.query[row])
    let found = byName[number]
    if (found === undefined) {
      const name = names.texts[number]
      found = domainOf(byDomain, name)
      if (found !== null)
        found.subdomains.push(
          found.domain === '' ? name : name.slice(0, Math.max(0, name.length - found.domain.length - 1)),
        )
      byName[number] = found
    }
    found?.lookups.push(row)
  }
  const domains = [...byDomain.values()]
  memos.set(tables, { selected, rows: dns.rows, domains })
  return domains
}

function domainOf(byDomain: Map<string, QueriedDomain>, name: string): QueriedDomain | null {
  const domain = endsInNoDomain.test(name) ? '' : registeredDomain(name)
  if (domain === null) return null
  let found = byDomain.get(domain)
  if (found === undefined) {
    found = { domain, lookups: [], subdomains: [] }
    byDomain.set(domain, found)
  }
  return found
}
