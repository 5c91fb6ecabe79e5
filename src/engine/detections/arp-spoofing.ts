import type { CaptureTables } from '../tables/capture-tables.ts'
import { claimEvidence, claimsOf, type Contested, contestedAddresses } from './contested-addresses.ts'
import type { Detection } from './detection.ts'
import { addressTexts } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { someOf } from './host-names.ts'

/** A machine that takes over the addresses of others. */
export const arpSpoofing: Detection<'addresses' | 'takeovers' | 'answers'> = {
  id: 'arp-spoofing',
  title: 'ARP or Neighbor Discovery spoofing',
  meaning: 'A machine says to have addresses that others have, again and again: traffic between those goes through it.',
  counts: 'claim',
  severity: 'high',
  thresholds: {
    addresses: {
      meaning: 'Addresses of others that one machine claims',
      unit: 'addresses',
      default: 2,
      min: 1,
      max: 1000,
    },
    takeovers: {
      meaning: 'Changes of hands of an address, there and back',
      unit: 'changes',
      default: 2,
      min: 1,
      max: 1_000_000,
    },
    answers: {
      meaning: 'Or answers for one address of another, by a machine that never asks as that address',
      unit: 'answers',
      default: 6,
      min: 2,
      max: 1_000_000,
    },
  },
  falsePositives:
    'Failover of clusters and firewalls that have no shared hardware address, proxy ARP on a router, a machine that moved from cable to WLAN. Known shared hardware addresses (VRRP, HSRP, GLBP, Network Load Balancing) are left out.',
  blindSpots:
    'A spoofer whose victims are never heard, and one that is told to one victim only on a switched network: the capture must see both.',
  needs: ['addressClaims'],
  detect(tables, selected, { addresses, takeovers, answers }) {
    const known = spoofers(tables, contestedAddresses(tables, selected, takeovers), addresses)
    const spoofed = new Set(known.flatMap(([, contested]) => contested.map(({ address }) => address)))
    const talkers = onlyAnswering(tables, contestedAddresses(tables, selected, 1), answers).filter(
      ([, [{ address }]]) => !spoofed.has(address),
    )
    return [...known, ...talkers].map(([mac, contested], i) => {
      const isSure = i < known.length
      const rows = contested.flatMap((one) => one.rows)
      const ids = contested.map(({ address }) => address)
      const taken = addressTexts(tables, ids)
      const { addressClaims: t } = tables
      const victims = addressTexts(
        tables,
        rows.map((row) => t.mac[row]).filter((id) => id !== mac),
      )
      const [src] = addressTexts(tables, [mac])
      return {
        severity: isSure ? 'high' : 'medium',
        confidence: isSure ? 'likely' : 'possible',
        title: `${src} claims the ${victims.length === 1 ? 'address of another' : `addresses of ${victims.length} others`}: ${someOf(taken, 3)}`,
        src: [src],
        dst: taken,
        count: claimsOf(tables, rows),
        ...frameSpan(
          tables,
          rows.flatMap((row) => [t.firstFrame[row], t.lastFrame[row]]),
        ),
        evidence: claimEvidence(tables, ids),
        why: {
          addresses: ids.length,
          addresses_threshold: addresses,
          takeovers: contested.reduce((sum, one) => sum + one.takeovers, 0),
          takeovers_threshold: takeovers,
          owners: someOf(victims, 10),
          ...(isSure ? {} : { answers: answersOf(tables, mac, rows), answers_threshold: answers }),
        },
      }
    })
  },
}

/** Machines that took one address from another and only ever answer for it: who has an address asks with it, too. */
export function onlyAnswering(
  { addressClaims: t }: CaptureTables,
  contested: readonly Contested[],
  least: number,
): [number, Contested[]][] {
  return contested.flatMap((one): [number, Contested[]][] =>
    one.rows
      .slice(1)
      .filter((row) => t.requests[row] === 0 && t.replies[row] + t.gratuitous[row] >= least)
      .map((row) => [t.mac[row], [one]]),
  )
}

function answersOf({ addressClaims: t }: CaptureTables, mac: number, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + (t.mac[row] === mac ? t.replies[row] + t.gratuitous[row] : 0), 0)
}

/**
 * Hardware addresses that contest at least `least` addresses and came to each of them after another one; of two machines
 * that contest the same addresses only one is a spoofer.
 */
export function spoofers(
  { addressClaims: t }: CaptureTables,
  contested: readonly Contested[],
  least: number,
): [number, Contested[]][] {
  const byMac = new Map<number, Contested[]>()
  for (const one of contested)
    for (const row of one.rows.slice(1)) {
      const known = byMac.get(t.mac[row])
      if (known === undefined) byMac.set(t.mac[row], [one])
      else known.push(one)
    }
  const taken = new Set<Contested>()
  return [...byMac]
    .sort(([, x], [, y]) => y.length - x.length)
    .filter(([, ones]) => {
      if (ones.filter((one) => !taken.has(one)).length < least) return false
      for (const one of ones) taken.add(one)
      return true
    })
}
