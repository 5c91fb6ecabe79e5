import { IPV4 } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Detection, Found } from './detection.ts'
import { DistinctWindow } from './distinct-window.ts'
import { addressTexts, all, beginsWithin, isUnicast, oneOf, timeText, UNICAST } from './evidence-text.ts'
import { TCP_PROTO, UDP_PROTO } from './ip-protocols.ts'
import { Probes, TCP_PROBE, UDP_PROBE } from './probes.ts'
import { distinctCount, eachGroup, heavyRows, selectedSessions, within } from './session-rows.ts'

const SECOND = 1e9
const PORTS = 65536

/** Ports of services that worms and bots look for everywhere, and that no peer-to-peer program uses. */
const WORMS: ReadonlySet<number> = new Set([
  22, 23, 135, 137, 139, 445, 1023, 1433, 1434, 2323, 3306, 3389, 5060, 5432, 5555, 5900, 5985, 6379, 7547, 8291, 9200,
  11211, 27017, 37215, 52869,
])

/** One port of many hosts, tried by one host within some minutes. */
export const portSweepHorizontal: Detection<'hosts' | 'window' | 'share' | 'many'> = {
  id: 'port-sweep-horizontal',
  title: 'Sweep over hosts',
  meaning: 'A host tried the same port of many others to find those that offer a service.',
  counts: 'session',
  severity: 'high',
  thresholds: {
    hosts: { meaning: 'Distinct hosts tried on one port', unit: 'hosts', default: 20, min: 3, max: 1_000_000 },
    window: { meaning: 'Within this time', unit: 's', default: 300, min: 1, max: 86400 },
    share: { meaning: 'Least share of tries that came to nothing', unit: '%', default: 60, min: 0, max: 100 },
    many: { meaning: 'From so many hosts on it counts high', unit: 'hosts', default: 100, min: 3, max: 1_000_000 },
  },
  falsePositives:
    'Monitoring and inventories of your own, peer-to-peer programs that look for peers which are gone, a client whose network is down. Hosts all over the internet, as peer-to-peer programs try them, count low, but for a hundred and more on ports of services that worms look for. Multicast, and hosts that are also talked to on that port most of the time, do not count.',
  blindSpots: 'Sweeps slower than the window or shared by many sources; those that send something to what they find.',
  needs: ['sessions'],
  detect(tables, selected, { hosts, window, share, many }) {
    const { sessions, addresses } = tables
    const probes = new Probes(tables)
    const unicast = selectedSessions(tables, selected).filter(
      (row) => (sessions.proto[row] === TCP_PROTO || sessions.proto[row] === UDP_PROTO) && isUnicast(tables, row),
    )
    const tried = unicast.filter((row) => probes.has(row))
    const placeOf = (row: number) => Number(sessions.proto[row] === TCP_PROTO) * PORTS + sessions.respPort[row]
    const sourceOf = (row: number) => sessions.origHost[row]
    const rows = heavyRows(tried, sourceOf, placeOf, () => 1, hosts)
    const keyOf = (row: number) => sourceOf(row) * 2 * PORTS + placeOf(row)
    const isSuspect = new Uint8Array(addresses.size)
    const attempts = new Map<number, number>()
    for (const row of rows) {
      isSuspect[sourceOf(row)] = 1
      attempts.set(keyOf(row), 0)
    }
    for (const row of unicast) {
      const count = isSuspect[sourceOf(row)] === 1 ? attempts.get(keyOf(row)) : undefined
      if (count !== undefined) attempts.set(keyOf(row), count + 1)
    }
    const counter = new DistinctWindow(addresses.size)
    const found: Found[] = []
    eachGroup(tables, rows, keyOf, (group, key) => {
      const percent = (group.length / (attempts.get(key) ?? group.length)) * 100
      if (group.length < hosts || percent < share) return
      const crowd = counter.crowd(group, sessions.start, (row) => sessions.respHost[row], window * SECOND, hosts)
      if (crowd === null) return
      const evidence = within(tables, group, crowd)
      const isTcp = sessions.proto[group[0]] === TCP_PROTO
      const port = sessions.respPort[group[0]]
      const [src] = addressTexts(tables, [sessions.origHost[group[0]]])
      const hostOf = (row: number) => sessions.respHost[row]
      const isScattered = scattered(tables, evidence)
      found.push({
        ...strength(isTcp, isScattered, crowd.most >= many, WORMS.has(port)),
        title: `${src} tried ${isTcp ? 'TCP' : 'UDP'} port ${port} of ${distinctCount(evidence, hostOf)} hosts`,
        src: [src],
        dst: addressTexts(tables, Array.from(evidence, hostOf)),
        count: evidence.length,
        first: timeText(tables, crowd.first),
        last: timeText(tables, crowd.last),
        evidence: all(
          oneOf('id.orig_h', [src]),
          oneOf('id.resp_p', [port]),
          isTcp ? TCP_PROBE : UDP_PROBE,
          UNICAST,
          evidence.length === group.length ? '' : beginsWithin(tables, crowd.first, crowd.last),
        ),
        why: {
          hosts: crowd.most,
          hosts_threshold: hosts,
          window_seconds: window,
          in_vain_percent: Math.round(percent),
          in_vain_percent_threshold: share,
          hosts_are: isScattered ? 'all over the internet' : 'near each other',
        },
      })
    })
    return found
  },
}

/**
 * Datagrams that nobody answers also come from programs that announce themselves: they count a step less. So do hosts all
 * over the internet, but for ports behind which no peers are.
 */
function strength(
  isTcp: boolean,
  isScattered: boolean,
  areMany: boolean,
  isService: boolean,
): Pick<Found, 'severity' | 'confidence'> {
  const isDoubtful = isScattered ? !(areMany && isService) : !isTcp && !areMany
  if (isDoubtful) return { severity: 'low', confidence: 'possible' }
  if (isScattered || !isTcp) return { severity: 'medium', confidence: 'likely' }
  return areMany ? { severity: 'high', confidence: 'certain' } : { severity: 'medium', confidence: 'likely' }
}

/** Whether the hosts are in so many networks (of IPv4 /16, of IPv6 /32) that nobody who sweeps goes that way. */
function scattered({ sessions, addresses }: CaptureTables, rows: Uint32Array): boolean {
  const hosts = distinctCount(rows, (row) => sessions.respHost[row])
  const networks = distinctCount(rows, (row) => {
    const id = sessions.respHost[row]
    return addresses.kind[id] === IPV4 ? addresses.word(id, 0) >>> 16 : addresses.word(id, 0)
  })
  return networks * 2 > hosts
}
