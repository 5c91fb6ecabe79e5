import type { Detection, Found } from './detection.ts'
import { belowDomain, lookupFacts, namesBelow } from './dns-evidence.ts'
import { expectedReason, isReversedAddress } from '../analysis/expected-names.ts'
import { longestLabel } from './name-signs.ts'
import { queriedDomains } from '../analysis/queried-domains.ts'

/** Single names that are longer than anybody types. */
export const dnsLongNames: Detection<'names' | 'length' | 'label'> = {
  id: 'dns-long-names',
  title: 'Long DNS names',
  meaning:
    'Names were asked for that are longer than people or programs choose: a few of them can already carry a secret out.',
  counts: 'lookup',
  severity: 'low',
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
      if (long.length < names) continue
      const reason = expectedReason(domain)
      found.push({
        severity: reason === null ? 'low' : 'info',
        confidence: 'possible',
        title: `${namesBelow(long.length, domain)} are long${reason === null ? '' : ` (expected: ${reason})`}`,
        ...lookupFacts(tables, lookups),
        evidence: belowDomain(domain),
        why: {
          long_names: long.length,
          long_names_threshold: names,
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
