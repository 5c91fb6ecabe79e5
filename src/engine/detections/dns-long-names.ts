import type { Detection, Found } from './detection.ts'
import { belowDomain, lookupFacts, namesBelow } from './dns-evidence.ts'
import { expectedReason, isReversedAddress } from '../analysis/expected-names.ts'
import { longestLabel } from './name-signs.ts'
import { queriedDomains } from '../analysis/queried-domains.ts'

/** Characters of Base64 that no name of a host has (RFC 952): one such long name is data. */
const ENCODED = /[=+/*]/

/** Single names that are longer than anybody types. */
export const dnsLongNames: Detection<'names' | 'length' | 'label'> = {
  id: 'dns-long-names',
  title: 'Long DNS names',
  meaning:
    'Names were asked for that are longer than people or programs choose: a few of them can already carry a secret out. One is enough where it has characters of Base64 that no host’s name has.',
  counts: 'lookup',
  severity: 'medium',
  thresholds: {
    names: { meaning: 'Distinct long names below one domain', unit: 'names', default: 3, min: 1, max: 1_000_000 },
    length: { meaning: 'Characters before the domain', unit: 'characters', default: 80, min: 20, max: 250 },
    label: { meaning: 'Or characters in one label', unit: 'characters', default: 52, min: 20, max: 63 },
  },
  falsePositives: 'Keys of DKIM, tokens of content networks and cloud services, anti-virus reputation.',
  blindSpots: 'Data cut into short names, and DNS over TLS or HTTPS.',
  needs: ['dns'],
  detect(tables, selected, { names, length, label }) {
    const found: Found[] = []
    for (const { domain, lookups, subdomains } of queriedDomains(tables, selected)) {
      const long = subdomains.filter(
        (name) => (name.length >= length || longestLabel(name) >= label) && !isReversedAddress(name),
      )
      const coded = long.filter((name) => ENCODED.test(name)).length
      if (long.length < names && coded === 0) continue
      const reason = expectedReason(domain)
      found.push({
        severity: reason !== null ? 'info' : coded > 0 ? 'medium' : 'low',
        confidence: coded > 0 ? 'likely' : 'possible',
        title: `${namesBelow(long.length, domain)} are long${reason === null ? '' : ` (expected: ${reason})`}`,
        ...lookupFacts(tables, lookups),
        evidence: belowDomain(domain),
        why: {
          long_names: long.length,
          long_names_threshold: names,
          encoded_names: coded,
          encoded_names_threshold: 1,
          longest_name: Math.max(...long.slice(0, 10_000).map((name) => name.length)),
          longest_name_threshold: length,
          longest_label: Math.max(...long.slice(0, 10_000).map(longestLabel)),
          longest_label_threshold: label,
        },
      })
    }
    return found
  },
}
