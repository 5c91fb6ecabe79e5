import { IPV4, IPV6 } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { addressTexts, any, oneOf } from './evidence-text.ts'

/** Hardware addresses that several machines share on purpose: VRRP, HSRP, GLBP, load balancing of Windows. */
const SHARED = /^(00:00:5e:00:0[12]|00:00:0c:07:ac|00:00:0c:9f:f|00:05:73:a0|00:07:b4:00|0[0-3]:bf:)/

/** An IP address that several hardware addresses say to have in turns; rows of addressClaims, the first claim first. */
export type Contested = { address: number; rows: number[]; takeovers: number }

/** Addresses whose claims change hands at least `takeovers` times: once is a lease that went on to the next. */
export function contestedAddresses(tables: CaptureTables, selected: Selected | null, takeovers: number): Contested[] {
  const { addressClaims: t, addresses } = tables
  const byAddress = new Map<number, number[]>()
  for (let row = 0; row < t.rows; row++) {
    if (!hasFrame(selected, t.firstFrame[row]) && !hasFrame(selected, t.lastFrame[row])) continue
    if (SHARED.test(addresses.text(t.mac[row]))) continue
    const rows = byAddress.get(t.address[row])
    if (rows === undefined) byAddress.set(t.address[row], [row])
    else rows.push(row)
  }
  const contested: Contested[] = []
  for (const [address, rows] of byAddress) {
    const changes = rows.reduce((sum, row) => sum + t.takeovers[row], 0)
    if (rows.length > 1 && changes >= takeovers) contested.push({ address, rows, takeovers: changes })
  }
  return contested
}

/** Number of all claims of rows. */
export function claimsOf({ addressClaims: t }: CaptureTables, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + t.requests[row] + t.replies[row] + t.gratuitous[row], 0)
}

/** The packets that claim the addresses. */
export function claimEvidence(tables: CaptureTables, ids: readonly number[]): string {
  const of = (kind: number, field: string) => {
    const texts = addressTexts(
      tables,
      ids.filter((id) => tables.addresses.kind[id] === kind),
    )
    return texts.length === 0 ? [] : [oneOf(field, texts)]
  }
  return any([...of(IPV4, 'arp.src.proto_ipv4'), ...of(IPV6, 'icmpv6.nd.na.target_address')])
}
