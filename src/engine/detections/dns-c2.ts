import { bucketedScore } from '../analysis/beacon-score.ts'
import type { Detection, Found } from './detection.ts'
import { belowDomain, lookupFacts, namesBelow } from './dns-evidence.ts'
import { expectedReason } from '../analysis/expected-names.ts'
import { queriedDomains } from '../analysis/queried-domains.ts'

/** RITA's measure of command and control over DNS: how many different names were asked for below a domain. */
export const dnsC2: Detection<'base' | 'low' | 'medium' | 'high'> = {
  id: 'dns-c2',
  title: 'Many names below one domain',
  meaning:
    'So many different names below one domain are what command and control over DNS looks like from afar (RITA).',
  counts: 'lookup',
  severity: 'medium',
  thresholds: {
    base: {
      meaning: 'Distinct names from which on it is mentioned',
      unit: 'names',
      default: 100,
      min: 2,
      max: 1_000_000,
    },
    low: { meaning: 'Distinct names for a score of 0.4', unit: 'names', default: 500, min: 2, max: 1_000_000 },
    medium: { meaning: 'Distinct names for a score of 0.6', unit: 'names', default: 800, min: 2, max: 1_000_000 },
    high: { meaning: 'Distinct names for a score of 0.8', unit: 'names', default: 1000, min: 2, max: 1_000_000 },
  },
  falsePositives:
    'Large providers and content networks have thousands of names; the number alone is a weak sign. See DNS tunnel for what the names look like.',
  blindSpots: 'Command and control that asks for few names, and DNS over TLS or HTTPS.',
  needs: ['dns'],
  detect(tables, selected, thresholds) {
    const found: Found[] = []
    for (const { domain, lookups, subdomains } of queriedDomains(tables, selected)) {
      const names = subdomains.length
      const score = bucketedScore(names, thresholds)
      if (score === 0) continue
      const reason = expectedReason(domain)
      found.push({
        severity: reason !== null ? 'info' : score >= 0.6 ? 'medium' : 'low',
        confidence: 'possible',
        title: `${namesBelow(names, domain)}${reason === null ? '' : ` (expected: ${reason})`}`,
        ...lookupFacts(tables, lookups),
        evidence: belowDomain(domain),
        why: { names, names_threshold: thresholds.base, rita_score: Math.round(score * 1000) / 1000 },
      })
    }
    return found
  },
}
