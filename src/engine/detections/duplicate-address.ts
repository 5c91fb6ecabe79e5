import { arpSpoofing, onlyAnswering, spoofers } from './arp-spoofing.ts'
import { claimEvidence, claimsOf, contestedAddresses } from './contested-addresses.ts'
import type { Detection } from './detection.ts'
import { addressTexts } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { someOf } from './host-names.ts'

/** From so many contested addresses on, one machine is a spoofer and not a duplicate. */
const SPOOFED = 2

/** Two machines with one address. */
export const duplicateAddress: Detection<'takeovers'> = {
  id: 'duplicate-address',
  title: 'Duplicate address',
  meaning: 'Two machines say to have the same IP address: each loses connections to the other.',
  counts: 'claim',
  severity: 'medium',
  thresholds: {
    takeovers: {
      meaning: 'Changes of hands of the address, there and back',
      unit: 'changes',
      default: 2,
      min: 1,
      max: 1_000_000,
    },
  },
  falsePositives:
    'A machine with two network cards in one network, failover without a shared hardware address, and ARP spoofing of a single address, which looks the same.',
  blindSpots: 'Machines that never say their address while the capture runs.',
  needs: ['addressClaims'],
  detect(tables, selected, { takeovers }) {
    const contested = contestedAddresses(tables, selected, takeovers)
    const spoofed = new Set(
      [
        ...spoofers(tables, contested, SPOOFED),
        ...onlyAnswering(tables, contested, arpSpoofing.thresholds.answers.default),
      ].flatMap(([, ones]) => ones),
    )
    const { addressClaims: t } = tables
    return contested
      .filter((one) => !spoofed.has(one))
      .map(({ address, rows, takeovers: changes }) => {
        const [dst] = addressTexts(tables, [address])
        const src = addressTexts(
          tables,
          rows.map((row) => t.mac[row]),
        )
        return {
          severity: 'medium',
          confidence: 'likely',
          title: `${src.length} machines claim ${dst}: ${someOf(src, 3)}`,
          src,
          dst: [dst],
          count: claimsOf(tables, rows),
          ...frameSpan(
            tables,
            rows.flatMap((row) => [t.firstFrame[row], t.lastFrame[row]]),
          ),
          evidence: claimEvidence(tables, [address]),
          why: { machines: src.length, takeovers: changes, takeovers_threshold: takeovers },
        }
      })
  },
}
