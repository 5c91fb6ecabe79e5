import type { Detection, Found } from './detection.ts'
import { DistinctWindow } from './distinct-window.ts'
import { all, beginsWithin, oneOf, timeText } from './evidence-text.ts'
import { TCP_PROTO, UDP_PROTO } from './ip-protocols.ts'
import { Probes, TCP_PROBE, UDP_PROBE } from './probes.ts'
import { distinctCount, eachGroup, heavyRows, selectedSessions, within } from './session-rows.ts'

const SECOND = 1e9
const PORTS = 65536
/** Systems choose ports of clients from here on; to those go also datagrams of a server whose clients were not seen. */
const CLIENT_PORTS = 32768
const LEAST_LOW = 0.4

/** Many ports of one host, tried by another within some minutes. */
export const portScanVertical: Detection<'ports' | 'window' | 'many'> = {
  id: 'port-scan-vertical',
  title: 'Port scan',
  meaning: 'A host tried many ports of another to learn what runs there.',
  counts: 'session',
  severity: 'high',
  thresholds: {
    ports: { meaning: 'Distinct ports tried on one host', unit: 'ports', default: 15, min: 3, max: 65535 },
    window: { meaning: 'Within this time', unit: 's', default: 300, min: 1, max: 86400 },
    many: { meaning: 'From so many ports on it counts high', unit: 'ports', default: 100, min: 3, max: 65535 },
  },
  falsePositives:
    'Vulnerability scanners and inventories of your own; a client that searches a service on a range of ports. Connections that carried anything, traceroute and datagrams that were answered do not count; datagrams to ports that systems give to clients count low.',
  blindSpots:
    'Scans slower than the window, and those that speak to what they find: only tries that carried nothing count. Segments without a SYN are another check’s.',
  needs: ['sessions'],
  detect(tables, selected, { ports, window, many }) {
    const { sessions, addresses } = tables
    const probes = new Probes(tables)
    const tried = selectedSessions(tables, selected).filter((row) => probes.has(row))
    const counter = new DistinctWindow(PORTS)
    const found: Found[] = []
    for (const proto of [TCP_PROTO, UDP_PROTO]) {
      const rows = heavyRows(
        tried.filter((row) => sessions.proto[row] === proto),
        (row) => sessions.origHost[row],
        (row) => sessions.respHost[row],
        () => 1,
        ports,
      )
      const pairOf = (row: number) => sessions.origHost[row] * addresses.size + sessions.respHost[row]
      eachGroup(tables, rows, pairOf, (group) => {
        if (group.length < ports) return
        const crowd = counter.crowd(group, sessions.start, (row) => sessions.respPort[row], window * SECOND, ports)
        if (crowd === null) return
        const [src, dst] = [sessions.origHost[group[0]], sessions.respHost[group[0]]].map((id) => addresses.text(id))
        const evidence = within(tables, group, crowd)
        const distinct = distinctCount(evidence, (row) => sessions.respPort[row])
        const low = evidence.filter((row) => sessions.respPort[row] < CLIENT_PORTS).length / evidence.length
        found.push({
          ...strength(proto === UDP_PROTO && low < LEAST_LOW, crowd.most >= many),
          title: `${src} tried ${distinct} ${proto === TCP_PROTO ? 'TCP' : 'UDP'} ports of ${dst}`,
          src: [src],
          dst: [dst],
          count: evidence.length,
          first: timeText(tables, crowd.first),
          last: timeText(tables, crowd.last),
          evidence: all(
            oneOf('id.orig_h', [src]),
            oneOf('id.resp_h', [dst]),
            proto === TCP_PROTO ? TCP_PROBE : UDP_PROBE,
            evidence.length === group.length ? '' : beginsWithin(tables, crowd.first, crowd.last),
          ),
          why: { ports: crowd.most, ports_threshold: ports, window_seconds: window },
        })
      })
    }
    return found
  },
}

function strength(isDoubtful: boolean, areMany: boolean): Pick<Found, 'severity' | 'confidence'> {
  if (isDoubtful) return { severity: 'low', confidence: 'possible' }
  return areMany ? { severity: 'high', confidence: 'certain' } : { severity: 'medium', confidence: 'likely' }
}
