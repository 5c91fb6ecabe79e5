import { getDomain } from 'tldts'

const OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false }

/**
 * The part of a name that somebody registered: 'example.co.uk' of 'a.b.example.co.uk', 'me.duckdns.org' of
 * 'x.me.duckdns.org' (public suffix list with its private part). Null for names of one label, suffixes themselves,
 * addresses, and names that are not of the public DNS: .arpa, .local and the like. `name` is in lower case.
 */
export function registeredDomain(name: string): string | null {
  if (!name.includes('.') || /\.(?:arpa|local|localhost|localdomain|lan|home|internal|corp|test|invalid)$/.test(name))
    return null
  return getDomain(name, OPTIONS)
}
