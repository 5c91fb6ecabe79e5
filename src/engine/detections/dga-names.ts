import { selectedLookups } from '../analysis/dns-lookups.ts'
import { registeredDomain } from '../analysis/registered-domain.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Detection, Found } from './detection.ts'
import { lookupFacts } from './dns-evidence.ts'
import { all, frameWithin, oneOf } from './evidence-text.ts'
import { frameNanoseconds } from './frame-times.ts'
import { looksRandom } from './name-signs.ts'

const SECOND = 1e9
const NXDOMAIN = 3

/** Many domains that do not exist, asked for by one client: malware that computes where its owner may be today. */
export const dgaNames: Detection<'domains' | 'window' | 'random' | 'many'> = {
  id: 'dga-names',
  title: 'Names that do not exist',
  meaning:
    'A client asked for many different domains that nobody has registered, as malware does that computes its names.',
  counts: 'lookup',
  severity: 'high',
  thresholds: {
    domains: {
      meaning: 'Distinct registered domains answered "no such name"',
      unit: 'domains',
      default: 15,
      min: 3,
      max: 1_000_000,
    },
    window: { meaning: 'Within this time', unit: 's', default: 600, min: 1, max: 86_400 },
    random: { meaning: 'Share of them that look random', unit: '%', default: 50, min: 0, max: 100 },
    many: { meaning: 'From so many domains on it counts high', unit: 'domains', default: 100, min: 3, max: 1_000_000 },
  },
  falsePositives:
    'A resolver that asks for many clients, crawlers, checks for mistyped domains. Names of one label (browsers probe with those) and many names below one domain (block lists, search suffixes) count little.',
  blindSpots: 'Malware that finds its owner at the first tries, word lists that look like real names.',
  needs: ['dns'],
  detect(tables, selected, { domains, window, random, many }) {
    const { dns } = tables
    const byClient = new Map<number, number[]>()
    const servers = new Set<number>()
    for (const row of selectedLookups(tables, selected)) {
      servers.add(dns.server[row])
      if (dns.rcode[row] !== NXDOMAIN || dns.responseFrame[row] === 0) continue
      const rows = byClient.get(dns.client[row])
      if (rows === undefined) byClient.set(dns.client[row], [row])
      else rows.push(row)
    }
    const found: Found[] = []
    for (const [client, rows] of byClient) {
      const crowd = rows.length < domains ? null : busiest(tables, rows, window * SECOND, domains)
      if (crowd === null) continue
      const labels = crowd.domains.map((domain) => domain.split('.', 1)[0])
      const share = Math.round((labels.filter(looksRandom).length / labels.length) * 100)
      if (share < random) continue
      const isResolver = servers.has(client)
      const facts = lookupFacts(tables, crowd.rows)
      found.push({
        severity: isResolver ? 'low' : crowd.domains.length >= many ? 'high' : 'medium',
        confidence: isResolver ? 'possible' : 'likely',
        title: `${tables.addresses.text(client)} asked for ${crowd.domains.length} domains that do not exist`,
        ...facts,
        evidence: all(oneOf('ip.dst', [tables.addresses.text(client)]), 'dns.flags.rcode == 3', crowd.when),
        why: {
          domains: crowd.domains.length,
          domains_threshold: domains,
          window_seconds: window,
          random_looking_percent: share,
          random_looking_percent_threshold: random,
        },
      })
    }
    return found
  },
}

type Crowd = { rows: number[]; domains: string[]; when: string }

/** The lookups of a client within the window that has the most distinct domains; null where none has enough. */
function busiest(tables: CaptureTables, unsorted: number[], width: number, least: number): Crowd | null {
  const { dns, texts } = tables
  const timed = unsorted
    .map((row) => ({
      row,
      at: frameNanoseconds(tables, dns.responseFrame[row]),
      domain: registeredDomain(texts.text(dns.query[row]).toLowerCase()),
    }))
    .filter(({ at }) => !Number.isNaN(at))
    .sort((x, y) => x.at - y.at)
  const counts = new Map<string, number>()
  let [from, best, bestFrom, bestTo] = [0, 0, 0, -1]
  for (let to = 0; to < timed.length; to++) {
    const { domain, at } = timed[to]
    if (domain !== null) counts.set(domain, (counts.get(domain) ?? 0) + 1)
    for (; timed[from].at < at - width; from++) {
      const left = timed[from].domain
      if (left === null) continue
      const count = (counts.get(left) ?? 0) - 1
      if (count <= 0) counts.delete(left)
      else counts.set(left, count)
    }
    if (counts.size <= best) continue
    best = counts.size
    bestFrom = from
    bestTo = to
  }
  if (best < least) return null
  const [first, last] = [timed[bestFrom].at, timed[bestTo].at]
  const rows = timed.filter(({ at }) => at >= first && at <= last)
  return {
    rows: rows.map(({ row }) => row),
    domains: [...new Set(rows.flatMap(({ domain }) => domain ?? []))],
    when: frameWithin(tables, first, last),
  }
}
