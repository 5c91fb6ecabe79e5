import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Detection, Found } from './detection.ts'
import { belowDomain, lookupFacts, namesBelow } from './dns-evidence.ts'
import { expectedReason, isReversedAddress } from '../analysis/expected-names.ts'
import { entropy, longestLabel } from './name-signs.ts'
import { type QueriedDomain, queriedDomains } from '../analysis/queried-domains.ts'

/** NULL and TXT carry the most, the others are what tools fall back to or use of their own (KEY of dns2tcp, PRIVATE of iodine). */
const CARRIERS = [10, 16, 5, 15, 25, 33, 65399]

type Thresholds = Readonly<Record<'names' | 'many' | 'length' | 'bits' | 'carriers' | 'label' | 'bytes', number>>

/** Data carried in the names below one domain. */
export const dnsTunnel: Detection<keyof Thresholds> = {
  id: 'dns-tunnel',
  title: 'DNS tunnel or exfiltration',
  meaning:
    'Many different, long and random-looking names were asked for below one domain: whoever runs its name server receives what they spell, and can answer.',
  counts: 'lookup',
  severity: 'high',
  thresholds: {
    names: { meaning: 'Distinct names below one domain', unit: 'names', default: 10, min: 3, max: 1_000_000 },
    many: { meaning: 'From so many names on it may count high', unit: 'names', default: 30, min: 3, max: 1_000_000 },
    length: {
      meaning: 'Mean length of what stands before the domain',
      unit: 'characters',
      default: 30,
      min: 5,
      max: 250,
    },
    bits: {
      meaning: 'Mean entropy of what stands before the domain',
      unit: 'bits a character',
      default: 3.5,
      min: 0.5,
      max: 6,
    },
    carriers: {
      meaning: 'Share of lookups of NULL, TXT, KEY, CNAME, MX, SRV and PRIVATE',
      unit: '%',
      default: 50,
      min: 1,
      max: 100,
    },
    label: { meaning: 'Longest label', unit: 'characters', default: 52, min: 10, max: 63 },
    bytes: { meaning: 'Text spelled by the names in sum', unit: 'bytes', default: 2000, min: 1, max: 1_000_000_000 },
  },
  falsePositives:
    'Products that ask a question in a DNS name: anti-virus reputation, block lists of mail servers, content networks. Those known by name are shown as expected.',
  blindSpots: 'Tunnels that send few or short names, and DNS over TLS or HTTPS.',
  needs: ['dns'],
  detect(tables, selected, thresholds) {
    const found: Found[] = []
    for (const asked of queriedDomains(tables, selected)) {
      const finding = asked.subdomains.length >= thresholds.names ? tunnelOf(tables, asked, thresholds) : null
      if (finding !== null) found.push(finding)
    }
    return found
  },
}

function tunnelOf(
  tables: CaptureTables,
  { domain, lookups, subdomains }: QueriedDomain,
  limits: Thresholds,
): Found | null {
  const { dns } = tables
  const lists = subdomains.filter(isReversedAddress).length
  const mean = (valueOf: (name: string) => number) =>
    subdomains.reduce((sum, name) => sum + valueOf(name), 0) / subdomains.length
  const length = mean((name) => name.length)
  const bits = mean(entropy)
  const bytes = length * subdomains.length
  const label = subdomains.reduce((longest, name) => Math.max(longest, longestLabel(name)), 0)
  const carriers = (lookups.filter((row) => CARRIERS.includes(dns.queryType[row])).length / lookups.length) * 100
  const signs = [
    length >= limits.length,
    bits >= limits.bits,
    carriers >= limits.carriers,
    label >= limits.label,
    bytes >= limits.bytes,
  ].filter(Boolean).length
  // Length or a carrier is what makes a tunnel; entropy alone is also in the names of content networks.
  if (signs < 3 || (length < limits.length && carriers < limits.carriers)) return null
  const reason = lists * 2 > subdomains.length ? 'block list' : expectedReason(domain)
  return {
    severity: reason !== null ? 'info' : signs >= 4 && subdomains.length >= limits.many ? 'high' : 'medium',
    confidence: reason !== null ? 'possible' : 'likely',
    title: `${namesBelow(subdomains.length, domain)} carry ${Math.round(bytes)} bytes${reason === null ? '' : ` (expected: ${reason})`}`,
    ...lookupFacts(tables, lookups),
    evidence: belowDomain(domain),
    why: {
      names: subdomains.length,
      names_threshold: limits.names,
      mean_length: rounded(length),
      mean_length_threshold: limits.length,
      entropy_bits: rounded(bits),
      entropy_bits_threshold: limits.bits,
      carrier_types_percent: Math.round(carriers),
      carrier_types_percent_threshold: limits.carriers,
      longest_label: label,
      longest_label_threshold: limits.label,
      bytes: Math.round(bytes),
      bytes_threshold: limits.bytes,
      signs,
      signs_threshold: 3,
    },
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
