import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import type { Detection, Found } from './detection.ts'
import { addressTexts, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'

/** Bits of messageTypes: OFFER, ACK. */
const GIVES = (1 << 2) | (1 << 5)

/** A second DHCP server that tells clients another router or name server. */
export const rogueDhcp: Detection<'transactions'> = {
  id: 'rogue-dhcp',
  title: 'Several DHCP servers',
  meaning:
    'Two servers answer the same clients, or clients of the same network with different gateways or name servers. The one that wins decides over which router and name server they go.',
  counts: 'transaction',
  severity: 'high',
  thresholds: {
    transactions: {
      meaning: 'Clients’ transactions that both servers answered',
      unit: 'transactions',
      default: 1,
      min: 1,
      max: 1_000_000,
    },
  },
  falsePositives:
    'Two servers that share the work on purpose give the same router and name servers; such a pair is counted low. Virtual machines with a DHCP server of their own on a bridged network.',
  blindSpots:
    'Answers that go to one client only, on a switched network; two servers in different transactions that say the same; DHCPv6 and router advertisements.',
  needs: ['dhcp'],
  detect(tables, selected, { transactions }) {
    const { dhcp: t } = tables
    const byTransaction = new Map<string, number[]>()
    for (let row = 0; row < t.rows; row++) {
      if (t.server[row] === 0 || (t.messageTypes[row] & GIVES) === 0 || !hasFrame(selected, t.frame[row])) continue
      const key = `${t.transaction[row]} ${t.mac[row]}`
      const rows = byTransaction.get(key)
      if (rows === undefined) byTransaction.set(key, [row])
      else rows.push(row)
    }
    const byServers = new Map<string, number[][]>()
    for (const rows of byTransaction.values()) {
      if (rows.length < 2) continue
      const servers = rows.map((row) => t.server[row]).sort((x, y) => x - y)
      const key = servers.join(' ')
      const known = byServers.get(key)
      if (known === undefined) byServers.set(key, [rows])
      else known.push(rows)
    }
    const found: Found[] = []
    for (const groups of byServers.values())
      if (groups.length >= transactions) found.push(findingOf(tables, groups, transactions, true))
    if (found.length > 0) return found
    for (const rows of byNetwork(tables, selected).values())
      if (new Set(rows.map((row) => t.server[row])).size > 1 && rows.length >= transactions) {
        const groups = rows.map((row) => [row])
        const finding = findingOf(tables, groups, transactions, false)
        if (finding.severity !== 'low') found.push(finding)
      }
    return found
  },
}

/** Transactions by the network (IPv4 /24) in which they gave an address. */
function byNetwork({ dhcp: t, addresses }: CaptureTables, selected: Selected | null): Map<number, number[]> {
  const networks = new Map<number, number[]>()
  for (let row = 0; row < t.rows; row++) {
    if (t.server[row] === 0 || t.assignedAddress[row] === 0 || (t.messageTypes[row] & GIVES) === 0) continue
    if (!hasFrame(selected, t.frame[row])) continue
    const network = addresses.word(t.assignedAddress[row], 0) >>> 8
    const rows = networks.get(network)
    if (rows === undefined) networks.set(network, [row])
    else rows.push(row)
  }
  return networks
}

/** `isSame`: whether the servers answered the same transactions. */
function findingOf(tables: CaptureTables, groups: readonly number[][], transactions: number, isSame: boolean): Found {
  const { dhcp: t, texts } = tables
  const rows = groups.flat()
  const said = (column: Uint32Array) =>
    [...new Set(rows.map((row) => column[row]))].filter((id) => id !== 0).map((id) => texts.text(id))
  const routers = said(t.routers)
  const nameServers = said(t.nameServers)
  const differs = routers.length > 1 || nameServers.length > 1
  const servers = addressTexts(
    tables,
    rows.map((row) => t.server[row]),
  )
  const clients = addressTexts(
    tables,
    rows.map((row) => t.mac[row]).filter((id) => id !== 0),
  )
  return {
    severity: !differs ? 'low' : isSame ? 'high' : 'medium',
    confidence: differs && isSame ? 'likely' : 'possible',
    title: `${servers.join(' and ')} answer ${isSame ? 'the same DHCP clients' : 'DHCP clients of the same network'}${differs ? ' with different gateways or name servers' : ''}`,
    src: servers,
    dst: clients,
    count: groups.length,
    ...frameSpan(
      tables,
      rows.map((row) => t.frame[row]),
    ),
    evidence: `dhcp and ${oneOf('ip.src', servers)}`,
    why: {
      transactions: groups.length,
      transactions_threshold: transactions,
      servers: servers.length,
      servers_threshold: 1,
      routers: routers.join(' / '),
      name_servers: nameServers.join(' / '),
    },
  }
}
