import { selectedLookups } from '../analysis/dns-lookups.ts'
import { FoldedNames } from '../analysis/folded-names.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Detection, Found } from './detection.ts'
import { lookupFacts, ofName } from './dns-evidence.ts'
import { expectedReason } from '../analysis/expected-names.ts'

const A = 1
const CNAME = 5

type Flux = { lookups: number[]; addresses: Set<number>; networks: Set<string>; ttl: number }

/** A name that keeps moving over many networks. */
export const fastFlux: Detection<'addresses' | 'networks' | 'ttl'> = {
  id: 'fast-flux',
  title: 'Fast flux',
  meaning:
    'A name was answered with many addresses in many networks, each for a short time: botnets hide their servers so.',
  counts: 'lookup',
  severity: 'medium',
  thresholds: {
    addresses: { meaning: 'Distinct addresses of one name', unit: 'addresses', default: 20, min: 2, max: 100_000 },
    networks: { meaning: 'Distinct networks (/16) of them', unit: 'networks', default: 10, min: 2, max: 65_536 },
    ttl: { meaning: 'Shortest time an answer may be kept, at most', unit: 's', default: 300, min: 0, max: 86_400 },
  },
  falsePositives:
    'Content networks, pools of time servers, large services that answer by place. Those known by name, their own or the one that stands for it (CNAME), are left out.',
  blindSpots: 'Flux slower than the capture is long; answers over IPv6.',
  needs: ['dns'],
  detect(tables, selected, { addresses, networks, ttl }) {
    const { dns, dnsAnswers, texts } = tables
    const names = new FoldedNames(texts)
    const byName = new Map<number, Flux>()
    const all = selectedLookups(tables, selected)
    for (const row of all) {
      if (dns.query[row] === 0 || dns.answers[row] === 0) continue
      const number = names.numberOf(dns.query[row])
      if (isHosted(tables, row)) continue
      for (let at = dns.firstAnswer[row]; at < dns.firstAnswer[row] + dns.answers[row]; at++) {
        if (dnsAnswers.type[at] !== A || dnsAnswers.value[at] === 0) continue
        let flux = byName.get(number)
        if (flux === undefined)
          byName.set(number, (flux = { lookups: [], addresses: new Set(), networks: new Set(), ttl: Infinity }))
        if (!flux.addresses.has(dnsAnswers.value[at])) {
          flux.addresses.add(dnsAnswers.value[at])
          flux.networks.add(texts.text(dnsAnswers.value[at]).split('.', 2).join('.'))
        }
        flux.ttl = Math.min(flux.ttl, dnsAnswers.ttl[at])
      }
    }
    for (const [number, flux] of byName)
      if (
        flux.addresses.size < addresses ||
        flux.networks.size < networks ||
        flux.ttl > ttl ||
        expectedReason(names.texts[number]) !== null
      )
        byName.delete(number)
    if (byName.size === 0) return []
    for (const row of all) if (dns.query[row] !== 0) byName.get(names.numberOf(dns.query[row]))?.lookups.push(row)
    return Array.from(
      byName,
      ([number, flux]): Found => ({
        severity: 'medium',
        confidence: 'possible',
        title: `${names.texts[number]} has ${flux.addresses.size} addresses in ${flux.networks.size} networks`,
        ...lookupFacts(tables, flux.lookups),
        evidence: ofName(names.texts[number]),
        why: {
          addresses: flux.addresses.size,
          addresses_threshold: addresses,
          networks: flux.networks.size,
          networks_threshold: networks,
          shortest_ttl_seconds: flux.ttl,
          shortest_ttl_seconds_threshold: ttl,
        },
      }),
    )
  },
}

/** Whether a lookup's name stands for one of a content network or cloud. */
function isHosted({ dns, dnsAnswers, texts }: CaptureTables, row: number): boolean {
  for (let at = dns.firstAnswer[row]; at < dns.firstAnswer[row] + dns.answers[row]; at++)
    if (dnsAnswers.type[at] === CNAME && expectedReason(texts.text(dnsAnswers.value[at]).toLowerCase()) !== null)
      return true
  return false
}
